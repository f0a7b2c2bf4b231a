// Puts graphs together: shards that machines have made side by side become the graph that one
// machine would have made of all their documents.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>

#include "graph/decisions.h"
#include "store/snapshot.h"
#include "store/store.h"

namespace entente {

struct MergedGraphs {
  std::size_t put = 0;      // documents
  std::size_t skipped = 0;  // documents and decisions
};

struct MergeGraphsOptions {
  // A document that graph number `graph` (as given, from 0) has with other contents than what comes
  // before it; the store comes before all. It is not put.
  std::function<void(std::size_t graph, const DocumentRecord&)> on_other_document;

  // A decision of graph number `graph` that is refused by what stands. It is not kept.
  std::function<void(std::size_t graph, const Decision&, const RefusedDecision&)> on_refused;

  // After each step: how many documents are durable now.
  std::function<void(std::size_t documents)> on_durable{};
};

// Puts all documents and decisions of `graphs` that `store` does not have into it. A document is as
// the first that has it says; those after it that say the same change nothing. Memory does not grow
// with the graphs (but for what Store::put_documents says). When it is interrupted, documents are
// there whole or not at all, and it can be done again. Which entities are one is not found: see
// keep_identities.
MergedGraphs merge_graphs(std::span<const Snapshot> graphs, Store& store,
                          const MergeGraphsOptions& options);

}  // namespace entente
