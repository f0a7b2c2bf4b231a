#include "extract/time/tense.h"

#include <algorithm>
#include <optional>

namespace entente {
namespace {

bool is_finite(const Word& word) {
  return word.has("VerbForm=Fin") || word.has("Mood=Ind") || word.has("Mood=Sub") ||
         word.has("Mood=Cnd") || word.has("Mood=Imp");
}

Tense tense_of_finite(const Word& word) {
  if (word.has("Tense=Fut") || word.has("Mood=Cnd") || word.has("Mood=Imp")) return Tense::Future;
  if (word.has("Tense=Past") || word.has("Tense=Imp") || word.has("Tense=Pqp")) return Tense::Past;
  if (word.has("Mood=Sub")) return Tense::Future;
  return Tense::Present;
}

bool contains(const std::vector<std::string>& lemmas, const std::string& lemma) {
  return std::find(lemmas.begin(), lemmas.end(), lemma) != lemmas.end();
}

// The auxiliaries and copulas that depend on a word.
std::vector<const Word*> auxiliaries_of(const Sentence& sentence, std::size_t word) {
  std::vector<const Word*> found;
  for (const Word& child : sentence.words) {
    if (child.head == word + 1 &&
        (child.deprel.starts_with("aux") || child.deprel.starts_with("cop"))) {
      found.push_back(&child);
    }
  }
  return found;
}

// Nothing where `word` leaves the tense to what is above it.
std::optional<Tense> own_tense(const Word& word, const std::vector<const Word*>& auxiliaries,
                               const TenseWords& words) {
  if (is_finite(word)) return tense_of_finite(word);
  const auto finite = std::find_if(auxiliaries.begin(), auxiliaries.end(),
                                   [](const Word* auxiliary) { return is_finite(*auxiliary); });
  if (finite == auxiliaries.end()) {
    if (!word.has("VerbForm=Part")) return std::nullopt;
    return contains(words.planning, word.lemma) ? Tense::Future : Tense::Past;
  }
  const Tense tense = tense_of_finite(**finite);
  if (tense != Tense::Present) return tense;
  const bool infinitive =
      word.has("VerbForm=Inf") ||
      std::any_of(auxiliaries.begin(), auxiliaries.end(),
                  [](const Word* auxiliary) { return auxiliary->has("VerbForm=Inf"); });
  if (infinitive) return Tense::Future;
  const bool perfect = word.has("VerbForm=Part") && contains(words.perfect, (*finite)->lemma);
  return perfect ? Tense::Past : tense;
}

}  // namespace

Tense governing_tense(const Sentence& sentence, std::size_t word, const TenseWords& words) {
  bool infinitive = false;
  // A tree has no cycles; the bound keeps a broken one from running for ever.
  for (std::size_t steps = 0; steps < sentence.words.size(); ++steps) {
    const Word& here = sentence.words[word];
    const auto auxiliaries = auxiliaries_of(sentence, word);
    const bool verb =
        here.upos == Upos::Verb || here.upos == Upos::Aux || here.has("VerbForm=Part");
    if (verb || !auxiliaries.empty()) {
      if (const auto tense = own_tense(here, auxiliaries, words)) {
        return infinitive && *tense == Tense::Present ? Tense::Future : *tense;
      }
      infinitive = infinitive || here.has("VerbForm=Inf");
    }
    if (here.head == 0 || here.head > sentence.words.size()) break;
    word = here.head - 1;
  }
  return infinitive ? Tense::Future : Tense::Unknown;
}

}  // namespace entente
