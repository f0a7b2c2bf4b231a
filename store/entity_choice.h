// What a user may choose from whose name for an entity several have.
#pragma once

#include <span>
#include <string>

#include "store/snapshot.h"

namespace entente {

// Each with what tells it from the others: "person/ali-1 (Ali Hassan, PER, EGY), person/ali-2 (Ali
// Hassan, PER, SYR)"; of many the first ones "and 37 more".
std::string choice_of(const Snapshot& snapshot, std::span<const std::string> ids);

}  // namespace entente
