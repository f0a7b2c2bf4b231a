// Which entities of a stored graph are one.
#pragma once

#include <functional>

#include "graph/resolve/name_words.h"
#include "graph/resolve/resolution.h"
#include "store/snapshot.h"
#include "store/store.h"

namespace entente {

// Found anew, from all entities and facts as documents name them and what users have decided: for a
// million entities it takes minutes.
Resolution resolution_of(const Snapshot& snapshot, const NameWords& words);

// The snapshot with the entities that are one joined. Where the graph does not know which they are,
// as after an interrupted build, it is found first, with `words()`.
Snapshot resolved(const Snapshot& snapshot, const std::function<NameWords()>& words);

// Finds it, where the store does not know it of its present state, and keeps it there for readers.
void keep_identities(Store& store, const NameWords& words);

}  // namespace entente
