// The tense that governs a word: which way from the document's date a time expression points.
//
// How it works: from the word up the heads to the first verb (or predicate with a copula).
//   1. A finite form decides; of a participle or infinitive that is its auxiliary.
//   2. An infinitive without one points ahead where the verb above it is in the present ("prevé
//      viajar"), else as that verb does; a participle without one lies in the past, unless it plans
//      ("la cumbre prevista").
//   3. The conditional, the imperative and the present subjunctive look ahead.
// Reads UD relations and features only. Pure; any number of threads may call it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "extract/nlp/annotation.h"

namespace entente {

enum class Tense { Unknown, Past, Present, Future };

// Lemmas that a language's tenses hang on.
struct TenseWords {
  std::vector<std::string> perfect;  // auxiliaries whose present tells the past: "haber"
  std::vector<std::string>
      planning;  // verbs, and adjectives of them, of plans: "prever", "previsto"
};

Tense governing_tense(const Sentence& sentence, std::size_t word, const TenseWords& words);

}  // namespace entente
