// Entities of a graph by a name that languages know and no document of the graph gives them: "USA"
// where it has the United States alone.
//
// Internal to store/. How it works: of whom languages call so it is the entity with his id; without
// one those with another of his names, as far as their type and country do not say that they are
// somebody else.
#pragma once

#include <string>
#include <vector>

#include "graph/resolve/name_words.h"
#include "store/snapshot.h"

namespace entente {

// Ids, sorted.
std::vector<std::string> entities_called(const Snapshot& snapshot, const NameWords::Known& known);

}  // namespace entente
