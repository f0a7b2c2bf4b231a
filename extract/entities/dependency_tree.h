// A sentence's Universal Dependencies tree with the look-ups that rules ask for.
//
// A view: the Sentence MUST outlive it. Const after construction. All indices are zero-based word
// indices of the sentence.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/nlp/annotation.h"

namespace entente {

class DependencyTree {
 public:
  explicit DependencyTree(const Sentence& sentence);

  std::size_t size() const { return words().size(); }
  const std::vector<Word>& words() const { return sentence_->words; }
  const Word& word(std::size_t i) const { return sentence_->words[i]; }

  std::optional<std::size_t> head(std::size_t i) const;  // nothing for the root
  std::span<const std::size_t> children(std::size_t i) const;

  // The universal part of the relation to the head: "obl" of "obl:agent".
  std::string_view relation(std::size_t i) const;

  // First child with one of these (universal) relations, nothing if there is none.
  std::optional<std::size_t> child(std::size_t i, std::string_view relation) const;

  // The preposition that marks word i, as its lemma, several and parts of a fixed expression joined
  // by a space ("de acuerdo con", "out of"); one made of a verb as its form ("according to"). ""
  // where there is none.
  std::string case_of(std::size_t i) const;

  // i and what is coordinated with it, i first, in the order of the text. A conjunct with a
  // preposition of its own that differs is left out.
  std::vector<std::size_t> conjuncts(std::size_t i) const;

  // The word that i is another name of, i itself where it is none: "presidente" for "Putin" in "el
  // presidente, Putin".
  std::size_t renamed(std::size_t i) const;

  // True where `descendant` is `ancestor` or below it.
  bool dominates(std::size_t ancestor, std::size_t descendant) const;

  // The nearest verb (VERB, or what an AUX copula makes a predicate) at or above i.
  std::optional<std::size_t> governing_verb(std::size_t i) const;

 private:
  const Sentence* sentence_;
  std::vector<std::size_t> children_;     // all children, grouped by head
  std::vector<std::size_t> first_child_;  // size() + 1 offsets into children_
};

// The part of a UD relation before the colon.
std::string_view universal(std::string_view deprel);

}  // namespace entente
