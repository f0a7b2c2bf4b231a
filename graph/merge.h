// Merging: how the triples of any number of documents become one set of facts and entities.
//
// A Contribution is a part of a graph: what some triples contribute to it, be it those of one
// document or of a whole corpus. Merging contributions is associative, commutative and idempotent,
// so that they may be merged in any order and grouping, on any number of threads or machines, and
// the same part may arrive twice. The graph in memory, the store's merge operator and a distributed
// reduce all use the functions below.
//
// Pure functions, safe to call from any thread.
#pragma once

#include <span>
#include <vector>

#include "extract/triple.h"
#include "graph/entity.h"
#include "graph/fact.h"

namespace entente {

struct Contribution {
  std::vector<Fact> facts;            // sorted by key, each key once
  std::vector<NamedEntity> entities;  // sorted by id, each id once: ends of facts and their sources
  bool operator==(const Contribution&) const = default;
};

// What `triples`, in any order and of any documents, contribute. Confidences are kept to the
// millionth, as the interchange format has them: a graph is the same whichever way triples come.
// Throws Error, naming the triple, for one without a document, relation, id or name of an end; with
// a date that does not exist; or with a confidence outside [0, 1].
Contribution contribution_of(std::span<const Triple> triples);

// The union of evidence: sorted, each identity once. Of two pieces with the same identity the surer
// one stays, then the one whose text is greater (a text that was not loaded is the least).
std::vector<FactEvidence> merge_evidence(std::vector<FactEvidence> pieces);

// `left` and `right` MUST have the same key (or id); Error otherwise.
Fact merge(Fact left, const Fact& right);
NamedEntity merge(NamedEntity left, const NamedEntity& right);

Contribution merge(Contribution left, const Contribution& right);

}  // namespace entente
