#include "extract/modules/refused_states.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "extract/entities/roles.h"
#include "extract/modules/arguments.h"
#include "extract/modules/modules.h"

namespace entente {
namespace {

constexpr std::string_view candidate_relation = "candidate of";  // as the lexicons call it

// True where another clause begins between a word and what is above both.
bool leaves_clause(const PairInTree& pair, std::size_t word) {
  const DependencyTree& tree = pair.tree();
  for (std::size_t at = word; at != pair.top(); at = *tree.head(at)) {
    const std::string_view relation = tree.relation(at);
    const bool coordinated = relation == "conj" && at != word && tree.child(at, "nsubj");
    const bool beside = relation == "parataxis" && tree.word(at).upos == Upos::Verb;
    if (relation == "ccomp" || relation == "advcl" || relation == "csubj" || coordinated ||
        beside) {
      return true;
    }
  }
  return false;
}

// The post in the object that somebody without a name is said to hold; nullptr where none is.
const RolePhrase* unnamed_holder(const PairInTree& pair) {
  for (const RolePhrase& phrase : pair.analysis().entities.roles_of(pair.relation().sentence)) {
    if (phrase.noun == pair.relation().predicate && !phrase.holder &&
        pair.tree().dominates(phrase.noun, pair.object().head)) {
      return &phrase;
    }
  }
  return nullptr;
}

// "President Morel said that Peru …": a post is not held in the land that another clause is about.
// Nor is it the one of somebody unnamed there: "expelled a Russian diplomat after Morel …", "the
// king of Jordan arrives tomorrow, Morel said".
bool is_post_in_another_clause(const PairInTree& pair) {
  if (pair.relation().relation_class != RelationClass::Role) return false;
  const DependencyTree& tree = pair.tree();
  const bool subject_is_below = leaves_clause(pair, pair.subject().head);
  if (!subject_is_below && !leaves_clause(pair, pair.object().head)) return false;
  const bool is_country = pair.type_of(pair.object()) == EntityType::GeoPolitical;
  const bool is_topic = is_country && pair.object().kind == MentionKind::Name &&
                        tree.relation(pair.object().head) == "nsubj";
  if (is_topic) return true;
  const RolePhrase* unnamed = unnamed_holder(pair);
  return unnamed && ((is_country && subject_is_below) || tree.relation(unnamed->noun) == "nsubj");
}

// "Prime Minister Morel went to the United States", "the finance minister resigned, and London
// stocks fell": no post of his is one that is held there.
bool is_post_of_nobody_there(const PairInTree& pair) {
  const Relation& relation = pair.relation();
  const DocumentEntities& entities = pair.analysis().entities;
  const DocumentEntity& place = entities.entity(relation.object);
  return relation.relation_class == RelationClass::Role &&
         std::ranges::any_of(entities.roles_of(relation.sentence), [&](const RolePhrase& phrase) {
           return phrase.holder == relation.subject &&
                  relation.label == relation_in(phrase, place.ref) &&
                  !exists_in(*phrase.role, place, pair.lexicon());
         });
}

// "Depende, en opinión del consejero, del Hospital": a comma closes a post, whatever the tree says.
bool is_post_behind_comma(const PairInTree& pair) {
  if (pair.relation().relation_class != RelationClass::Role) return false;
  const DependencyTree& tree = pair.tree();
  std::size_t first = pair.object().first;  // with its preposition and article
  const auto is_function_word = [&](std::size_t i) {
    return tree.word(i).upos == Upos::Adp || tree.word(i).upos == Upos::Det;
  };
  while (first > 0 && is_function_word(first - 1)) --first;
  if (first < 2 || tree.word(first - 1).form != "," ||
      !holds(pair.grammar().of, tree.case_of(pair.object().head))) {
    return false;
  }
  return std::ranges::any_of(
      pair.analysis().entities.roles_of(pair.relation().sentence), [&](const RolePhrase& phrase) {
        return phrase.last + 2 == first && tree.head(pair.object().head) == phrase.noun;
      });
}

// "El portavoz del PNV en el Congreso": where somebody speaks for another is not who he speaks for.
bool is_where_one_speaks(const PairInTree& pair) {
  if (pair.relation().relation_class != RelationClass::Role) return false;
  const DependencyTree& tree = pair.tree();
  const auto noun = tree.head(pair.object().head);
  const std::string preposition = tree.case_of(pair.object().head);
  if (!noun || preposition.empty() || holds(pair.grammar().of, preposition)) return false;
  for (const RolePhrase& phrase : pair.analysis().entities.roles_of(pair.relation().sentence)) {
    const auto& targets = phrase.targets;
    const bool is_his = phrase.noun == *noun || tree.head(*noun) == phrase.noun;
    if (is_his && speaks_for(*phrase.role) && !targets.empty() &&
        std::ranges::find(targets, pair.relation().object) == targets.end()) {
      return true;
    }
  }
  return false;
}

// "In Spain, the singer Luc Hart was jailed": nobody is from where something happens to him, unless
// the verb says so.
bool is_scene(const PairInTree& pair) {
  const DependencyTree& tree = pair.tree();
  const std::size_t place = pair.object().head;
  if (pair.relation().relation_class != RelationClass::Member ||
      pair.type_of(pair.subject()) != EntityType::Person ||
      !is_place(pair.type_of(pair.object())) || tree.relation(place) != "obl") {
    return false;
  }
  const std::size_t verb = *tree.head(place);
  const auto& frames = pair.lexicon().verb_frames(frame_lemma(tree, verb));
  const bool is_origin = std::ranges::any_of(frames, [&](const VerbFrame& frame) {
    return frame.relation_class == RelationClass::Member &&
           holds(frame.targets, tree.case_of(place));
  });
  return pair.verb_of_subject(pair.subject()) == verb && !is_origin;
}

// "Otros países, como Noruega": whoever is one of others is none of those named before. Of "Nokia's
// fellow makers" it is none of Nokia's own.
bool is_one_of_others(const PairInTree& pair) {
  if (pair.relation().relation_class != RelationClass::Member) return false;
  const DependencyTree& tree = pair.tree();
  const std::size_t object = pair.object().head;
  for (auto at = tree.head(pair.subject().head); at; at = tree.head(*at)) {
    if (tree.word(*at).upos == Upos::Verb) return false;
    const auto children = tree.children(*at);
    const auto has = [&](const std::vector<std::string>& words) {
      return std::ranges::any_of(
          children, [&](std::size_t c) { return c < *at && holds(words, tree.word(c).lemma); });
    };
    const bool owned = tree.word(object).deprel == "nmod:poss" && tree.head(object) == *at &&
                       !pair.tells(*at, RelationClass::Member);
    if (has(pair.grammar().others) && (owned || !tree.dominates(*at, object))) return true;
  }
  return false;
}

// "La exmujer de Morel": who is called a relative, rival or critic of another holds no post with
// him.
bool is_told_as_another(const PairInTree& pair) {
  const Relation& relation = pair.relation();
  if ((relation.relation_class != RelationClass::Role &&
       relation.relation_class != RelationClass::Member) ||
      pair.type_of(pair.object()) != EntityType::Person) {
    return false;
  }
  const auto has = [](const std::vector<std::size_t>& list, std::size_t entity) {
    return std::ranges::find(list, entity) != list.end();
  };
  return std::ranges::any_of(
      pair.analysis().entities.roles_of(relation.sentence), [&](const RolePhrase& phrase) {
        const RelationClass told = phrase.role->class_for(pair.type_of(pair.object()));
        return phrase.holder == relation.subject && has(phrase.targets, relation.object) &&
               told != RelationClass::Role && told != RelationClass::Member;
      });
}

// "Candidato del PP a la presidencia del Gobierno": what somebody runs for is not held yet.
bool is_sought(const PairInTree& pair) {
  const Relation& relation = pair.relation();
  const DependencyTree& tree = pair.tree();
  if (relation.relation_class != RelationClass::Role ||
      tree.word(relation.predicate).upos != Upos::Noun) {
    return false;
  }
  return std::ranges::any_of(
      pair.analysis().entities.roles_of(relation.sentence), [&](const RolePhrase& phrase) {
        const auto above = tree.head(relation.predicate);
        const bool beside = above && tree.relation(relation.predicate) != "conj" &&
                            (above == phrase.noun || above == tree.head(phrase.noun));
        return phrase.role->relation == candidate_relation && phrase.noun < relation.predicate &&
               beside && phrase.noun < pair.object().first &&
               tree.dominates(relation.predicate, pair.object().head);
      });
}

// "The mayor of Lugo, Ana Hart, met the president of Peru, Luc Morel": whose post the sentence
// tells, and in what, holds none in what another's is in.
bool is_post_of_another(const PairInTree& pair) {
  const Relation& relation = pair.relation();
  if (relation.relation_class != RelationClass::Role) return false;
  bool has_own = false;
  bool is_anothers = false;
  for (const RolePhrase& phrase : pair.analysis().entities.roles_of(relation.sentence)) {
    const bool is_in_object =
        std::ranges::find(phrase.targets, relation.object) != phrase.targets.end();
    if (phrase.holder == relation.subject) {
      if (is_in_object) return false;
      has_own |= std::ranges::any_of(phrase.targets, [&](std::size_t target) {
        const EntityType type = pair.analysis().entities.entity(target).ref.type;
        return phrase.role->class_for(type) == RelationClass::Role;  // no "Peruvian forward"
      });
    } else {
      is_anothers |= phrase.holder && is_in_object;
    }
  }
  return has_own && is_anothers;
}

// "Denmark's ministers thanked Queen Ana": several people hold a post, and none of them is named,
// as they are in "Ana Hart and Luc Morel were named ministers".
bool is_post_of_several(const PairInTree& pair) {
  const DependencyTree& tree = pair.tree();
  const std::size_t post = pair.relation().predicate;
  return pair.relation().relation_class == RelationClass::Role &&
         tree.word(post).upos == Upos::Noun && tree.word(post).has("Number=Plur") &&
         pair.role_at(post) && !tree.child(post, "cop") && tree.renamed(post) == post &&
         tree.word(pair.top()).upos == Upos::Verb && !tree.dominates(post, pair.subject().head) &&
         !pair.tells(pair.top(), RelationClass::Appoint);
}

}  // namespace

bool is_refused_state(const PairInTree& pair) {
  return is_post_in_another_clause(pair) || is_post_of_nobody_there(pair) ||
         is_post_behind_comma(pair) || is_where_one_speaks(pair) || is_scene(pair) ||
         is_one_of_others(pair) || is_told_as_another(pair) || is_sought(pair) ||
         is_post_of_another(pair) || is_post_of_several(pair);
}

}  // namespace entente
