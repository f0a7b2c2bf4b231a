// Sends a stored graph, or the part of it that a filter asks for, through an exporter.
#pragma once

#include "export/exporter.h"
#include "graph/filter.h"
#include "store/snapshot.h"

namespace entente {

// How it works:
//   1. A format that holds documents is given every document and every decision of a whole graph:
//      without a filter, with sentences, and as it is known today. That is what documents say,
//      whatever is joined.
//   2. Else the entities come first, in the order of their ids: without a filter all of them, else
//      (also of a graph as known by a day) those that the facts which match speak of (their ids are
//      kept in memory). A format that names documents is given their records next, chosen in the
//      same way.
//   3. Then the facts, in the order of their keys.
// With Sentences::Skip no sentence of a document is exported. Throws Error as visit_facts and the
// exporter do.
ExportReport export_graph(const Snapshot& snapshot, const Filter& filter, Sentences sentences,
                          Exporter& exporter);

}  // namespace entente
