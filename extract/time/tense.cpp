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

using Auxiliaries = std::vector<const Word*>;

// The auxiliaries and copulas that depend on a word.
Auxiliaries auxiliaries_of(const Sentence& sentence, std::size_t word) {
  Auxiliaries found;
  for (const Word& child : sentence.words) {
    if (child.head == word + 1 &&
        (child.deprel.starts_with("aux") || child.deprel.starts_with("cop"))) {
      found.push_back(&child);
    }
  }
  return found;
}

bool is_perfect_infinitive(const Auxiliaries& auxiliaries, const TenseWords& words) {
  return std::any_of(auxiliaries.begin(), auxiliaries.end(), [&](const Word* auxiliary) {
    return auxiliary->has("VerbForm=Inf") && contains(words.perfect, auxiliary->lemma);
  });
}

// "Travel" in "may travel", "be" in "may be seen".
bool is_infinitive(const Word& word, const Auxiliaries& auxiliaries) {
  return word.has("VerbForm=Inf") ||
         std::any_of(auxiliaries.begin(), auxiliaries.end(),
                     [](const Word* auxiliary) { return auxiliary->has("VerbForm=Inf"); });
}

// "Had been due to travel": before the document's date or after it.
bool is_pluperfect(const Auxiliaries& auxiliaries, const TenseWords& words) {
  return std::any_of(auxiliaries.begin(), auxiliaries.end(), [&](const Word* auxiliary) {
    return is_finite(*auxiliary) && auxiliary->has("Tense=Past") &&
           contains(words.perfect, auxiliary->lemma);
  });
}

const Word* finite_verb_before(const Sentence& sentence, std::size_t first) {
  if (first > 1 && sentence.words[first - 1].upos == Upos::Adp) --first;
  if (first == 0) return nullptr;
  const Word& word = sentence.words[first - 1];
  return word.upos == Upos::Verb && is_finite(word) ? &word : nullptr;
}

Tense tense_with_auxiliary(const Word& word, const Word& finite, const Auxiliaries& auxiliaries,
                           const TenseWords& words) {
  const Tense tense = tense_of_finite(finite);
  if (tense != Tense::Present) return tense;
  if (contains(words.future, finite.lemma)) return Tense::Future;
  if (is_perfect_infinitive(auxiliaries, words)) return Tense::Past;
  if (is_infinitive(word, auxiliaries)) {
    return contains(words.supporting, finite.lemma) ? tense : Tense::Future;
  }
  const bool perfect = word.has("VerbForm=Part") && contains(words.perfect, finite.lemma);
  return perfect ? Tense::Past : tense;
}

// Nothing where `word` leaves the tense to what is above it.
std::optional<Tense> own_tense(const Word& word, const Auxiliaries& auxiliaries,
                               const TenseWords& words) {
  if (is_finite(word)) return tense_of_finite(word);
  const auto finite = std::find_if(auxiliaries.begin(), auxiliaries.end(),
                                   [](const Word* auxiliary) { return is_finite(*auxiliary); });
  if (finite != auxiliaries.end()) return tense_with_auxiliary(word, **finite, auxiliaries, words);
  if (is_perfect_infinitive(auxiliaries, words)) return Tense::Past;
  if (!word.has("VerbForm=Part")) return std::nullopt;
  if (is_infinitive(word, auxiliaries)) {
    if (word.deprel.starts_with("acl")) return Tense::Future;
    return std::nullopt;
  }
  if (word.has("Tense=Pres")) return std::nullopt;
  return contains(words.planning, word.lemma) ? Tense::Future : Tense::Past;
}

}  // namespace

Tense governing_tense(const Sentence& sentence, std::size_t first, std::size_t word,
                      const TenseWords& words) {
  if (const Word* verb = finite_verb_before(sentence, first)) return tense_of_finite(*verb);
  bool infinitive = false;
  // A tree has no cycles; the bound keeps a broken one from running for ever.
  for (std::size_t steps = 0; steps < sentence.words.size(); ++steps) {
    const Word& here = sentence.words[word];
    const auto auxiliaries = auxiliaries_of(sentence, word);
    const bool verb =
        here.upos == Upos::Verb || here.upos == Upos::Aux || here.has("VerbForm=Part");
    if (infinitive && contains(words.planning, here.lemma)) {
      return is_pluperfect(auxiliaries, words) ? Tense::Unknown : Tense::Future;
    }
    if (verb || !auxiliaries.empty()) {
      if (const auto tense = own_tense(here, auxiliaries, words)) {
        return infinitive && *tense == Tense::Present ? Tense::Future : *tense;
      }
      infinitive = infinitive || is_infinitive(here, auxiliaries);
    }
    if (here.head == 0 || here.head > sentence.words.size()) break;
    word = here.head - 1;
  }
  return infinitive ? Tense::Future : Tense::Unknown;
}

}  // namespace entente
