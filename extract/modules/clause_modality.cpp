#include <algorithm>

#include "extract/modules/arguments.h"
#include "extract/modules/clause.h"
#include "extract/modules/verb_chain.h"

namespace entente {
namespace {

std::optional<std::size_t> mark_of(const DependencyTree& tree, std::size_t verb,
                                   const std::vector<std::string>& lemmas) {
  for (const std::size_t c : tree.children(verb)) {
    if (tree.relation(c) == "mark" && holds(lemmas, tree.word(c).lemma)) return c;
  }
  return {};
}

// How doubtful a modality is; the most doubtful one of a chain holds.
int rank(Modality modality) {
  switch (modality) {
    case Modality::Asserted:
      return 0;
    case Modality::Planned:
      return 1;
    case Modality::Possible:
      return 2;
    case Modality::Negated:
      return 3;
  }
  return 0;
}

void raise(WordedModality& result, const WordedModality& other) {
  if (rank(other.modality) > rank(result.modality)) result = other;
}

void raise(WordedModality& result, Modality modality, std::size_t word) {
  raise(result, {modality, word});
}

// A predicate ("X is not a friend of Y") is as sure as itself, another noun as the verb that it is
// an argument of: "la reunión no se celebró".
bool is_event_noun(const Analysis& analysis, const DependencyTree& tree, std::size_t word) {
  return tree.word(word).upos == Upos::Noun && !tree.child(word, "cop") &&
         !is_called(analysis, tree, word);
}

bool is_argument(const DependencyTree& tree, std::size_t noun) {
  const auto head = tree.head(noun);
  const std::string_view relation = tree.relation(noun);
  return head && tree.word(*head).upos == Upos::Verb && (relation == "nsubj" || relation == "obj");
}

// What the tense and mood of a verb and its auxiliaries say.
void raise_by_forms(const Analysis& analysis, const DependencyTree& tree, std::size_t word,
                    WordedModality& result) {
  const auto tense = [&](std::size_t form) {
    if (tree.word(form).has("Tense=Fut")) raise(result, Modality::Planned, form);
    if (tree.word(form).has("Mood=Cnd")) raise(result, Modality::Possible, form);
  };
  tense(word);
  for (const std::size_t c : tree.children(word)) {
    if (tree.word(c).upos != Upos::Aux) continue;
    tense(c);
    if (const auto modality = modality_by(analysis, tree, c, word)) raise(result, *modality, c);
  }
}

// What the word and its own dependents say.
void raise_by_word(const Analysis& analysis, const DependencyTree& tree, std::size_t word,
                   WordedModality& result) {
  if (const auto negation = negation_of(analysis, tree, word)) {
    raise(result, Modality::Negated, *negation);
  }
  const Grammar& grammar = analysis.lexicon.grammar();
  if (const auto mark = mark_of(tree, word, grammar.conditional_marks)) {
    raise(result, Modality::Possible, *mark);
  }
  if (tree.relation(word) == "advcl" || tree.relation(word) == "acl") {
    if (const auto mark = mark_of(tree, word, grammar.purpose_marks)) {
      raise(result, Modality::Planned, *mark);  // "in order to visit", "plans to visit"
    }
  }
  raise_by_forms(analysis, tree, word, result);
  for (const std::size_t c : tree.children(word)) {
    const Word& child = tree.word(c);
    if (child.upos == Upos::Adv || tree.relation(c) == "amod") {  // "la posible reunión"
      const auto modality = analysis.lexicon.modal_adverb(child.lemma);
      // "Falsely" denies what is told, not that it is told.
      if (modality && modality != Modality::Negated) raise(result, *modality, c);
    }
  }
}

// What a coordinated word shares the place of.
std::size_t first_conjunct(const DependencyTree& tree, std::size_t word) {
  while (tree.head(word) && tree.relation(word) == "conj") word = *tree.head(word);
  return word;
}

// "Reports that", "la acusación de que": the clause tells what the noun is about. A relative clause
// does not, but a parser may take "that" for the object of one that has an object of its own.
bool tells_content(const DependencyTree& tree, std::size_t verb) {
  if (tree.relation(verb) != "acl" || tree.word(*tree.head(verb)).upos != Upos::Noun) return false;
  if (tree.child(verb, "mark")) return true;
  return std::ranges::count_if(tree.children(verb), [&](std::size_t c) {
           return tree.relation(c) == "obj" && tree.case_of(c).empty();
         }) > 1;
}

// "It is not true that", "nobody believes that", "no evidence exists that", "no hay pruebas de
// que": what is said to be so, by the word above a clause or by its subject or object, is not.
void raise_by_denied_affirmation(const Analysis& analysis, const DependencyTree& tree,
                                 std::size_t governor, WordedModality& result) {
  const auto raise_at = [&](std::size_t word) {
    const auto denied = analysis.lexicon.denied_affirmation(tree.word(word).lemma);
    if (!denied) return;
    auto negation = negation_of(analysis, tree, word);
    const std::string_view relation = tree.relation(word);
    const bool is_argument = relation == "nsubj" || relation == "obj";
    if (!negation && is_argument) negation = negation_of(analysis, tree, *tree.head(word));
    if (negation) raise(result, *denied, *negation);
  };
  raise_at(governor);
  for (const std::size_t c : tree.children(governor)) {
    if (tree.relation(c) == "nsubj" || tree.relation(c) == "obj") raise_at(c);
  }
}

// "There is no doubt that", "nobody doubts that", "no hay duda de que": it is so.
bool is_denied_doubt(const Analysis& analysis, const DependencyTree& tree, std::size_t word) {
  if (!analysis.lexicon.is_doubt(tree.word(word).lemma)) return false;
  const std::string_view relation = tree.relation(word);
  const bool is_argument = relation == "nsubj" || relation == "obj";
  return negation_of(analysis, tree, word) ||
         (is_argument && negation_of(analysis, tree, *tree.head(word)));
}

// What the word above makes of a clause, or of the noun that a clause belongs to. Who does not deny
// it leaves it possible: "no descarta viajar".
void raise_by_governor(const Analysis& analysis, const DependencyTree& tree, std::size_t governor,
                       std::size_t governed, WordedModality& result) {
  if (is_denied_doubt(analysis, tree, governor)) return;
  if (const auto modality = modality_by(analysis, tree, governor, governed)) {
    const bool undone =
        *modality == Modality::Negated && negation_of(analysis, tree, governor).has_value();
    raise(result, undone ? Modality::Possible : *modality, governor);
  }
  if (const auto adverb = denying_adverb(analysis, tree, governor)) {
    raise(result, Modality::Negated, *adverb);
  }
  raise_by_denied_affirmation(analysis, tree, governor, result);
}

// The mark of a question whether a main clause is so. What it asks after something else, "why did
// France attack Libya?", takes that for granted.
std::optional<std::size_t> mark_of_question(const DependencyTree& tree, std::size_t verb) {
  const std::size_t last = tree.size() - 1;
  if (tree.head(verb) || tree.word(last).form != "?") return {};
  std::optional<std::size_t> subject;
  bool asks = false;
  for (std::size_t i = 0; i < tree.size(); ++i) {
    const Word& word = tree.word(i);
    const auto head = tree.head(i);
    const bool below = head && (*head == verb || tree.head(*head) == verb);
    if (below && (word.has("PronType=Int") || word.has("PronType=Int,Rel"))) return {};
    if (head != verb) continue;
    if (tree.relation(i) == "nsubj") subject = i;
    const bool inverted = word.upos == Upos::Aux && !subject;
    asks |= i < verb && (word.form == "¿" || inverted);
  }
  return asks ? std::optional{last} : std::nullopt;
}

// "Had Japan signed", "should Japan sign", "de haber firmado": a condition that the order of its
// words tells.
void raise_by_inversion(const Analysis& analysis, const DependencyTree& tree, std::size_t verb,
                        WordedModality& result) {
  const auto children = tree.children(verb);
  const auto subject = tree.child(verb, "nsubj");
  const std::size_t first = children.empty() ? verb : children.front();
  const Word& opening = tree.word(first);
  if (opening.upos == Upos::Aux && subject && first < *subject && *subject < verb) {
    const bool unreal = is_perfect(analysis, opening) && opening.has("Tense=Past");
    if (unreal) raise(result, Modality::Negated, first);
    if (modality_by(analysis, tree, first, verb)) raise(result, Modality::Possible, first);
  }
  const auto perfect = perfect_infinitive(analysis, tree, verb);
  const auto introduction = introduction_of(tree, verb);
  if (perfect && introduction && verb < *tree.head(verb) &&
      holds(analysis.lexicon.grammar().of, tree.word(*introduction).lemma)) {
    raise(result, Modality::Negated, *perfect);
  }
}

// The word that tells that a verb is to come: "will pay", "pagará", "is going to pay".
std::optional<std::size_t> word_of_future(const Analysis& analysis, std::size_t sentence,
                                          std::size_t verb) {
  const DependencyTree& tree = analysis.trees[sentence];
  WordedModality told;
  for (const auto& [link, complement] : verb_chain(analysis, sentence, verb)) {
    raise_by_forms(analysis, tree, link, told);
    if (link == complement) continue;
    if (const auto modality = modality_by(analysis, tree, link, complement)) {
      raise(told, *modality, link);
    }
  }
  return told.word;
}

// "Will pay when Argentina signs", "cuando Argentina firme": a present beside a future, and a
// subjunctive of the present, wait for what has not happened.
void raise_by_waiting(const Analysis& analysis, std::size_t sentence, std::size_t verb,
                      WordedModality& result) {
  const DependencyTree& tree = analysis.trees[sentence];
  const Word& tensed = tensed_word(tree, verb);
  if (!tensed.has("Tense=Pres") || !tensed.has("VerbForm=Fin")) return;
  const bool subjunctive = tensed.has("Mood=Sub");
  if (subjunctive && !is_perfect(analysis, tensed)) {  // but "después de que haya firmado"
    if (const auto mark = tree.child(verb, "mark")) raise(result, Modality::Planned, *mark);
    return;
  }
  const auto is_temporal = [&](std::size_t word) {
    return holds(analysis.lexicon.grammar().temporal_marks, tree.word(word).lemma);
  };
  const std::size_t head = *tree.head(verb);
  const bool temporal =
      subjunctive || is_temporal(head) ||
      std::ranges::any_of(tree.children(verb), [&](std::size_t c) {
        const std::string_view relation = tree.relation(c);
        return c < verb && (relation == "mark" || relation == "advmod") && is_temporal(c);
      });
  const auto main = tree.governing_verb(head);
  if (!temporal || !main) return;
  if (const auto future = word_of_future(analysis, sentence, *main)) {
    raise(result, Modality::Planned, *future);
  }
}

// A clause is as sure as its verb, as those above that add tense or modality to it, and as what
// governs these.
WordedModality modality_of_clause(const Analysis& analysis, std::size_t sentence,
                                  std::size_t predicate) {
  const DependencyTree& tree = analysis.trees[sentence];
  WordedModality result;
  const std::vector<ChainLink> chain = verb_chain(analysis, sentence, predicate);
  for (const auto& [verb, complement] : chain) {
    if (verb == complement) {
      raise_by_word(analysis, tree, verb, result);
      continue;
    }
    const auto modality = modality_by(analysis, tree, verb, complement);
    raise_by_governor(analysis, tree, verb, complement, result);
    // Its negation is told there.
    if (modality != Modality::Negated && !is_denied_doubt(analysis, tree, verb)) {
      raise_by_word(analysis, tree, verb, result);
    }
  }
  const std::size_t top = first_conjunct(tree, chain.back().verb);
  const std::string_view relation = tree.relation(top);
  if (relation == "advcl") {
    raise_by_inversion(analysis, tree, top, result);
    raise_by_waiting(analysis, sentence, top, result);
  } else if (relation == "ccomp" || relation == "csubj") {
    raise_by_governor(analysis, tree, *tree.head(top), top, result);
  } else if (tells_content(tree, top)) {
    const std::size_t noun = *tree.head(top);
    raise_by_governor(analysis, tree, noun, top, result);
    if (tree.relation(noun) == "nsubj" || tree.relation(noun) == "obj") {
      raise_by_governor(analysis, tree, *tree.head(noun), noun, result);
    }
  }
  if (const auto mark = mark_of_question(tree, top)) raise(result, Modality::Possible, *mark);
  return result;
}

// "Talks are possible", "no está en la agenda".
void raise_by_predicate(const Analysis& analysis, const DependencyTree& tree, std::size_t governor,
                        WordedModality& result) {
  const auto raise_at = [&](std::size_t predicate) {
    const auto modality = analysis.lexicon.modal_adverb(tree.word(predicate).lemma);
    if (!modality) return;
    auto negation = negation_of(analysis, tree, predicate);
    if (!negation) negation = negation_of(analysis, tree, governor);
    raise(result, negation ? Modality::Negated : *modality, negation.value_or(predicate));
  };
  if (tree.child(governor, "cop")) raise_at(governor);
  if (tree.word(governor).upos != Upos::Aux) return;
  for (const std::size_t c : tree.children(governor)) {
    if (!tree.case_of(c).empty()) raise_at(c);
  }
}

// "The cancelled visit", "the sanctions weighed by Rome": what a participle says was done to a
// deed.
void raise_by_participle(const Analysis& analysis, const DependencyTree& tree, std::size_t deed,
                         WordedModality& result) {
  for (const std::size_t c : tree.children(deed)) {
    const std::string_view relation = tree.relation(c);
    const bool participle =
        relation == "amod" ||
        (relation == "acl" && tree.word(c).has("VerbForm=Part") && !tree.word(c).has("Tense=Pres"));
    if (!participle || tree.word(c).upos != Upos::Verb) continue;
    for (const ModalVerb& verb : analysis.lexicon.deed_verbs(frame_lemma(tree, c))) {
      const bool of_it = verb.preposition.empty() &&
                         (!verb.accession || analysis.lexicon.is_accession(tree.word(deed).lemma));
      if (of_it) raise(result, verb.modality, c);
    }
  }
}

// The deed that a noun names is as sure as the noun and as what is done to it above, unless it is
// said to be done. Only what has indeed been cancelled is not, and what may end is so until then.
WordedModality modality_of_deed(const Analysis& analysis, std::size_t sentence, std::size_t deed) {
  const DependencyTree& tree = analysis.trees[sentence];
  WordedModality result;
  raise_by_word(analysis, tree, deed, result);
  raise_by_participle(analysis, tree, deed, result);
  const std::size_t noun = first_conjunct(tree, deed);
  const auto governor = tree.head(noun);
  if (!governor || performing_participle(analysis, tree, deed)) return result;
  if (tree.relation(noun) == "nsubj") raise_by_predicate(analysis, tree, *governor, result);
  const ModalVerb* verb = deed_verb(analysis, tree, *governor, noun);
  // "The upcoming signing of an agreement".
  const bool performed = analysis.lexicon.is_performance(tree.word(*governor).lemma) &&
                         holds(analysis.lexicon.grammar().of, tree.case_of(noun));
  if (!verb && !performed && !is_argument(tree, noun)) return result;
  if (verb && verb->modality == Modality::Asserted)
    return result;  // "to end the war": there is one
  const WordedModality above = is_event_noun(analysis, tree, *governor)
                                   ? modality_of_deed(analysis, sentence, *governor)
                                   : modality_of_clause(analysis, sentence, *governor);
  if (verb && verb->modality == Modality::Negated) {
    if (!above.word) {
      raise(result, Modality::Negated, *governor);
    } else if (!verb->ends) {
      raise(result, Modality::Possible, *above.word);
    }
    return result;
  }
  if (verb) raise(result, verb->modality, *governor);
  raise(result, above);
  return result;
}

}  // namespace

WordedModality worded_modality_of(const Analysis& analysis, std::size_t sentence,
                                  std::size_t predicate) {
  const DependencyTree& tree = analysis.trees[sentence];
  WordedModality result;
  if (const auto time = time_to_come(analysis, sentence, predicate)) {
    raise(result, Modality::Planned, *time);
  }
  if (is_event_noun(analysis, tree, predicate)) {
    raise(result, modality_of_deed(analysis, sentence, predicate));
    return result;
  }
  raise(result, modality_of_clause(analysis, sentence, predicate));
  return result;
}

Modality modality_of(const Analysis& analysis, std::size_t sentence, std::size_t predicate) {
  return worded_modality_of(analysis, sentence, predicate).modality;
}

}  // namespace entente
