#include "extract/modules/arguments.h"

#include <algorithm>

#include "extract/entities/letter_case.h"

namespace entente {
namespace {

constexpr int deepest_control = 4;  // how many governing verbs a missing subject is sought through

void append(EntityList& list, std::span<const std::size_t> more) {
  for (const std::size_t entity : more) {
    if (std::find(list.begin(), list.end(), entity) == list.end()) list.push_back(entity);
  }
}

// AnCora does not tell relative from interrogative pronouns: "que" is "Int,Rel".
bool is_relative_pronoun(const Word& word) {
  return word.upos == Upos::Pron && (word.has("PronType=Rel") || word.has("PronType=Int,Rel"));
}

// The subject, and the object where a parser calls both nsubj: "Ferrer, que ..., visitó Chile".
std::optional<std::size_t> second_subject(const DependencyTree& tree, std::size_t verb) {
  const auto first = tree.child(verb, "nsubj");
  if (!first || *first > verb || tree.child(verb, "obj")) return {};
  for (const std::size_t c : tree.children(verb)) {
    if (c > verb && tree.relation(c) == "nsubj" && tree.case_of(c).empty()) return c;
  }
  return {};
}

// The noun that a relative or participial clause describes, where the verb heads one.
std::optional<std::size_t> antecedent(const DependencyTree& tree, std::size_t verb) {
  std::size_t at = verb;
  for (int depth = 0; depth < deepest_control; ++depth) {
    if (tree.relation(at) == "acl") return tree.head(at);
    const auto head = tree.head(at);
    const bool climbs = tree.relation(at) == "conj" || tree.relation(at) == "xcomp";
    if (!head || !climbs) return {};
    at = *head;
  }
  return {};
}

// The holders of the post that a word names; several of a plural noun.
EntityList holders_at(const Analysis& analysis, std::size_t sentence, std::size_t noun) {
  EntityList list;
  for (const RolePhrase& phrase : analysis.entities.roles_of(sentence)) {
    if (phrase.noun == noun && phrase.holder) {
      append(list, std::span(&*phrase.holder, 1));
    }
  }
  return list;
}

EntityList one_phrase(const Analysis& analysis, std::size_t sentence, std::size_t word) {
  const DependencyTree& tree = analysis.trees[sentence];
  if (EntityList holders = holders_at(analysis, sentence, word); !holders.empty()) return holders;
  const Mention* own = analysis.entities.mentions().at(sentence, word);
  if (own && own->kind != MentionKind::Demonym) return {own->entity};
  for (const std::size_t c : tree.children(word)) {
    if (tree.relation(c) != "appos" && tree.relation(c) != "flat") continue;
    const Mention* mention = analysis.entities.mentions().at(sentence, c);
    if (!mention || mention->kind != MentionKind::Name) continue;
    EntityList list;
    for (const std::size_t part : tree.conjuncts(c)) {
      if (const Mention* named = analysis.entities.mentions().at(sentence, part)) {
        append(list, std::span(&named->entity, 1));
      }
    }
    return list;
  }
  // "Ferrolux, una empresa con sede en Rosario": what an apposition says is said of its head.
  const auto head = tree.head(word);
  return head && tree.relation(word) == "appos" ? one_phrase(analysis, sentence, *head)
                                                : EntityList{};
}

EntityList subjects_within(const Analysis& analysis, std::size_t sentence, std::size_t verb,
                           int depth);

// The subject of the main clause of the sentence before, for a verb that drops its own.
EntityList dropped_subject(const Analysis& analysis, std::size_t sentence, std::size_t verb) {
  const DependencyTree& tree = analysis.trees[sentence];
  const Word& word = tree.word(verb);
  if (sentence == 0 || tree.head(verb) || !word.has("Person=3")) return {};
  const DependencyTree& before = analysis.trees[sentence - 1];
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before.head(i) || before.word(i).upos != Upos::Verb) continue;
    const bool same_number = before.word(i).has("Number=Plur") == word.has("Number=Plur");
    if (same_number && before.child(i, "nsubj")) {
      return subjects_within(analysis, sentence - 1, i, deepest_control);
    }
  }
  return {};
}

EntityList subjects_within(const Analysis& analysis, std::size_t sentence, std::size_t verb,
                           int depth) {
  const DependencyTree& tree = analysis.trees[sentence];
  const Grammar& grammar = analysis.lexicon.grammar();
  if (is_passive(grammar, tree, verb)) {
    EntityList agents;
    for (const std::string& preposition : grammar.agent) {
      for (const std::size_t word : words_in_slot(grammar, tree, verb, preposition)) {
        append(agents, entities_of(analysis, sentence, word));
      }
    }
    return agents;
  }
  if (const auto subject = tree.child(verb, "nsubj")) {
    return entities_of(analysis, sentence, *subject);
  }
  if (tree.child(verb, "csubj") || depth >= deepest_control) return {};
  const auto head = tree.head(verb);
  const std::string_view relation = tree.relation(verb);
  if (!head) return dropped_subject(analysis, sentence, verb);
  if (relation == "acl") {
    const bool finite = tree.word(verb).has("VerbForm=Fin");
    if (finite) return entities_of(analysis, sentence, *head);
    const auto governor = tree.governing_verb(*head);
    return governor ? subjects_within(analysis, sentence, *governor, depth + 1) : EntityList{};
  }
  const bool controlled = relation == "conj" || relation == "xcomp" || relation == "advcl" ||
                          relation == "ccomp" || relation == "parataxis" || relation == "obl" ||
                          relation == "obj";
  if (!controlled) return {};
  const auto governor = tree.governing_verb(*head);
  if (!governor || *governor == verb) return {};
  // "pidió a Cuba que libere a Roca": a subjunctive's subject is never that of the verb above.
  if (relation == "ccomp" && tree.word(verb).has("Mood=Sub")) {
    EntityList asked = entities_in_slot(analysis, sentence, *governor, "obj");
    append(asked, entities_in_slot(analysis, sentence, *governor, "iobj"));
    return asked;
  }
  // "obligó a Moscú a emprender acciones", "acusó a Moscú de emprender acciones": the infinitive's
  // subject is the object.
  const std::string mark = tree.case_of(verb);
  if (relation != "conj" && tree.word(verb).has("VerbForm=Inf") &&
      (holds(grammar.dative, mark) || holds(grammar.of, mark) || relation == "ccomp")) {
    EntityList objects = entities_in_slot(analysis, sentence, *governor, "obj");
    if (!objects.empty()) return objects;
  }
  if (is_passive(grammar, tree, *governor)) {
    const auto patient = tree.child(*governor, "nsubj");
    return patient ? entities_of(analysis, sentence, *patient) : EntityList{};
  }
  if (relation == "conj") {
    if (const auto partner = agreeing_verb(tree, *governor, verb)) {
      return subjects_within(analysis, sentence, *partner, depth + 1);
    }
  }
  return subjects_within(analysis, sentence, *governor, depth + 1);
}

}  // namespace

std::optional<std::size_t> agreeing_verb(const DependencyTree& tree, std::size_t governor,
                                         std::size_t verb) {
  const auto is_plural = [&](std::size_t i) { return tree.word(i).has("Number=Plur"); };
  const auto is_finite = [&](std::size_t i) { return tree.word(i).has("VerbForm=Fin"); };
  if (!is_finite(verb) || !is_finite(governor) || is_plural(verb) == is_plural(governor)) return {};
  for (std::size_t i = verb; i-- > governor + 1;) {
    if (!tree.dominates(verb, i) && is_finite(i) && is_plural(i) == is_plural(verb) &&
        tree.child(i, "nsubj"))
      return i;
  }
  return {};
}

EntityList entities_of(const Analysis& analysis, std::size_t sentence, std::size_t word) {
  const DependencyTree& tree = analysis.trees[sentence];
  if (is_relative_pronoun(tree.word(word))) {
    // The clause's verb is above the pronoun; what it describes is above the verb.
    const auto verb = tree.governing_verb(word);
    const auto noun = verb ? antecedent(tree, *verb) : std::nullopt;
    return noun ? entities_of(analysis, sentence, *noun) : EntityList{};
  }
  EntityList list;
  for (const std::size_t part : tree.conjuncts(word)) {
    append(list, one_phrase(analysis, sentence, part));
  }
  return list;
}

bool is_passive(const Grammar& grammar, const DependencyTree& tree, std::size_t verb) {
  const Word& word = tree.word(verb);
  const bool participle = word.has("VerbForm=Part") || word.upos == Upos::Adj;
  if (!participle) return false;
  bool with_auxiliary = false;
  for (const std::size_t c : tree.children(verb)) {
    if (tree.word(c).upos != Upos::Aux) continue;
    if (holds(grammar.passive_auxiliaries, tree.word(c).lemma)) return true;
    with_auxiliary = true;  // "había acusado" is active, "había sido acusado" is not
  }
  const std::string_view relation = tree.relation(verb);
  return !with_auxiliary &&
         (relation == "acl" || relation == "amod" || relation == "advcl" || relation == "xcomp");
}

bool is_reflexive(const Grammar& grammar, const DependencyTree& tree, std::size_t verb) {
  const auto children = tree.children(verb);
  return std::any_of(children.begin(), children.end(), [&](std::size_t c) {
    const Word& word = tree.word(c);
    return word.upos == Upos::Pron && holds(grammar.reflexive_pronouns, lower(word.form));
  });
}

EntityList subjects_of(const Analysis& analysis, std::size_t sentence, std::size_t verb) {
  return subjects_within(analysis, sentence, verb, 0);
}

std::vector<std::size_t> words_in_slot(const Grammar& grammar, const DependencyTree& tree,
                                       std::size_t predicate, std::string_view slot) {
  std::vector<std::size_t> words;
  const bool passive =
      tree.word(predicate).upos != Upos::Noun && is_passive(grammar, tree, predicate);
  if (slot == "obj" && passive) {
    if (const auto patient = tree.child(predicate, "nsubj")) {
      words.push_back(*patient);
    } else if (const auto noun = antecedent(tree, predicate)) {
      words.push_back(*noun);
    }
    return words;
  }
  for (const std::size_t c : tree.children(predicate)) {
    const std::string_view relation = tree.relation(c);
    const bool argument = relation == "obj" || relation == "iobj" || relation == "obl" ||
                          relation == "nmod" || relation == "advmod" || relation == "xcomp";
    if (!argument || tree.word(c).upos == Upos::Verb) continue;
    const std::string preposition = tree.case_of(c);
    const bool dative = holds(grammar.dative, preposition);
    bool fits = preposition == slot;
    if (slot == "obj") fits = relation == "obj" && (preposition.empty() || dative);
    if (slot == "iobj") fits = dative && relation != "nmod";
    if (fits) words.push_back(c);
  }
  if (slot == "obj" && words.empty()) {
    if (const auto object = second_subject(tree, predicate)) words.push_back(*object);
  }
  return words;
}

EntityList entities_in_slot(const Analysis& analysis, std::size_t sentence, std::size_t predicate,
                            std::string_view slot) {
  const DependencyTree& tree = analysis.trees[sentence];
  EntityList list;
  if (slot == "subj") return subjects_of(analysis, sentence, predicate);
  if (slot == "head") {
    const auto head = tree.head(predicate);
    const std::string_view relation = tree.relation(predicate);
    const auto subject = tree.child(predicate, "nsubj");
    if (tree.child(predicate, "cop") && subject) return entities_of(analysis, sentence, *subject);
    if (head &&
        (relation == "nmod" || relation == "appos" || relation == "amod" || relation == "acl")) {
      list = one_phrase(analysis, sentence, *head);
    }
    return list;
  }
  if (slot == "adj") {
    for (const std::size_t c : tree.children(predicate)) {
      const Mention* mention = analysis.entities.mentions().at(sentence, c);
      if (tree.relation(c) == "amod" && mention && mention->kind == MentionKind::Demonym) {
        append(list, std::span(&mention->entity, 1));
      }
    }
    return list;
  }
  if (slot == "poss") {
    for (const std::size_t c : tree.children(predicate)) {
      if (tree.word(c).upos != Upos::Det || !tree.word(c).has("Poss=Yes")) continue;
      if (const auto verb = tree.governing_verb(predicate)) {
        append(list, subjects_of(analysis, sentence, *verb));
      }
    }
    return list;
  }
  for (const std::size_t word : words_in_slot(analysis.lexicon.grammar(), tree, predicate, slot)) {
    append(list, entities_of(analysis, sentence, word));
  }
  return list;
}

}  // namespace entente
