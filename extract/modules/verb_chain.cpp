#include "extract/modules/verb_chain.h"

#include <algorithm>

#include "extract/modules/arguments.h"

namespace entente {
namespace {

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

}  // namespace

std::optional<std::size_t> introduction_of(const DependencyTree& tree, std::size_t verb) {
  for (const std::size_t c : tree.children(verb)) {
    const bool marks = tree.relation(c) == "mark" || tree.relation(c) == "case";
    if (c < verb && marks) return c;
  }
  return {};
}

std::optional<Modality> modality_by(const Analysis& analysis, const DependencyTree& tree,
                                    std::size_t modal_word, std::size_t verb) {
  const std::string_view relation = tree.relation(verb);
  const bool below = tree.head(modal_word) != verb;
  const bool beside = below && (relation == "advcl" || relation == "obl");
  const auto introduction = introduction_of(tree, verb);
  const bool perfect = perfect_infinitive(analysis, tree, verb).has_value();
  std::optional<Modality> plain;
  for (const ModalVerb& modal : analysis.lexicon.modal_verbs(frame_lemma(tree, modal_word))) {
    const Modality modality = perfect ? modal.perfect.value_or(modal.modality) : modal.modality;
    if (modal.preposition.empty()) {
      if (!beside) plain = modality;
    } else if (introduction && tree.word(*introduction).lemma == modal.preposition &&
               (below || modal_word < *introduction)) {
      return modality;
    }
  }
  return plain;
}

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

std::optional<std::size_t> perfect_infinitive(const Analysis& analysis, const DependencyTree& tree,
                                              std::size_t verb) {
  for (const std::size_t c : tree.children(verb)) {
    if (is_perfect(analysis, tree.word(c)) && tree.word(c).has("VerbForm=Inf")) return c;
  }
  return {};
}

const Word& tensed_word(const DependencyTree& tree, std::size_t verb) {
  for (const std::size_t c : tree.children(verb)) {
    const bool auxiliary = tree.relation(c) == "aux" || tree.relation(c) == "cop";
    if (auxiliary && !tree.word(c).has("VerbForm=Inf") && !tree.word(c).has("VerbForm=Part")) {
      return tree.word(c);
    }
  }
  return tree.word(verb);
}

bool is_perfect(const Analysis& analysis, const Word& auxiliary) {
  return auxiliary.upos == Upos::Aux &&
         holds(analysis.lexicon.grammar().perfect_auxiliaries, auxiliary.lemma);
}

bool is_called(const Analysis& analysis, const DependencyTree& tree, std::size_t word) {
  return tree.word(word).upos == Upos::Noun && analysis.lexicon.role(tree.word(word).lemma);
}

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

std::optional<std::size_t> denying_adverb(const Analysis& analysis, const DependencyTree& tree,
                                          std::size_t governor) {
  for (const std::size_t c : tree.children(governor)) {
    const std::string& lemma = tree.word(c).lemma;
    if (analysis.lexicon.modal_adverb(lemma) == Modality::Negated) return c;
  }
  return {};
}

std::optional<std::size_t> performing_participle(const Analysis& analysis,
                                                 const DependencyTree& tree, std::size_t noun) {
  for (const std::size_t c : tree.children(noun)) {
    const std::string_view relation = tree.relation(c);
    const Word& word = tree.word(c);
    const bool participle = (relation == "amod" || relation == "acl") &&
                            word.has("VerbForm=Part") && !word.has("Tense=Pres");
    // "An agreement to be signed", "not yet signed".
    const bool bare =
        !tree.child(c, "aux") && !tree.child(c, "mark") && !negation_of(analysis, tree, c);
    if (participle && bare && analysis.lexicon.is_performance(word.lemma)) return c;
  }
  return {};
}

const ModalVerb* deed_verb(const Analysis& analysis, const DependencyTree& tree,
                           std::size_t governor, std::size_t noun) {
  const Grammar& grammar = analysis.lexicon.grammar();
  if (tree.relation(noun) == "nsubj" && !is_passive(grammar, tree, governor) &&
      !is_reflexive(grammar, tree, governor)) {
    return nullptr;  // who cancels is no deed
  }
  const std::string place =
      tree.relation(noun) == "compound" ? "compound" : tree.case_of(noun);  // "a membership bid"
  const auto& verbs = analysis.lexicon.deed_verbs(frame_lemma(tree, governor));
  const auto found = std::ranges::find_if(verbs, [&](const ModalVerb& verb) {
    return verb.preposition == place &&
           (!verb.accession || analysis.lexicon.is_accession(tree.word(noun).lemma));
  });
  return found == verbs.end() ? nullptr : &*found;
}

}  // namespace entente
