#include "extract/modules/refused_deeds.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/entities/roles.h"
#include "extract/modules/arguments.h"
#include "extract/modules/modules.h"

namespace entente {
namespace {

bool refuses(RelationClass relation_class) {
  return relation_class == RelationClass::Reject || relation_class == RelationClass::Accuse;
}

// "France opposes a war on Iraq": who only refuses or condemns a deed does not do it.
bool is_of_who_refuses(const PairInTree& pair) {
  const DependencyTree& tree = pair.tree();
  const std::size_t top = pair.top();
  const Relation& relation = pair.relation();
  if (tree.word(top).upos != Upos::Verb || tree.word(relation.predicate).upos != Upos::Noun ||
      !is_event(relation.relation_class) || refuses(relation.relation_class)) {
    return false;
  }
  std::size_t refused = relation.predicate;
  while (tree.head(refused) && *tree.head(refused) != top) refused = *tree.head(refused);
  const std::string slot = tree.relation(refused) == "obj" ? "obj" : tree.case_of(refused);
  bool is_refusal = false;
  for (const VerbFrame& frame : pair.lexicon().verb_frames(frame_lemma(tree, top))) {
    const bool is_of_slot = std::ranges::find(frame.targets, slot) != frame.targets.end();
    if (!frame.themes.empty() || !is_of_slot) continue;
    if (!refuses(frame.relation_class)) return false;
    is_refusal = true;
  }
  return is_refusal && pair.is_subject_of(top);
}

// True for a person who is only named as the one that a noun for a person belongs to; whoever
// speaks for him stands for him.
bool is_owner(const PairInTree& pair, const Mention& mention) {
  const DependencyTree& tree = pair.tree();
  const auto noun = tree.head(mention.head);
  if (pair.type_of(mention) != EntityType::Person || mention.head == pair.top() || !noun) {
    return false;
  }
  const Word& word = tree.word(mention.head);
  const bool belongs =
      (tree.relation(mention.head) == "nmod" && word.deprel != "nmod:desc") || word.has("Poss=Yes");
  if (!belongs || tree.dominates(tree.renamed(*noun), pair.top())) return false;
  const Role* role = pair.role_at(*noun);
  return role && can_be_held_by(*role, EntityType::Person) && !speaks_for(*role);
}

// "Killed a guard of Morel", "his lawyer accused": what is told of somebody's guard or lawyer is
// not told of him.
bool is_of_somebody_elses(const PairInTree& pair) {
  const RelationClass told = pair.relation().relation_class;
  if (told == RelationClass::Role || told == RelationClass::Member) return false;
  // "Married the daughter of Morel"
  if (told == RelationClass::Kin && pair.tells(pair.top(), RelationClass::Kin)) return false;
  return is_owner(pair, pair.subject()) || is_owner(pair, pair.object());
}

// "Liberó a dos rehenes, Duarte y Ferrer": who is let go is not seized by it.
bool is_of_who_is_freed(const PairInTree& pair) {
  const Relation& relation = pair.relation();
  if (relation.relation_class != RelationClass::Coerce) return false;
  bool frees = false;
  for (const VerbFrame& frame :
       pair.lexicon().verb_frames(frame_lemma(pair.tree(), relation.predicate))) {
    if (!frame.themes.empty() || !allows(frame.target_types, pair.type_of(pair.object()))) continue;
    if (frame.relation_class == RelationClass::Coerce) return false;
    frees |= frame.relation_class == RelationClass::Concede;
  }
  return frees;
}

// "Fue detenido en Lugo y absuelto por el Supremo": an agent does what its own verb says.
bool is_of_agent_elsewhere(const PairInTree& pair) {
  const DependencyTree& tree = pair.tree();
  const std::size_t subject = pair.subject().head;
  const auto verb = tree.head(subject);
  return verb && *verb != pair.relation().predicate && is_event(pair.relation().relation_class) &&
         tree.word(*verb).upos == Upos::Verb && tree.relation(*verb) == "conj" &&
         !pair.tells(*verb, pair.relation().relation_class) &&
         is_passive(pair.grammar(), tree, *verb) &&
         holds(pair.grammar().agent, tree.case_of(subject));
}

// True for a verb told in the active that names who does it and to whom or where.
bool is_complete(const PairInTree& pair, std::size_t verb) {
  const DependencyTree& tree = pair.tree();
  if (tree.word(verb).upos != Upos::Verb || is_passive(pair.grammar(), tree, verb)) return false;
  bool has_subject = false;
  bool has_object = false;
  for (const Mention& mention : pair.analysis().entities.mentions().of(pair.relation().sentence)) {
    if (tree.head(mention.head) != verb) continue;
    const std::string_view slot = tree.relation(mention.head);
    has_subject |= slot == "nsubj";
    has_object |= slot == "obj" || slot == "iobj" || slot == "obl";
  }
  return has_subject && has_object;
}

// "Francia criticó a Israel y Alemania apoyó a Ucrania": of two clauses each of which names who did
// it to whom, one tells nothing of the other's.
bool is_across_clauses(const PairInTree& pair) {
  const DependencyTree& tree = pair.tree();
  if (!is_event(pair.relation().relation_class) || !is_complete(pair, pair.top())) return false;
  const auto [first, second] = std::minmax(pair.subject().head, pair.object().head);
  for (std::size_t at = second; at != pair.top(); at = *tree.head(at)) {
    const bool is_clause = tree.relation(at) == "conj" && is_complete(pair, at);
    if (is_clause && first < at && !tree.dominates(at, first)) return true;
  }
  return false;
}

// "Como hizo Armstrong", "as Armstrong did": the clause says no more than that he did so, too.
bool does_the_same(const PairInTree& pair, std::size_t verb) {
  return pair.tree().relation(verb) == "advcl" &&
         holds(pair.grammar().pro_verbs, pair.tree().word(verb).lemma);
}

bool is_of_who_does_the_same(const PairInTree& pair) {
  if (!is_event(pair.relation().relation_class)) return false;
  const auto one = pair.verb_of_subject(pair.subject());
  const auto other = pair.verb_of_subject(pair.object());
  return one && other && one != other && (does_the_same(pair, *one) || does_the_same(pair, *other));
}

// True where a mention stands in a clause about a place, with a subject of its own, that the verb
// is not in: "donde Citroën tiene su sede".
bool is_told_of_place(const PairInTree& pair, const Mention& mention, std::size_t verb) {
  const DependencyTree& tree = pair.tree();
  for (auto at = tree.head(mention.head); at && *at != verb; at = tree.head(*at)) {
    if (pair.is_clause_about_place(*at) && !tree.dominates(*at, verb)) return true;
  }
  return false;
}

// "Won in Coventry, where Jaguar has its headquarters": what a place is known for takes no part in
// what is done there.
bool is_rival_of_who_is_there(const PairInTree& pair) {
  if (pair.relation().relation_class != RelationClass::Contest) return false;
  const auto one = pair.verb_of_subject(pair.subject());
  const auto other = pair.verb_of_subject(pair.object());
  return (one && is_told_of_place(pair, pair.object(), *one)) ||
         (other && is_told_of_place(pair, pair.subject(), *other));
}

// "No ha tenido oportunidades con Fernández": a noun for something else makes no contest of two
// persons where no word on the way does. "An error of Morel" may be one of a contest.
bool is_no_contest(const PairInTree& pair) {
  if (pair.relation().relation_class != RelationClass::Contest ||
      pair.type_of(pair.subject()) != EntityType::Person ||
      pair.type_of(pair.object()) != EntityType::Person) {
    return false;
  }
  const DependencyTree& tree = pair.tree();
  const auto is_tied_elsewhere = [&](std::size_t person) {
    if (tree.relation(person) != "nmod" || tree.head(*tree.head(person)) != pair.top())
      return false;
    const std::string preposition = tree.case_of(person);
    return !preposition.empty() && !holds(pair.grammar().of, preposition) &&
           !holds(pair.grammar().agent, preposition);
  };
  if (!is_tied_elsewhere(pair.subject().head) && !is_tied_elsewhere(pair.object().head)) {
    return false;
  }
  for (const std::size_t start : {pair.subject().head, pair.object().head}) {
    for (std::size_t at = start; at != pair.top(); at = *tree.head(at)) {
      if (pair.tells(at, RelationClass::Contest)) return false;
    }
  }
  return !pair.tells(pair.top(), RelationClass::Contest);
}

// "Dijo que el Racing vino muy motivado": what is said of somebody is no support for him where no
// word on the way says so.
bool is_remark(const PairInTree& pair) {
  const DependencyTree& tree = pair.tree();
  if (pair.relation().relation_class != RelationClass::Support ||
      pair.verb_of_subject(pair.subject()) != pair.top() ||
      !pair.lexicon().is_reporting_verb(tree.word(pair.top()).lemma)) {
    return false;
  }
  const auto verb = pair.verb_of_subject(pair.object());
  if (!verb || tree.relation(*verb) != "ccomp" || tree.head(*verb) != pair.top()) return false;
  if (pair.tells(pair.top(), RelationClass::Support)) return false;
  for (std::size_t i = 0; i < tree.size(); ++i) {
    if (tree.dominates(*verb, i) && pair.tells(i, RelationClass::Support)) return false;
  }
  return true;
}

// True for a verb that says who comes after whom in a post: "replace", "suceder".
bool is_succession(const PairInTree& pair, std::size_t verb) {
  return std::ranges::any_of(
      pair.lexicon().verb_frames(frame_lemma(pair.tree(), verb)), [](const VerbFrame& frame) {
        const std::vector<EntityType> persons{EntityType::Person};
        return frame.relation_class == RelationClass::Appoint && frame.themes.empty() &&
               frame.subject_types == persons && frame.target_types == persons;
      });
}

// "Appointed Bell to replace Morel", "beat Bell in the race to succeed Morel": who is to be
// replaced is none who is appointed or competes.
bool is_of_who_is_replaced(const PairInTree& pair) {
  const RelationClass told = pair.relation().relation_class;
  if (told != RelationClass::Appoint && told != RelationClass::Contest) return false;
  const DependencyTree& tree = pair.tree();
  return std::ranges::any_of(std::array{&pair.subject(), &pair.object()}, [&](const Mention* one) {
    const std::size_t noun = tree.renamed(one->head);
    const auto verb = tree.head(noun);
    const bool replaced = verb && tree.relation(noun) == "obj" &&
                          !tree.word(*verb).has("VerbForm=Fin") && is_succession(pair, *verb);
    return replaced && *verb != pair.relation().predicate;
  });
}

// "Acme and Bell accused the mayor": who does something together with another does not do it to
// that one.
bool is_between_partners(const PairInTree& pair) {
  const RelationClass told = pair.relation().relation_class;
  if (told != RelationClass::Accuse && told != RelationClass::Reject) return false;
  const DependencyTree& tree = pair.tree();
  const std::size_t one = tree.renamed(pair.subject().head);
  const std::size_t other = tree.renamed(pair.object().head);
  const auto [first, second] = std::minmax(one, other);
  const auto verb = tree.head(first);
  const auto object = verb ? tree.child(*verb, "obj") : std::nullopt;
  // But "accused each other", "traded accusations".
  if (!object || tree.word(*object).upos == Upos::Pron || tree.word(*object).upos == Upos::Det ||
      tree.word(*object).upos == Upos::Adj || pair.tells(*object, told)) {
    return false;
  }
  return tree.relation(second) == "conj" && tree.head(second) == first &&
         tree.relation(first) == "nsubj" && tree.word(*verb).upos == Upos::Verb &&
         !is_reflexive(pair.grammar(), tree, *verb);
}

}  // namespace

bool is_refused_deed(const PairInTree& pair) {
  return is_of_who_refuses(pair) || is_of_somebody_elses(pair) || is_of_who_is_freed(pair) ||
         is_of_agent_elsewhere(pair) || is_across_clauses(pair) || is_of_who_does_the_same(pair) ||
         is_rival_of_who_is_there(pair) || is_no_contest(pair) || is_remark(pair) ||
         is_of_who_is_replaced(pair) || is_between_partners(pair);
}

}  // namespace entente
