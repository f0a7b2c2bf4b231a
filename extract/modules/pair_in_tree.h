// A relation learnt of a pair of mentions, and what the tree of its sentence says of the two.
//
// A view: everything it refers to MUST outlive it. Const after construction.
#pragma once

#include <cstddef>
#include <optional>

#include "extract/modules/analysis.h"
#include "extract/modules/pair_features.h"

namespace entente {

class PairInTree {
 public:
  PairInTree(const Analysis& analysis, const PairCandidate& candidate, const Relation& relation);

  const Analysis& analysis() const { return analysis_; }
  const Lexicon& lexicon() const { return analysis_.lexicon; }
  const Grammar& grammar() const { return analysis_.lexicon.grammar(); }
  const DependencyTree& tree() const { return tree_; }
  const Relation& relation() const { return relation_; }
  const Mention& subject() const { return subject_; }
  const Mention& object() const { return object_; }
  std::size_t top() const { return top_; }  // the lowest word that both are below of

  EntityType type_of(const Mention& mention) const;

  // True for a verb or noun that the relation's subject does.
  bool is_subject_of(std::size_t verb) const;

  // True where the lexicon gives a word a relation of this class.
  bool tells(std::size_t word, RelationClass wanted) const;

  // The kind of person or body that a noun names, a post of several words too.
  const Role* role_at(std::size_t noun) const;

  // The verb of the clause that a mention is the subject of: "Hart" and "he", but also "the singer,
  // Luc Hart".
  std::optional<std::size_t> verb_of_subject(const Mention& mention) const;

  // True for the verb of a clause that tells, of a subject of its own, what is at a place: "donde
  // Citroën tiene su sede".
  bool is_clause_about_place(std::size_t verb) const;

 private:
  const Analysis& analysis_;
  const DependencyTree& tree_;
  const Relation& relation_;
  const Mention& subject_;
  const Mention& object_;
  const std::size_t top_;
};

bool is_place(EntityType type);  // a city, state or other place

// A post whose holder says what another thinks.
bool speaks_for(const Role& role);

}  // namespace entente
