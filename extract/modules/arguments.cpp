#include "extract/modules/arguments.h"

#include <algorithm>

#include "extract/entities/letter_case.h"
#include "extract/entities/reasons.h"

namespace entente {
namespace {

constexpr std::string_view theme_mark = "{theme}";
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

// The subject as it stands in the clause: in "the problem is that X left" that of the inner one.
std::optional<std::size_t> own_subject(const DependencyTree& tree, std::size_t verb) {
  for (const std::size_t c : tree.children(verb)) {
    if (tree.relation(c) == "nsubj" && tree.word(c).deprel != "nsubj:outer") return c;
  }
  return {};
}

bool is_participle(const Word& word) {
  return word.has("VerbForm=Part") || word.has("VerbForm=Ger");
}

// "Iran-backed", "Hong Kong-based": the head of the name that a hyphen ties to a participle.
std::optional<std::size_t> hyphened(const DependencyTree& tree, std::size_t participle) {
  if (participle < 2 || tree.word(participle - 1).form != "-") return {};
  std::size_t before = participle - 2;
  if (tree.relation(before) == "flat") before = *tree.head(before);
  const bool tied = tree.head(before) == participle;
  return tied && tree.case_of(before).empty() ? std::optional{before} : std::nullopt;
}

// "a treaty that Russia has signed": what is said of a noun in a finite clause.
bool is_relative(const DependencyTree& tree, std::size_t verb) {
  return tree.word(verb).deprel == "acl:relcl";
}

// The noun that a relative or participial clause describes, where the verb heads one.
std::optional<std::size_t> antecedent(const DependencyTree& tree, std::size_t verb) {
  std::size_t at = verb;
  for (int depth = 0; depth < deepest_control; ++depth) {
    const bool participle = tree.relation(at) == "amod" && is_participle(tree.word(at));
    if (tree.relation(at) == "acl" || participle) return tree.head(at);
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
  // "Ferrolux, una empresa con sede en Rosario", "biochemist Yazid Sufaat": what an apposition or a
  // title says is said of its head.
  const auto head = tree.head(word);
  const bool describes =
      head && (tree.relation(word) == "appos" || tree.word(word).deprel == "nmod:desc");
  return describes ? one_phrase(analysis, sentence, *head) : EntityList{};
}

EntityList surface_subject(const Analysis& analysis, std::size_t sentence, std::size_t verb,
                           int depth);

// The several subjects of the main clause of the sentence before, for a plural verb that drops its
// own: "Duarte y Ferrer llegaron. Se reunieron con Morel."
EntityList dropped_subjects(const Analysis& analysis, std::size_t sentence, std::size_t verb) {
  const DependencyTree& tree = analysis.trees[sentence];
  const Word& word = tree.word(verb);
  const bool plural = word.has("Person=3") && word.has("Number=Plur");
  const bool drops = analysis.lexicon.grammar().drops_subjects;
  if (!drops || !plural || sentence == 0 || tree.head(verb)) return {};
  const DependencyTree& before = analysis.trees[sentence - 1];
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before.head(i) || before.word(i).upos != Upos::Verb) continue;
    if (before.word(i).has("Number=Plur") && own_subject(before, i)) {
      return surface_subject(analysis, sentence - 1, i, deepest_control);
    }
  }
  return {};
}

// Whom a verb without a subject means; a copula stands for its predicate.
EntityList dropped_subject(const Analysis& analysis, std::size_t sentence, std::size_t verb) {
  const DependencyTree& tree = analysis.trees[sentence];
  const std::size_t word = tree.child(verb, "cop").value_or(verb);
  const Mention* mention = analysis.entities.mentions().at(sentence, word);
  const bool dropped = mention && mention->link == Link::DroppedSubject;
  return dropped ? EntityList{mention->entity} : dropped_subjects(analysis, sentence, verb);
}

// "Iran's plan to attack": whose it is, else the subject of the verb above: "Bush announced plans
// to visit Chile".
EntityList subject_of_noun_clause(const Analysis& analysis, std::size_t sentence, std::size_t noun,
                                  int depth) {
  EntityList owners = entities_in_slot(analysis, sentence, noun, "poss");
  if (!owners.empty()) return owners;
  const auto governor = analysis.trees[sentence].governing_verb(noun);
  return governor ? surface_subject(analysis, sentence, *governor, depth + 1) : EntityList{};
}

// "Appointed Bell to replace Morel": who is appointed for a purpose is to fulfil it.
bool appoints(const Lexicon& lexicon, const std::string& lemma) {
  return std::ranges::any_of(lexicon.verb_frames(lemma), [](const VerbFrame& frame) {
    return frame.relation_class == RelationClass::Appoint && frame.themes.empty() &&
           !frame.inverse && holds(frame.targets, "obj");
  });
}

// Whom the verb above makes do it: "obligó a Moscú a emprender acciones", "asked Moscow to act",
// "accused Moscow of acting", or judges for it. Nothing where the subject itself is meant.
std::optional<EntityList> controlling_object(const Analysis& analysis, std::size_t sentence,
                                             std::size_t governor, std::size_t verb) {
  const DependencyTree& tree = analysis.trees[sentence];
  const Grammar& grammar = analysis.lexicon.grammar();
  const std::string_view relation = tree.relation(verb);
  const bool asked = relation == "ccomp" && tree.word(verb).has("Mood=Sub");
  if (!asked) {
    const auto children = tree.children(verb);
    // "Al derrotar a": an infinitive with an article says when.
    const bool is_noun = tree.child(verb, "det").has_value();
    const bool judged = judges(analysis.lexicon, frame_lemma(tree, governor));
    const bool appointed = appoints(analysis.lexicon, frame_lemma(tree, governor));
    const bool marked = std::any_of(children.begin(), children.end(), [&](std::size_t c) {
      const bool marks = tree.relation(c) == "mark" || tree.relation(c) == "case";
      return c < verb && marks && !is_noun &&
             (holds(grammar.object_control, tree.word(c).lemma) ||
              (judged && holds(grammar.reasons, tree.word(c).lemma)) ||
              (appointed && holds(grammar.purpose_marks, tree.word(c).lemma)));
    });
    const bool infinite = !tree.word(verb).has("VerbForm=Fin");
    const bool complement = relation == "xcomp" || relation == "ccomp" || (marked && infinite);
    if (!complement || relation == "conj" || !infinite) return {};
  }
  EntityList objects = entities_in_slot(analysis, sentence, governor, "obj");
  append(objects, entities_in_slot(analysis, sentence, governor, "iobj"));
  if (asked || !objects.empty()) return objects;
  // Of somebody unnamed nothing is said: "asked the rebels to act".
  const bool unnamed = relation == "xcomp" && !is_passive(grammar, tree, governor) &&
                       !words_in_slot(grammar, tree, governor, "obj").empty();
  return unnamed ? std::optional{EntityList{}} : std::nullopt;
}

// The subject of a clause that has none of its own: that of the verb it is controlled by or
// coordinated with, the noun it describes.
EntityList inherited_subject(const Analysis& analysis, std::size_t sentence, std::size_t verb,
                             int depth) {
  const DependencyTree& tree = analysis.trees[sentence];
  const auto head = tree.head(verb);
  const std::string_view relation = tree.relation(verb);
  if (!head) return dropped_subject(analysis, sentence, verb);
  if (relation == "acl") {
    const auto mark = tree.child(verb, "mark");
    // "Jailed a banker for financing Hezbollah": the deed that he is judged for is his.
    const bool reason =
        mark && holds(analysis.lexicon.grammar().reasons, tree.word(*mark).lemma) &&
        judges(analysis.lexicon, frame_lemma(tree, tree.governing_verb(*head).value_or(*head)));
    const bool describes =
        reason || tree.word(verb).has("VerbForm=Fin") || is_relative(tree, verb) ||
        (is_participle(tree.word(verb)) && !mark && !analysis.lexicon.grammar().drops_subjects);
    return describes ? entities_of(analysis, sentence, *head)
                     : subject_of_noun_clause(analysis, sentence, *head, depth);
  }
  const bool controlled = relation == "conj" || relation == "xcomp" || relation == "advcl" ||
                          relation == "ccomp" || relation == "parataxis" || relation == "obl" ||
                          relation == "obj";
  if (!controlled) return {};
  const auto governor = tree.governing_verb(*head);
  if (!governor || *governor == verb) return {};
  if (const auto objects = controlling_object(analysis, sentence, *governor, verb)) return *objects;
  if (relation == "conj") {
    if (const auto partner = agreeing_verb(tree, *governor, verb)) {
      return surface_subject(analysis, sentence, *partner, depth + 1);
    }
  }
  return surface_subject(analysis, sentence, *governor, depth + 1);
}

// What stands as the subject, of a passive the patient.
EntityList surface_subject(const Analysis& analysis, std::size_t sentence, std::size_t verb,
                           int depth) {
  const DependencyTree& tree = analysis.trees[sentence];
  if (const auto subject = own_subject(tree, verb)) {
    return entities_of(analysis, sentence, *subject);
  }
  if (tree.child(verb, "csubj") || depth >= deepest_control) return {};
  return inherited_subject(analysis, sentence, verb, depth);
}

EntityList agents_of(const Analysis& analysis, std::size_t sentence, std::size_t verb) {
  const DependencyTree& tree = analysis.trees[sentence];
  const Grammar& grammar = analysis.lexicon.grammar();
  EntityList agents;
  for (const std::string& preposition : grammar.agent) {
    for (const std::size_t word : words_in_slot(grammar, tree, verb, preposition)) {
      append(agents, entities_of(analysis, sentence, word));
    }
  }
  return agents;
}

// What a noun modifies or is said of.
EntityList modified_by(const Analysis& analysis, std::size_t sentence, std::size_t noun) {
  const DependencyTree& tree = analysis.trees[sentence];
  const auto head = tree.head(noun);
  const std::string_view relation = tree.relation(noun);
  if (tree.child(noun, "cop")) {
    if (const auto subject = own_subject(tree, noun)) {
      return entities_of(analysis, sentence, *subject);
    }
    return is_relative(tree, noun) ? entities_of(analysis, sentence, *head) : EntityList{};
  }
  const bool modifies =
      relation == "nmod" || relation == "appos" || relation == "amod" || relation == "acl";
  return head && modifies ? one_phrase(analysis, sentence, *head) : EntityList{};
}

// Demonyms ("Russian support") or names ("U.S. support", "US-Russian talks") right before a noun.
EntityList names_before(const Analysis& analysis, std::size_t sentence, std::size_t noun,
                        bool demonyms) {
  const DependencyTree& tree = analysis.trees[sentence];
  std::vector<std::size_t> words{noun};
  for (std::size_t next = 0; next < words.size(); ++next) {
    for (const std::size_t c : tree.children(words[next])) {
      const std::string_view relation = tree.relation(c);
      const bool modifies = relation == "amod" || relation == "compound";
      const bool joined = relation == "conj" && words[next] != noun;
      const Mention* mention = analysis.entities.mentions().at(sentence, c);
      const bool inside = mention && mention->first <= noun && noun <= mention->last;
      if ((modifies || joined) && mention && !inside) words.push_back(c);
    }
  }
  std::sort(words.begin(), words.end());
  EntityList list;
  for (const std::size_t word : words) {
    const Mention* mention = analysis.entities.mentions().at(sentence, word);
    const MentionKind kind = demonyms ? MentionKind::Demonym : MentionKind::Name;
    if (word != noun && mention->kind == kind) append(list, std::span(&mention->entity, 1));
  }
  return list;
}

// "Russia's support", "its support"
EntityList owners_of(const Analysis& analysis, std::size_t sentence, std::size_t noun) {
  const DependencyTree& tree = analysis.trees[sentence];
  EntityList list;
  for (const std::size_t c : tree.children(noun)) {
    const Word& word = tree.word(c);
    const bool possessive = word.has("Poss=Yes") && word.has("PronType=Prs");
    if (possessive || word.deprel == "nmod:poss") append(list, entities_of(analysis, sentence, c));
    if (!possessive || !list.empty()) continue;
    if (word.has("Person=1") || word.has("Person=2")) continue;
    const auto verb = tree.governing_verb(noun);
    // "Sanctioned a firm over its aid to Iran": not the aid of who judges.
    const bool judged = verb && judges(analysis.lexicon, frame_lemma(tree, *verb)) &&
                        holds(analysis.lexicon.grammar().reasons, tree.case_of(noun));
    if (verb && !judged) {
      append(list, subjects_of(analysis, sentence, *verb));
    }
  }
  return list;
}

// What stands in a slot right below the predicate.
std::vector<std::size_t> children_in_slot(const Grammar& grammar, const DependencyTree& tree,
                                          std::size_t predicate, std::string_view slot,
                                          bool passive) {
  std::vector<std::size_t> words;
  const auto children = tree.children(predicate);
  const auto is_object = [&](std::size_t c) {
    return tree.relation(c) == "obj" && tree.case_of(c).empty();
  };
  const bool has_object = std::any_of(children.begin(), children.end(), is_object);
  if (passive && (slot == "obj" || slot == "iobj")) {
    // "was given a letter": the subject is who got it.
    const auto patient = own_subject(tree, predicate);
    const bool received =
        has_object && patient && tree.word(*patient).deprel == "nsubj:pass" && slot == "obj";
    const bool wanted = slot == "obj" ? !received : has_object;
    if (patient && wanted) words.push_back(*patient);
    if (slot == "obj" && !received) return words;
  }
  const auto tied = passive ? hyphened(tree, predicate) : std::nullopt;
  for (const std::size_t c : children) {
    const std::string_view relation = tree.relation(c);
    const bool argument = relation == "obj" || relation == "iobj" || relation == "obl" ||
                          relation == "nmod" || relation == "advmod" || relation == "xcomp";
    if (c == tied && holds(grammar.hyphened, slot)) words.push_back(c);
    if (!argument || c == tied || tree.word(c).upos == Upos::Verb) continue;
    const std::string preposition = tree.case_of(c);
    const bool dative = holds(grammar.dative, preposition);
    bool fits = preposition == slot;
    if (slot == "obj") {
      fits = (relation == "obj" && (preposition.empty() || dative)) ||
             (relation == "iobj" && preposition.empty() && !has_object);
    }
    if (slot == "iobj") {
      fits = relation != "nmod" && (dative || (relation == "iobj" && preposition.empty()));
    }
    if (fits) words.push_back(c);
  }
  return words;
}

// "the treaty Bush signed": a relative clause whose object is what it describes.
bool lacks_object(const DependencyTree& tree, std::size_t verb) {
  if (!is_relative(tree, verb)) return false;
  const auto subject = own_subject(tree, verb);
  if (!subject || is_relative_pronoun(tree.word(*subject))) return false;
  const auto children = tree.children(verb);
  return std::none_of(children.begin(), children.end(), [&](std::size_t c) {
    const std::string_view relation = tree.relation(c);
    const bool gap_filled = tree.word(c).has("PronType=Rel") && relation != "nsubj";
    const bool stranded = relation == "obl" && tree.word(c).upos == Upos::Adp;
    return relation == "obj" || relation == "xcomp" || relation == "ccomp" || gap_filled ||
           stranded;
  });
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
  if (!participle || word.has("Tense=Pres")) return false;  // "is fighting" is active
  bool with_auxiliary = false;
  for (const std::size_t c : tree.children(verb)) {
    if (tree.word(c).upos != Upos::Aux) continue;
    const bool passive =
        tree.word(c).deprel == "aux:pass" || holds(grammar.passive_auxiliaries, tree.word(c).lemma);
    if (passive) return true;
    with_auxiliary = true;  // "había acusado" is active, "había sido acusado" is not
  }
  if (with_auxiliary) return false;
  const std::string_view relation = tree.relation(verb);
  if (relation == "conj") {  // "fue detenido y acusado"
    const auto head = tree.head(verb);
    return !own_subject(tree, verb) && is_passive(grammar, tree, *head);
  }
  return relation == "acl" || relation == "amod" || relation == "advcl" || relation == "xcomp";
}

bool is_reflexive(const Grammar& grammar, const DependencyTree& tree, std::size_t verb) {
  const auto children = tree.children(verb);
  return std::any_of(children.begin(), children.end(), [&](std::size_t c) {
    const Word& word = tree.word(c);
    return word.upos == Upos::Pron && holds(grammar.reflexive_pronouns, lower(word.form));
  });
}

EntityList subjects_of(const Analysis& analysis, std::size_t sentence, std::size_t verb) {
  return is_passive(analysis.lexicon.grammar(), analysis.trees[sentence], verb)
             ? agents_of(analysis, sentence, verb)
             : surface_subject(analysis, sentence, verb, 0);
}

std::string frame_lemma(const DependencyTree& tree, std::size_t word) {
  std::string lemma = tree.word(word).lemma;
  for (const std::size_t c : tree.children(word)) {
    if (tree.word(c).deprel == "compound:prt") lemma += " " + tree.word(c).lemma;
  }
  return lemma;
}

bool allows_reflexive(const VerbFrame& frame, bool reflexive) {
  return frame.reflexive !=
         (reflexive ? VerbFrame::Reflexive::Forbidden : VerbFrame::Reflexive::Required);
}

std::optional<std::size_t> theme_of(const VerbFrame& frame, const Grammar& grammar,
                                    const DependencyTree& tree, std::size_t verb) {
  if (frame.themes.empty()) return {};
  const std::string_view slot =
      frame.theme_preposition.empty() ? std::string_view("obj") : frame.theme_preposition;
  for (const std::size_t word : words_in_slot(grammar, tree, verb, slot)) {
    for (const std::size_t part : tree.conjuncts(word)) {
      if (frame.themes.contains(tree.word(part).lemma)) return part;
    }
  }
  return {};
}

std::string relation_with(const VerbFrame& frame, const std::string& theme) {
  std::string relation = frame.relation;
  const auto at = relation.find(theme_mark);
  if (at != std::string::npos) relation.replace(at, theme_mark.size(), theme);
  return relation;
}

std::optional<std::string> author_relation(const VerbFrame& frame, const std::string& theme) {
  const bool delivers = !frame.inverse && frame.relation_class == RelationClass::Consult &&
                        frame.relation.find(theme_mark) != std::string::npos;
  return delivers ? std::optional("sent " + theme + " to") : std::nullopt;
}

std::vector<std::size_t> words_in_slot(const Grammar& grammar, const DependencyTree& tree,
                                       std::size_t predicate, std::string_view slot) {
  const bool verbal = tree.word(predicate).upos != Upos::Noun;
  const bool passive = verbal && is_passive(grammar, tree, predicate);
  if (slot == "subj") {
    const auto subject = passive ? std::nullopt : own_subject(tree, predicate);
    const bool relative = subject && is_relative_pronoun(tree.word(*subject));
    const auto noun = relative ? antecedent(tree, predicate) : subject;
    return noun ? std::vector{*noun} : std::vector<std::size_t>{};
  }
  std::vector<std::size_t> words = children_in_slot(grammar, tree, predicate, slot, passive);
  if (!words.empty() || !verbal) return words;
  // "condemned and rejected the attack": what follows the last of two verbs is said of both.
  const auto head = tree.head(predicate);
  const bool coordinated = head && tree.relation(predicate) == "conj" &&
                           tree.word(*head).upos == Upos::Verb && slot != "iobj";
  if (coordinated && (slot != "obj" || !passive)) {
    const bool same_voice = passive == is_passive(grammar, tree, *head);
    for (const std::size_t word : children_in_slot(grammar, tree, *head, slot, passive)) {
      if (same_voice && word > predicate) words.push_back(word);
    }
  }
  if (slot != "obj" || !words.empty()) return words;
  if (passive || lacks_object(tree, predicate)) {
    if (const auto noun = antecedent(tree, predicate)) words.push_back(*noun);
  } else if (const auto object = second_subject(tree, predicate)) {
    words.push_back(*object);
  }
  return words;
}

EntityList entities_in_slot(const Analysis& analysis, std::size_t sentence, std::size_t predicate,
                            std::string_view slot) {
  const DependencyTree& tree = analysis.trees[sentence];
  if (slot == "subj") return subjects_of(analysis, sentence, predicate);
  if (slot == "head") return modified_by(analysis, sentence, predicate);
  if (slot == "adj" || slot == "compound") {
    return names_before(analysis, sentence, predicate, slot == "adj");
  }
  if (slot == "poss") return owners_of(analysis, sentence, predicate);
  EntityList list;
  for (const std::size_t word : words_in_slot(analysis.lexicon.grammar(), tree, predicate, slot)) {
    append(list, entities_of(analysis, sentence, word));
  }
  // "agreed to be questioned by X", "was arrested and charged by X"
  const bool silent = list.empty() && slot == "obj" && !own_subject(tree, predicate) &&
                      tree.word(predicate).upos != Upos::Noun &&
                      is_passive(analysis.lexicon.grammar(), tree, predicate);
  return silent ? surface_subject(analysis, sentence, predicate, 0) : list;
}

}  // namespace entente
