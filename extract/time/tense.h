// The tense that governs a word: which way from the document's date a time expression points.
//
// How it works: from the word up the heads to the first verb (or predicate with a copula).
//   1. A finite form decides; of a participle or infinitive that is its auxiliary. An auxiliary
//   with
//      an infinitive looks ahead ("va a viajar", "may travel"), unless it only supports the verb
//      ("do travel") or the infinitive is a perfect one ("may have travelled").
//   2. An infinitive without one points ahead where the verb above it plans ("agreed to travel") or
//      is in the present ("prevé viajar"), else as that verb does; so does a passive one that
//      describes a noun ("a summit to be held"). A past participle without an auxiliary lies in the
//      past, unless it plans ("la cumbre prevista"); a present one goes with what is above it.
//   3. The conditional, the imperative and the present subjunctive look ahead.
// A finite verb right before the expression governs it whatever the tree says ("said Friday it
// would …"); a preposition may stand between.
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
  std::vector<std::string> perfect;     // auxiliaries whose present tells the past: "haber", "have"
  std::vector<std::string> future;      // whose present tells the future: "will"
  std::vector<std::string> supporting;  // that leave the present what it is: "do"
  // Verbs, and adjectives of them, of plans: "prever", "previsto", "schedule".
  std::vector<std::string> planning;
};

// `first` is the first word of the expression, `word` the one whose head lies outside it.
Tense governing_tense(const Sentence& sentence, std::size_t first, std::size_t word,
                      const TenseWords& words);

}  // namespace entente
