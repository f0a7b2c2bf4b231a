#include "extract/modules/refused_whereabouts.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "extract/entities/reasons.h"
#include "extract/modules/arguments.h"
#include "extract/modules/modules.h"

namespace entente {
namespace {

// True for a verb that tells where something is, whatever else stands with it.
bool puts_somewhere(const PairInTree& pair, std::size_t verb) {
  const auto& frames = pair.lexicon().verb_frames(frame_lemma(pair.tree(), verb));
  return std::ranges::any_of(frames, [](const VerbFrame& frame) {
    return frame.relation_class == RelationClass::Located && frame.themes.empty();
  });
}

// "El plan de Doñana fue presentado en Bruselas": a place that only tells which thing is meant does
// not lie where the thing is, unless that is a place ("the city of") and the verb puts it there.
bool is_namesake_of_thing(const PairInTree& pair) {
  if (!is_place(pair.type_of(pair.subject())) || !is_place(pair.type_of(pair.object()))) {
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
  const bool is_placed =
      puts_somewhere(pair, pair.top()) && pair.tells(*noun, RelationClass::Located);
  return tree.relation(outer) == "obl" && tree.head(outer) == pair.top() && *noun < outer &&
         !is_placed;
}

// "Macron sent Barrot to Beirut": who is there is the one sent.
bool is_of_sender(const PairInTree& pair) {
  const Relation& relation = pair.relation();
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
  if (!noun || !pair.verb_of_subject(pair.subject()) ||
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

// "Recalled its ambassador in Managua": where a post is held is where its holder is.
bool is_of_who_has_envoy(const PairInTree& pair) {
  const DependencyTree& tree = pair.tree();
  if (pair.object().first < 2) return false;
  const std::size_t envoy = pair.object().first - 2;
  const auto is_his = [&](const RolePhrase& phrase) {
    return phrase.noun == envoy && phrase.holder == pair.relation().subject;
  };
  const auto phrases = pair.analysis().entities.roles_of(pair.relation().sentence);
  if (std::ranges::any_of(phrases, is_his)) return false;
  const Role* const post = pair.role_at(envoy);
  const bool is_sent = post && (speaks_for(*post) || post->relation == "ambassador of");
  return tree.word(envoy).upos == Upos::Noun && is_sent && tree.word(envoy + 1).upos == Upos::Adp &&
         tree.relation(envoy) == "obj" && tree.renamed(pair.subject().head) != envoy;
}

// True for a verb whose object may well be there, too: "received Morel", "beat Morel".
bool is_met(const PairInTree& pair, std::size_t verb) {
  constexpr std::array meeting = {RelationClass::Assault, RelationClass::Coerce,
                                  RelationClass::Consult, RelationClass::Contest};
  return std::ranges::any_of(meeting, [&](RelationClass each) { return pair.tells(verb, each); });
}

// "Praised Morel in Brussels": who is only talked about is not where that is done.
bool is_of_who_is_talked_about(const PairInTree& pair) {
  constexpr std::array talk = {RelationClass::Accuse, RelationClass::Support, RelationClass::Reject,
                               RelationClass::Threaten};
  const DependencyTree& tree = pair.tree();
  const std::size_t noun = tree.renamed(pair.subject().head);
  const auto verb = tree.head(noun);
  const std::string_view relation = tree.relation(noun);
  if (!verb || (relation != "obj" && relation != "iobj") || tree.word(*verb).upos != Upos::Verb ||
      tree.head(pair.object().head) != verb || tree.relation(pair.object().head) != "obl") {
    return false;
  }
  const auto tells = [&](RelationClass each) { return pair.tells(*verb, each); };
  return !tells(RelationClass::Located) && !is_met(pair, *verb) && std::ranges::any_of(talk, tells);
}

// "Held in Lugo for the murder of Morel": who is named in the reason need not be there.
bool is_of_who_is_reason(const PairInTree& pair) {
  const DependencyTree& tree = pair.tree();
  const std::size_t verb = pair.top();
  if (tree.word(verb).upos != Upos::Verb || tree.head(pair.object().head) != verb ||
      tree.relation(pair.object().head) != "obl") {
    return false;
  }
  for (std::size_t at = pair.subject().head; at != verb; at = *tree.head(at)) {
    if (tree.head(at) != verb) continue;
    const bool is_agent = is_passive(pair.grammar(), tree, verb) &&
                          at == tree.renamed(pair.subject().head) &&
                          holds(pair.grammar().agent, tree.case_of(at));
    return !is_agent && is_reason(pair.grammar(), tree, at);
  }
  return false;
}

// "Irán e Irak negociaron en Bagdad": a country lies nowhere by what it does there. Its team plays
// somewhere.
bool is_of_country_that_acts(const PairInTree& pair) {
  const DependencyTree& tree = pair.tree();
  const DocumentEntity& subject = pair.analysis().entities.entity(pair.relation().subject);
  const std::size_t place = tree.renamed(pair.object().head);
  const auto verb = tree.head(place);
  return subject.country && pair.type_of(pair.object()) == EntityType::GeoPolitical && verb &&
         tree.relation(place) == "obl" && tree.word(*verb).upos == Upos::Verb &&
         tree.dominates(*verb, pair.subject().head) && !puts_somewhere(pair, *verb) &&
         !pair.tells(*verb, RelationClass::Contest);
}

// "Allanó la sede de Acme": a seat is its owner's; "its plant of Lugo" is somewhere.
bool is_owner_of_seat(const PairInTree& pair) {
  const DependencyTree& tree = pair.tree();
  const std::size_t seat = pair.relation().predicate;
  const std::size_t owner = tree.renamed(pair.object().head);
  if (tree.word(seat).upos != Upos::Noun || tree.head(owner) != seat ||
      tree.dominates(seat, pair.subject().head) || is_place(pair.type_of(pair.object()))) {
    return false;
  }
  const std::string slot = tree.word(owner).deprel == "nmod:poss" ? "poss" : tree.case_of(owner);
  const auto& frames = pair.lexicon().noun_frames(tree.word(seat).lemma);
  return std::ranges::any_of(frames, [&](const NounFrame& frame) {
    return frame.relation_class == RelationClass::Located && holds(frame.subjects, slot) &&
           !holds(frame.targets, slot);
  });
}

}  // namespace

bool is_refused_whereabouts(const PairInTree& pair) {
  return pair.relation().relation_class == RelationClass::Located &&
         (is_namesake_of_thing(pair) || is_of_sender(pair) || is_of_who_has_envoy(pair) ||
          is_of_who_is_there(pair) || is_of_who_is_talked_about(pair) ||
          is_of_who_is_reason(pair) || is_of_country_that_acts(pair) || is_owner_of_seat(pair));
}

}  // namespace entente
