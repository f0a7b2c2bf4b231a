// How readily a mention comes to mind as what a later word stands for.
#pragma once

#include <map>
#include <span>

#include "extract/entities/entities.h"

namespace entente {

// "Putin" in "Putin habló" and in "el presidente, Putin, habló", a dropped subject.
bool is_subject(const DependencyTree& tree, const Mention& mention);

class Salience {
 public:
  explicit Salience(std::span<const DependencyTree> trees) : trees_(trees) {}

  // Takes note of a mention in a sentence that has been worked on.
  void note(const Mention& mention) { ++seen_[mention.entity]; }

  // The higher, the readier, seen from a word of the mention's sentence or of a later one: in the
  // nearest sentence, as a subject, not buried in another phrase, named often. Only the order of
  // these numbers matters.
  int of(const Mention& mention, std::size_t sentence, std::size_t word) const;

 private:
  std::span<const DependencyTree> trees_;
  std::map<std::size_t, int> seen_;  // mentions in earlier sentences, by entity
};

}  // namespace entente
