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

bool is_place(EntityType type) {
  return type == EntityType::GeoPolitical || type == EntityType::Location;
}

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

// True for a verb that tells where something is, whatever else stands with it.
bool puts_somewhere(const PairInTree& pair, std::size_t verb) {
  const auto& frames = pair.lexicon().verb_frames(frame_lemma(pair.tree(), verb));
  return std::ranges::any_of(frames, [](const VerbFrame& frame) {
    return frame.relation_class == RelationClass::Located && frame.themes.empty();
  });
}

// "El plan de Doñana fue presentado en Bruselas": a place that only tells which thing is meant does
// not lie where the thing is, unless the verb puts it there.
bool is_namesake_of_thing(const PairInTree& pair) {
  if (pair.relation().relation_class != RelationClass::Located ||
      !is_place(pair.type_of(pair.subject())) || !is_place(pair.type_of(pair.object()))) {
    return false;
  }
  const DependencyTree& tree = pair.tree();
  const std::size_t inner = pair.subject().head;
  const std::string_view relation = tree.relation(inner);
  const auto noun = tree.head(inner);
  if (!noun || (relation != "nmod" && relation != "compound") || tree.head(*noun) != pair.top() ||
      tree.relation(*noun) != "nsubj") {
    return false;
  }
  const std::size_t outer = pair.object().head;
  return tree.relation(outer) == "obl" && tree.head(outer) == pair.top() && *noun < outer &&
         !puts_somewhere(pair, pair.top());
}

// "Macron sent Barrot to Beirut": who is there is the one sent.
bool is_of_sender(const PairInTree& pair) {
  const Relation& relation = pair.relation();
  if (relation.relation_class != RelationClass::Located) return false;
  const std::size_t verb = relation.predicate;
  bool moves_object = false;
  for (const VerbFrame& frame : pair.lexicon().verb_frames(frame_lemma(pair.tree(), verb))) {
    if (frame.relation_class != RelationClass::Located || !frame.themes.empty()) continue;
    if (frame.subject != "obj") return false;
    moves_object = true;
  }
  const EntityList moved = entities_in_slot(pair.analysis(), relation.sentence, verb, "obj");
  const bool moves_person = std::ranges::any_of(moved, [&](std::size_t entity) {
    return pair.analysis().entities.entity(entity).ref.type == EntityType::Person;
  });
  return moves_object && moves_person && pair.is_subject_of(verb);
}

// "Lost seats in Coventry, where Jaguar has its headquarters": what a noun seems to say of a place
// is not told of the subject where a clause about that place has one of its own.
bool is_of_who_is_there(const PairInTree& pair) {
  const DependencyTree& tree = pair.tree();
  const auto noun = tree.head(pair.object().head);
  if (pair.relation().relation_class != RelationClass::Located || !noun ||
      !pair.verb_of_subject(pair.subject()) ||
      tree.word(pair.relation().predicate).upos != Upos::Noun ||
      tree.relation(pair.object().head) != "nmod") {
    return false;
  }
  for (const std::size_t above : {pair.object().head, *noun}) {
    for (const std::size_t clause : tree.children(above)) {
      const bool is_there = tree.dominates(clause, pair.subject().head);
      if (pair.is_clause_about_place(clause) && !is_there) return true;
    }
  }
  return false;
}

}  // namespace

bool is_refused_state(const PairInTree& pair) {
  return is_post_in_another_clause(pair) || is_post_of_nobody_there(pair) ||
         is_post_behind_comma(pair) || is_where_one_speaks(pair) || is_scene(pair) ||
         is_one_of_others(pair) || is_namesake_of_thing(pair) || is_of_sender(pair) ||
         is_of_who_is_there(pair);
}

}  // namespace entente
