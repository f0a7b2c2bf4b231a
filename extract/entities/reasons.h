// Who is judged for a deed of his own, and what leads to that: "sanctioned a firm over its aid",
// "criticó a Morel por visitar Lugo". Pure functions.
#pragma once

#include <cstddef>
#include <string_view>

#include "extract/entities/dependency_tree.h"
#include "extract/language/lexicon.h"

namespace entente {

// True for a noun or verb that a preposition or conjunction of reasons leads to.
bool is_reason(const Grammar& grammar, const DependencyTree& tree, std::size_t word);

// True for a verb that says what is thought of somebody or done to him for a deed of his own:
// "criticar", "multar", "praise"; with a noun of its own, too: "impose" with its sanctions.
bool judges(const Lexicon& lexicon, std::string_view verb);

// True where the verb does so by itself, and of its object.
bool judges_object(const Lexicon& lexicon, std::string_view verb);

}  // namespace entente
