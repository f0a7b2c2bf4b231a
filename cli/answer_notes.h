// What an answer does not say by itself, told beside it on standard error: that a name stands for
// several, and why nothing is left of a graph.
#pragma once

#include "graph/filter.h"
#include "store/snapshot.h"

namespace entente {

// For each actor of the filter that several entities are called by: which they are.
void note_shared_names(const Snapshot& snapshot, const Filter& filter);

// Which conditions of the filter no fact meets; nothing where none such is found. Reads all facts,
// but where the graph is large and an index led to the answer: then indexes alone are asked, and
// less is said. To be called where an answer is empty, as those below. Whether something was said.
bool note_unmet(const Snapshot& snapshot, const Filter& filter);

// The same, or that no fact meets all of them.
void note_no_facts(const Snapshot& snapshot, const Filter& filter);

// The same as note_unmet, or that what is asked for is neither cooperation nor conflict.
void note_no_stories(const Snapshot& snapshot, const Filter& filter);

}  // namespace entente
