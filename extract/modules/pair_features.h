// Pairs of mentions that may be related, and what can be seen of each pair.
//
// How it works:
//   1. Every two mentions of a sentence whose entities differ are a candidate.
//   2. A candidate is described by strings: types, words between and around, the path between the
//   two in
//      the tree, the frames that the words on it have, and the relations that the rules found.
//   3. Each string is hashed (FNV-1a, 32 bit) to a row of the model (see pair_model.h).
// The learner and the run-time code call the same function, so that they cannot differ.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "extract/modules/analysis.h"
#include "extract/modules/pair_model.h"

namespace entente {

struct PairCandidate {
  std::size_t sentence = 0;
  const Mention* first = nullptr;  // in the order of the text
  const Mention* second = nullptr;
};

// The candidates of a document in the order of the text. They point into analysis.entities.
std::vector<PairCandidate> pair_candidates(const Analysis& analysis);

// Hashes of the features of a candidate; `found` is what the rules found in the document.
std::vector<std::uint32_t> pair_features(const Analysis& analysis, const PairCandidate& candidate,
                                         std::span<const Relation> found);

// True where a relation that a rule found says of the candidate's two, in its sentence, what the
// label (a class and a direction) says.
bool states(const Relation& relation, const PairCandidate& candidate, const PairLabel& label);

// The word that best states the relation: the lowest common ancestor of the two in the tree.
std::size_t common_ancestor(const DependencyTree& tree, std::size_t a, std::size_t b);

}  // namespace entente
