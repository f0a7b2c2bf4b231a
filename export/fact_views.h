// Facts of a stored graph together with the entities they speak of.
#pragma once

#include <functional>
#include <optional>
#include <span>

#include "graph/entity.h"
#include "graph/fact.h"
#include "graph/filter.h"
#include "store/snapshot.h"

namespace entente {

// A fact with the entities it speaks of; valid while its visitor runs.
struct FactView {
  const Fact& fact;
  const Entity& subject;            // of fact.subject(): as most mentions put it
  const Entity& object;             // of fact.object()
  std::span<const Entity> sources;  // in the order of fact.sources()
};

// Visits the facts that match, in the order of their keys; those after `after` alone, where that is
// given. Memory does not grow with their number.
// Throws Error for an actor that the graph does not know and where the graph is damaged.
void visit_facts(const Snapshot& snapshot, const Filter& filter, Sentences sentences,
                 const std::function<Walk(const FactView&)>& visit,
                 const std::optional<FactKey>& after = {});

}  // namespace entente
