// Pairs of mentions that may be related, and what can be seen of each pair.
//
// How it works:
//   1. Every two mentions of a sentence whose entities differ, and that have fewer than twenty
//      others between them, are a candidate; so is a mention with each name inside of it.
//   2. A candidate is described by strings: types, words between and around, the path between the
//      two in the tree, the frames that the words on it have, and the relations that the rules
//      found.
//   3. Each string is hashed (FNV-1a, 32 bit) to a row of the model (see pair_model.h).
// The learner and the run-time code call the same function, so that they cannot differ.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/modules/analysis.h"
#include "extract/modules/pair_model.h"

namespace entente {

struct PairCandidate {
  std::size_t sentence = 0;
  const Mention* first = nullptr;   // in the order of the text
  const Mention* second = nullptr;  // behind the first one, or inside of it
};

// True where the second mention is a name inside of the first one.
bool is_inside(const PairCandidate& candidate);

// The candidates of a document in the order of the text. They point into analysis.entities.
std::vector<PairCandidate> pair_candidates(const Analysis& analysis);

// What the rules found in a document, by the two entities. A view: the relations MUST outlive it.
class FoundRelations {
 public:
  explicit FoundRelations(std::span<const Relation> relations);

  const Relation& operator[](std::size_t i) const { return relations_[i]; }
  std::size_t size() const { return relations_.size(); }

  // Indices of the relations between two entities, in either direction.
  std::span<const std::size_t> between(std::size_t a, std::size_t b) const;

 private:
  std::span<const Relation> relations_;
  std::map<std::pair<std::size_t, std::size_t>, std::vector<std::size_t>> by_pair_;
};

// The type of an entity as features have it, one of feature_types: "PER"; of a country "STATE".
inline constexpr std::array<std::string_view, 6> feature_types{"PER", "ORG",  "GPE",
                                                               "LOC", "MISC", "STATE"};
std::string_view feature_type(const DocumentEntity& entity);

// Hashes of the features of a candidate; `found` is what the rules found in the document.
std::vector<std::uint32_t> pair_features(const Analysis& analysis, const PairCandidate& candidate,
                                         const FoundRelations& found);

// The same with the strings that were hashed, for people.
struct NamedFeature {
  std::uint32_t hash = 0;
  std::string text;  // "path: <nsubj | <obl:con"
};
std::vector<NamedFeature> named_pair_features(const Analysis& analysis,
                                              const PairCandidate& candidate,
                                              const FoundRelations& found);

// True where a relation that a rule found says of the candidate's two, in its sentence, what the
// label (a class and a direction) says.
bool states(const Relation& relation, const PairCandidate& candidate, const PairLabel& label);

// What speaks for a label whatever the label is: a rule of some module found that very relation, or
// the lexicon gives its class to a word above the two, on the way between them or among the words
// between. `kind` names where and which way round, e.g. "rule events", "top active backward".
std::vector<PairHint> pair_hints(const Analysis& analysis, const PairCandidate& candidate,
                                 const FoundRelations& found);

// The word that best states the relation: the lowest common ancestor of the two in the tree.
std::size_t common_ancestor(const DependencyTree& tree, std::size_t a, std::size_t b);

}  // namespace entente
