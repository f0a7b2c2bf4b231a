// What leads to the deed that somebody is judged for: "over its aid", "por visitar Lugo".
#pragma once

#include <cstddef>

#include "extract/entities/dependency_tree.h"
#include "extract/language/lexicon.h"

namespace entente {

// True for a noun or verb that a preposition or conjunction of reasons leads to.
bool is_reason(const Grammar& grammar, const DependencyTree& tree, std::size_t word);

}  // namespace entente
