// Shows the facts of a plan in the order of their keys.
//
// Internal to store/.
#pragma once

#include "graph/filter.h"
#include "store/fact_plan.h"
#include "store/snapshot.h"
#include "store/view.h"

namespace entente {

// Visits those that match, with their sentences if wanted: these are loaded for ever more facts
// together (stored_facts.h), which are kept in memory until then, some ten megabytes at most.
// Throws Error where the graph is damaged, TimeIsUp.
void walk_facts(const View& view, const FactMatcher& matcher, const FactPlan& plan,
                const Snapshot::FactVisitor& visit, Sentences sentences);

}  // namespace entente
