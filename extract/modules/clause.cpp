#include "extract/modules/clause.h"

#include <algorithm>

#include "extract/entities/names.h"
#include "extract/modules/arguments.h"

namespace entente {
namespace {

// What introduces a clause: "de" in "dejar de visitar", "to" in "has to visit".
std::optional<std::size_t> introduction_of(const DependencyTree& tree, std::size_t verb) {
  for (const std::size_t c : tree.children(verb)) {
    const bool marks = tree.relation(c) == "mark" || tree.relation(c) == "case";
    if (c < verb && marks) return c;
  }
  return {};
}

// The modality that a modal verb gives to the clause of `verb`, nothing where it is none there:
// only with its preposition behind it is "haber de", "be to" a modal verb, and what is told beside
// it is no complement: "rejected the offer after attacking".
std::optional<Modality> modality_by(const Analysis& analysis, const DependencyTree& tree,
                                    std::size_t modal_word, std::size_t verb) {
  const std::string_view relation = tree.relation(verb);
  const bool below = tree.head(modal_word) != verb;
  const bool beside = below && (relation == "advcl" || relation == "obl");
  const auto introduction = introduction_of(tree, verb);
  std::optional<Modality> plain;
  for (const ModalVerb& modal : analysis.lexicon.modal_verbs(frame_lemma(tree, modal_word))) {
    if (modal.preposition.empty()) {
      if (!beside) plain = modal.modality;
    } else if (introduction && tree.word(*introduction).lemma == modal.preposition &&
               (below || modal_word < *introduction)) {
      return modal.modality;
    }
  }
  return plain;
}

// The verb and those that only add tense or modality above it: "quiere reunirse" from "reunirse".
struct ChainLink {
  std::size_t verb;
  std::size_t complement;  // the verb below it in the chain, itself for the first
};
std::vector<ChainLink> verb_chain(const Analysis& analysis, std::size_t sentence,
                                  std::size_t predicate) {
  const DependencyTree& tree = analysis.trees[sentence];
  std::vector<ChainLink> chain{{predicate, predicate}};
  std::size_t at = predicate;
  while (true) {
    const auto head = tree.head(at);
    if (!head) return chain;
    const std::string_view relation = tree.relation(at);
    const bool complement = relation == "xcomp" || relation == "ccomp" || relation == "csubj" ||
                            relation == "obj" || relation == "obl" || relation == "advcl";
    if (relation == "xcomp" || (complement && modality_by(analysis, tree, *head, at))) {
      chain.push_back({*head, at});
    } else if (relation != "conj") {
      return chain;
    }
    at = *head;
  }
}

// "not", "no longer", but neither "not only" nor "no sólo".
bool negates(const Analysis& analysis, const DependencyTree& tree, std::size_t word) {
  const auto limits = [&](std::size_t i) {
    return i < tree.size() && holds(analysis.lexicon.grammar().limiting, tree.word(i).lemma);
  };
  if (analysis.lexicon.is_negation(tree.word(word).lemma)) return !limits(word + 1);
  if (tree.word(word).upos != Upos::Adv || limits(word)) return false;
  const auto children = tree.children(word);
  return std::any_of(children.begin(), children.end(), [&](std::size_t c) {
    return c < word && tree.relation(c) == "advmod" &&
           analysis.lexicon.is_negation(tree.word(c).lemma);
  });
}

// The word that makes a phrase one of nobody: "nobody", "no minister", "neither Iran nor Israel".
std::optional<std::size_t> negation_in_phrase(const Analysis& analysis, const DependencyTree& tree,
                                              std::size_t head) {
  if (analysis.lexicon.is_negation(tree.word(head).lemma)) return head;
  for (const std::size_t part : tree.conjuncts(head)) {
    for (const std::size_t c : tree.children(part)) {
      const bool joins = tree.relation(c) == "det" || tree.word(c).upos == Upos::Cconj;
      if (c < part && joins && negates(analysis, tree, c)) return c;
    }
  }
  return {};
}

// Of a verb also its subject's or object's: "no minister visited", "gave no support".
std::optional<std::size_t> negation_of(const Analysis& analysis, const DependencyTree& tree,
                                       std::size_t word) {
  for (const std::size_t c : tree.children(word)) {
    if (c < word && negates(analysis, tree, c)) return c;
  }
  for (const std::size_t c : tree.children(word)) {
    if (tree.relation(c) != "nsubj" && tree.relation(c) != "obj") continue;
    if (const auto negation = negation_in_phrase(analysis, tree, c)) return negation;
  }
  return {};
}

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

// What a noun calls a person tells nothing of when or whether the person does what the clause says:
// "su predecesor, que subió los impuestos en 2018", "the founder will speak".
bool is_called(const Analysis& analysis, const DependencyTree& tree, std::size_t word) {
  return tree.word(word).upos == Upos::Noun && analysis.lexicon.role(tree.word(word).lemma);
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
  const auto tense = [&](std::size_t form) {
    if (tree.word(form).has("Tense=Fut")) raise(result, Modality::Planned, form);
    if (tree.word(form).has("Mood=Cnd")) raise(result, Modality::Possible, form);
  };
  tense(word);
  for (const std::size_t c : tree.children(word)) {
    const Word& child = tree.word(c);
    if (child.upos == Upos::Aux) {
      tense(c);
      if (const auto modality = modality_by(analysis, tree, c, word)) raise(result, *modality, c);
    } else if (child.upos == Upos::Adv || tree.relation(c) == "amod") {  // "la posible reunión"
      const auto modality = analysis.lexicon.modal_adverb(child.lemma);
      // "Falsely" denies what is told, not that it is told.
      if (modality && modality != Modality::Negated) raise(result, *modality, c);
    }
  }
}

// A clause without a finite verb that says how or what for: "al vencer a Honduras", "para
// reunirse".
bool shares_time_above(const Analysis& analysis, const DependencyTree& tree, std::size_t verb) {
  const Word& word = tree.word(verb);
  const bool bare = word.has("VerbForm=Inf") || word.has("VerbForm=Ger") ||
                    (word.has("VerbForm=Part") && word.has("Tense=Pres"));
  if (tree.relation(verb) != "advcl" || !bare) return false;
  const auto introduction = introduction_of(tree, verb);
  if (!introduction) return true;
  const Grammar& grammar = analysis.lexicon.grammar();
  const std::string& lemma = tree.word(*introduction).lemma;
  return holds(grammar.purpose_marks, lemma) || holds(grammar.dative, lemma) ||
         holds(grammar.agent, lemma);
}

// A day, month or year or a time of day, that the text fixes.
bool is_dated(const Timex& time) {
  return !time.value.empty() && (time.type == TimexType::Date || time.type == TimexType::Time);
}

// A participle beside a name, or what one is called, is a clause of its own, whether it is read as
// a verb or as an adjective: "Ana, nacida en 1980", "el candidato apoyado por Dodon". That of an
// event says when it was: "asistió a la cumbre celebrada ayer".
bool is_participle_clause(const Analysis& analysis, const DependencyTree& tree, std::size_t word) {
  const std::string_view relation = tree.relation(word);
  const auto head = tree.head(word);
  return head && tree.word(word).has("VerbForm=Part") &&
         (relation == "amod" || relation == "acl" || relation == "advcl") &&
         (tree.word(*head).upos == Upos::Propn || is_called(analysis, tree, *head));
}

// The verb of the clause that a word stands in, nothing where it stands in none but beside a noun:
// "(Lugo, 1961)", "diputado desde 2011".
std::optional<std::size_t> clause_of(const Analysis& analysis, const DependencyTree& tree,
                                     std::size_t word) {
  for (std::optional<std::size_t> at = word; at; at = tree.head(*at)) {
    const bool is_clause = tree.word(*at).upos == Upos::Verb || tree.child(*at, "cop");
    if (is_clause || is_participle_clause(analysis, tree, *at)) return at;
    const std::string_view relation = tree.relation(*at);
    if (relation == "appos" || relation == "acl" || relation == "parataxis") return {};
  }
  return {};
}

// The words whose adverbials date the predicate, the nearest first: itself, of a noun the verbs
// that describe it ("el mensaje que envió ayer") and the one that governs it, and what is above
// these as long as it happens at the same time.
std::vector<std::size_t> dating_clauses(const Analysis& analysis, std::size_t sentence,
                                        std::size_t predicate) {
  const DependencyTree& tree = analysis.trees[sentence];
  std::vector<std::size_t> clauses{predicate};
  if (is_called(analysis, tree, predicate)) return clauses;
  if (clause_of(analysis, tree, predicate) != predicate) {
    for (const std::size_t c : tree.children(predicate)) {
      if (tree.relation(c) == "acl" && c > predicate) clauses.push_back(c);
    }
  }
  for (auto at = clause_of(analysis, tree, predicate); at;
       at = clause_of(analysis, tree, *tree.head(*at))) {
    for (const ChainLink& link : verb_chain(analysis, sentence, *at)) {
      clauses.push_back(link.verb);
      at = link.verb;
    }
    if (!shares_time_above(analysis, tree, *at) || !tree.head(*at)) break;
  }
  return clauses;
}

}  // namespace

const Timex* time_of(const Analysis& analysis, std::size_t sentence, std::size_t predicate) {
  const DependencyTree& tree = analysis.trees[sentence];
  const std::vector<std::size_t> clauses = dating_clauses(analysis, sentence, predicate);
  const Timex* nested = nullptr;  // in a phrase of the clause: "asistió a la cumbre del lunes"
  for (const std::size_t clause : clauses) {
    for (const Timex& time : analysis.times[sentence]) {
      if (!is_dated(time)) continue;
      const std::size_t head = span_head(tree, time.first, time.last);
      if (head == clause || tree.head(head) == clause) return &time;
      if (!nested && clause_of(analysis, tree, head) == clause) nested = &time;
    }
  }
  return nested;
}

bool stands_with_verb(const DependencyTree& tree, const Timex& time) {
  const auto head = tree.head(span_head(tree, time.first, time.last));
  return head && (tree.word(*head).upos == Upos::Verb || tree.child(*head, "cop"));
}

bool tells_no_day(const Analysis& analysis, std::size_t sentence, std::size_t predicate) {
  const DependencyTree& tree = analysis.trees[sentence];
  const Grammar& grammar = analysis.lexicon.grammar();
  const auto is_undated = [](const Timex& time) {
    return time.type == TimexType::Set || time.value.empty();
  };
  for (const std::size_t clause : dating_clauses(analysis, sentence, predicate)) {
    for (const Timex& time : analysis.times[sentence]) {
      const std::size_t head = span_head(tree, time.first, time.last);
      if (tree.head(head) == clause && is_undated(time)) return true;
    }
    for (const std::size_t c : tree.children(clause)) {
      const Word& word = tree.word(c);
      const bool several = word.has("Number=Plur") && holds(grammar.occasions, word.lemma);
      const bool adverb = tree.relation(c) == "advmod";
      if (several || (adverb && holds(grammar.on_other_days, word.lemma))) return true;
    }
  }
  return false;
}

std::string date_of(const Analysis& analysis, std::size_t sentence, std::size_t predicate) {
  const Timex* time = time_of(analysis, sentence, predicate);
  return time ? time->value : std::string{};
}

namespace {

// "begins", "is signed", "to begin", but neither "began", "was beginning" nor "has begun".
bool is_told_in_past(const Grammar& grammar, const DependencyTree& tree, std::size_t verb) {
  const auto is_past = [&](std::size_t i) {
    return tree.word(i).has("Tense=Past") || tree.word(i).has("Tense=Imp");
  };
  const auto children = tree.children(verb);
  const bool by_auxiliary = std::ranges::any_of(
      children, [&](std::size_t c) { return tree.word(c).upos == Upos::Aux && is_past(c); });
  // The participle of "is signed" is no past.
  return by_auxiliary || (is_past(verb) && !is_passive(grammar, tree, verb));
}

// The word that dates a verb or event noun itself, not something beside it, behind the day of the
// document; "until 2025" dates its end.
std::optional<std::size_t> own_time_to_come(const Analysis& analysis, std::size_t sentence,
                                            std::size_t word) {
  const DependencyTree& tree = analysis.trees[sentence];
  const std::string& written = analysis.document.date;
  if (written.empty()) return {};
  for (const Timex& time : analysis.times[sentence]) {
    const std::size_t head = span_head(tree, time.first, time.last);
    if (!is_dated(time) || tree.head(head) != word) continue;
    if (holds(analysis.lexicon.grammar().until, tree.case_of(head))) continue;
    if (time.value.substr(0, time.value.find('/')) > written) return head;
  }
  return {};
}

}  // namespace

std::optional<std::size_t> time_to_come(const Analysis& analysis, std::size_t sentence,
                                        std::size_t predicate) {
  const DependencyTree& tree = analysis.trees[sentence];
  for (const std::size_t clause : dating_clauses(analysis, sentence, predicate)) {
    if (is_told_in_past(analysis.lexicon.grammar(), tree, clause)) continue;
    if (const auto time = own_time_to_come(analysis, sentence, clause)) return time;
  }
  return {};
}

namespace {

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

// "Falsely claimed that": an adverb that denies what the word above a clause tells.
std::optional<std::size_t> denying_adverb(const Analysis& analysis, const DependencyTree& tree,
                                          std::size_t governor) {
  for (const std::size_t c : tree.children(governor)) {
    const std::string& lemma = tree.word(c).lemma;
    if (analysis.lexicon.modal_adverb(lemma) == Modality::Negated) return c;
  }
  return {};
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
  if (relation == "ccomp" || relation == "csubj") {
    raise_by_governor(analysis, tree, *tree.head(top), top, result);
  } else if (tells_content(tree, top)) {
    const std::size_t noun = *tree.head(top);
    raise_by_governor(analysis, tree, noun, top, result);
    if (tree.relation(noun) == "nsubj" || tree.relation(noun) == "obj") {
      raise_by_governor(analysis, tree, *tree.head(noun), noun, result);
    }
  }
  return result;
}

// What the word above makes of the deed that a noun names, nullptr where it says nothing of it.
const ModalVerb* deed_verb(const Analysis& analysis, const DependencyTree& tree,
                           std::size_t governor, std::size_t noun) {
  const Grammar& grammar = analysis.lexicon.grammar();
  if (tree.relation(noun) == "nsubj" && !is_passive(grammar, tree, governor) &&
      !is_reflexive(grammar, tree, governor)) {
    return nullptr;  // who cancels is no deed
  }
  const auto& verbs = analysis.lexicon.deed_verbs(frame_lemma(tree, governor));
  const auto found = std::ranges::find(verbs, tree.case_of(noun), &ModalVerb::preposition);
  return found == verbs.end() ? nullptr : &*found;
}

// "Talks are possible".
void raise_by_predicate(const Analysis& analysis, const DependencyTree& tree, std::size_t predicate,
                        WordedModality& result) {
  const auto modality = analysis.lexicon.modal_adverb(tree.word(predicate).lemma);
  if (!modality || !tree.child(predicate, "cop")) return;
  const auto negation = negation_of(analysis, tree, predicate);
  raise(result, negation ? Modality::Negated : *modality, negation.value_or(predicate));
}

// The deed that a noun names is as sure as the noun and as what is done to it above. Only what has
// indeed been cancelled is not, and what may end is so until then.
WordedModality modality_of_deed(const Analysis& analysis, std::size_t sentence, std::size_t deed) {
  const DependencyTree& tree = analysis.trees[sentence];
  WordedModality result;
  raise_by_word(analysis, tree, deed, result);
  const std::size_t noun = first_conjunct(tree, deed);
  const auto governor = tree.head(noun);
  if (!governor) return result;
  if (tree.relation(noun) == "nsubj") raise_by_predicate(analysis, tree, *governor, result);
  const ModalVerb* verb = deed_verb(analysis, tree, *governor, noun);
  if (!verb && !is_argument(tree, noun)) return result;
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
  const std::size_t top = verb_chain(analysis, sentence, predicate).back().verb;
  if (const auto mark = mark_of_question(tree, first_conjunct(tree, top))) {
    raise(result, Modality::Possible, *mark);
  }
  return result;
}

Modality modality_of(const Analysis& analysis, std::size_t sentence, std::size_t predicate) {
  return worded_modality_of(analysis, sentence, predicate).modality;
}

std::optional<WordedSource> worded_source_of(const Analysis& analysis, std::size_t sentence,
                                             std::size_t predicate) {
  const DependencyTree& tree = analysis.trees[sentence];
  const auto first = [](const EntityList& list, std::size_t word) -> std::optional<WordedSource> {
    if (list.empty()) return {};
    return WordedSource{list.front(), word};
  };
  const auto speaker = [&](std::size_t verb) -> std::optional<WordedSource> {
    if (!analysis.lexicon.is_reporting_verb(tree.word(verb).lemma)) return {};
    if (denying_adverb(analysis, tree, verb)) return {};  // it is the writer who denies it
    return first(subjects_of(analysis, sentence, verb), verb);
  };
  const auto accuses = [&](std::size_t verb, std::size_t deed) {
    const auto& frames = analysis.lexicon.verb_frames(tree.word(verb).lemma);
    const bool accusing = std::any_of(frames.begin(), frames.end(), [](const VerbFrame& frame) {
      return frame.relation_class == RelationClass::Accuse;
    });
    return accusing && modality_by(analysis, tree, verb, deed) == Modality::Possible;
  };
  // What is coordinated with a verb of the reported clause is reported too, though a parser may
  // hang it on the verb of saying.
  const auto above = [&](std::size_t word) -> std::optional<std::size_t> {
    const auto head = tree.head(word);
    if (!head || tree.relation(word) != "conj") return head;
    const auto partner = agreeing_verb(tree, *head, word);
    return partner ? partner : head;
  };
  // A partner may itself hang below the word, so the way up is no longer than the sentence.
  std::size_t steps = 0;
  for (std::optional<std::size_t> at = predicate; at && steps < tree.size();
       at = above(*at), ++steps) {
    for (const std::size_t c : tree.children(*at)) {
      if (analysis.lexicon.is_attribution(tree.case_of(c))) {  // "según Moscú"
        const std::size_t preposition = tree.child(c, "case").value_or(c);
        if (const auto who = first(entities_of(analysis, sentence, c), preposition)) return who;
      }
      // "…, informó KCNA", "según informó KCNA"
      const auto introduction = introduction_of(tree, c);
      if (tree.relation(c) == "parataxis" ||
          (tree.relation(c) == "advcl" && introduction &&
           analysis.lexicon.is_attribution(tree.word(*introduction).lemma))) {
        if (const auto who = speaker(c)) return who;
      }
    }
    const auto head = tree.head(*at);
    if (!head) break;
    const std::string_view relation = tree.relation(*at);
    // "acusó a Moscú de atacar a Kiev": the deed is what the accuser says.
    if (tree.word(*at).upos == Upos::Verb && relation != "conj" && accuses(*head, *at)) {
      if (const auto who = first(subjects_of(analysis, sentence, *head), *head)) return who;
    }
    if (relation == "ccomp" || relation == "parataxis" || relation == "obj") {
      if (const auto who = speaker(*head)) return who;
    }
  }
  return {};
}

std::optional<std::size_t> source_of(const Analysis& analysis, std::size_t sentence,
                                     std::size_t predicate) {
  const auto source = worded_source_of(analysis, sentence, predicate);
  return source ? std::optional{source->entity} : std::nullopt;
}

}  // namespace entente
