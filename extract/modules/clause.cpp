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
// only with its preposition behind it is "haber de", "be to" a modal verb.
std::optional<Modality> modality_by(const Analysis& analysis, const DependencyTree& tree,
                                    std::size_t modal_word, std::size_t verb) {
  const ModalVerb* modal = analysis.lexicon.modal_verb(tree.word(modal_word).lemma);
  if (!modal) return {};
  if (modal->preposition.empty()) return modal->modality;
  const auto introduction = introduction_of(tree, verb);
  const bool introduced = introduction && tree.word(*introduction).lemma == modal->preposition &&
                          (tree.head(modal_word) != verb || modal_word < *introduction);
  return introduced ? std::optional{modal->modality} : std::nullopt;
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
    const bool complement = relation == "xcomp" || relation == "ccomp" || relation == "obj" ||
                            relation == "obl" || relation == "advcl";
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

bool is_negated(const Analysis& analysis, const DependencyTree& tree, std::size_t word) {
  const auto children = tree.children(word);
  return std::any_of(children.begin(), children.end(),
                     [&](std::size_t c) { return c < word && negates(analysis, tree, c); });
}

bool has_mark(const DependencyTree& tree, std::size_t verb,
              const std::vector<std::string>& lemmas) {
  const auto children = tree.children(verb);
  return std::any_of(children.begin(), children.end(), [&](std::size_t c) {
    return tree.relation(c) == "mark" && holds(lemmas, tree.word(c).lemma);
  });
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

Modality word_modality(const Analysis& analysis, const DependencyTree& tree, std::size_t word) {
  Modality result = Modality::Asserted;
  const auto raise = [&](Modality modality) {
    if (rank(modality) > rank(result)) result = modality;
  };
  if (is_negated(analysis, tree, word)) raise(Modality::Negated);
  const Grammar& grammar = analysis.lexicon.grammar();
  if (has_mark(tree, word, grammar.conditional_marks)) raise(Modality::Possible);
  const bool purpose = tree.relation(word) == "advcl" || tree.relation(word) == "acl";
  if (purpose && has_mark(tree, word, grammar.purpose_marks)) {
    raise(Modality::Planned);  // "in order to visit", "plans to visit"
  }
  const auto tense = [&](const Word& form) {
    if (form.has("Tense=Fut")) raise(Modality::Planned);
    if (form.has("Mood=Cnd")) raise(Modality::Possible);
  };
  tense(tree.word(word));
  for (const std::size_t c : tree.children(word)) {
    const Word& child = tree.word(c);
    if (child.upos == Upos::Aux) {
      tense(child);
      if (const auto modality = modality_by(analysis, tree, c, word)) raise(*modality);
    } else if (child.upos == Upos::Adv) {
      if (const auto modality = analysis.lexicon.modal_adverb(child.lemma)) raise(*modality);
    }
  }
  return result;
}

}  // namespace

std::string date_of(const Analysis& analysis, std::size_t sentence, std::size_t predicate) {
  const DependencyTree& tree = analysis.trees[sentence];
  const auto chain = verb_chain(analysis, sentence, predicate);
  const bool is_noun = tree.word(predicate).upos == Upos::Noun;
  const Timex* best = nullptr;
  for (const Timex& time : analysis.times[sentence]) {
    const bool dated = time.type == TimexType::Date || time.type == TimexType::Time;
    if (!dated || time.value.empty()) continue;
    const std::size_t head = span_head(tree, time.first, time.last);
    const auto verb = tree.governing_verb(head);
    const auto governor = is_noun ? tree.governing_verb(predicate) : std::nullopt;
    if (is_noun && tree.dominates(predicate, head) && governor == verb) return time.value;
    if (!verb) continue;
    const bool modifies =
        governor == verb || std::any_of(chain.begin(), chain.end(),
                                        [&](const ChainLink& link) { return link.verb == *verb; });
    if (modifies && !best) best = &time;
  }
  return best ? best->value : std::string{};
}

Modality modality_of(const Analysis& analysis, std::size_t sentence, std::size_t predicate) {
  const DependencyTree& tree = analysis.trees[sentence];
  Modality result = Modality::Asserted;
  const auto raise = [&](Modality modality) {
    if (rank(modality) > rank(result)) result = modality;
  };
  for (const auto& [verb, complement] : verb_chain(analysis, sentence, predicate)) {
    raise(word_modality(analysis, tree, verb));
    if (verb == complement) continue;
    if (const auto modality = modality_by(analysis, tree, verb, complement)) raise(*modality);
  }
  return result;
}

std::optional<std::size_t> source_of(const Analysis& analysis, std::size_t sentence,
                                     std::size_t predicate) {
  const DependencyTree& tree = analysis.trees[sentence];
  const auto speaker = [&](std::size_t verb) -> std::optional<std::size_t> {
    if (!analysis.lexicon.is_reporting_verb(tree.word(verb).lemma)) return {};
    const EntityList speakers = subjects_of(analysis, sentence, verb);
    return speakers.empty() ? std::nullopt : std::optional{speakers.front()};
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
        const EntityList named = entities_of(analysis, sentence, c);
        if (!named.empty()) return named.front();
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
      const EntityList accusers = subjects_of(analysis, sentence, *head);
      if (!accusers.empty()) return accusers.front();
    }
    if (relation == "ccomp" || relation == "parataxis" || relation == "obj") {
      if (const auto who = speaker(*head)) return who;
    }
  }
  return {};
}

}  // namespace entente
