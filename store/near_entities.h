// What to say to a user who asks for an entity that is not there: which ones come near.
//
// Internal to store/. How it works: every id and name of the graph is compared with what was asked
// for, as names are looked up; near is what has few letters changed (Levenshtein distance, at most
// a quarter of the letters), or has all of its words, in any order and spelt nearly so. Reads all
// entities once.
#pragma once

#include <string_view>

#include "store/snapshot.h"

namespace entente {

[[noreturn]] void throw_unknown_entity(const Snapshot& snapshot, std::string_view graph,
                                       std::string_view asked);

}  // namespace entente
