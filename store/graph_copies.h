// Which documents of a stored graph are copies of others.
#pragma once

#include "graph/copies.h"
#include "store/snapshot.h"
#include "store/store.h"

namespace entente {

// Found anew, from the sentences of all evidence: seconds for 100,000 documents.
Copies copies_of(const Snapshot& snapshot);

// The snapshot in which a document and its copies count once. Where the graph does not know which
// are, as after an interrupted build, it is found first.
Snapshot with_copies(const Snapshot& snapshot);

// Finds them, where the store does not know those of its present state, and keeps them there for
// readers.
void keep_copies(Store& store);

}  // namespace entente
