#include "extract/modules/refused_doers.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "extract/entities/reasons.h"
#include "extract/modules/arguments.h"
#include "extract/modules/modules.h"

namespace entente {
namespace {

bool has(const EntityList& list, std::size_t entity) {
  return std::ranges::find(list, entity) != list.end();
}

class Deed {
 public:
  explicit Deed(const PairInTree& pair) : pair_(pair) {}

  // "X sold Y to Z": Y, which is sold, trades with nobody.
  bool is_what_is_traded() const {
    return is_trade() && pair_.tree().case_of(pair_.subject().head).empty() &&
           has(in_slot("obj"), pair_.relation().subject) && !in_slot("subj").empty();
  }

  // "Bought land in Kentucky": where what is bought is named, the place is only where that is.
  bool is_place_of_trade() const {
    if (!is_place(pair_.type_of(pair_.object())) || !is_trade() ||
        !pair_.tree().child(pair_.relation().predicate, "obj") ||
        has(in_slot("obj"), pair_.relation().object)) {
      return false;
    }
    return std::ranges::any_of(frames(), [&](const VerbFrame& frame) {
      return frame.relation == pair_.relation().label && frame.targets == std::vector<Slot>{"obj"};
    });
  }

  // "Criticised X for not supporting Y", "accused X of attacking Y"
  bool is_in_clause_of_another() const {
    if (!is_event(pair_.relation().relation_class)) return false;
    for (std::optional<std::size_t> at = pair_.object().head; at && *at != pair_.top();
         at = pair_.tree().head(*at)) {
      const Word& word = pair_.tree().word(*at);
      const bool describes =
          pair_.tree().relation(*at) == "acl" || pair_.tree().relation(*at) == "amod";
      const bool infinite = word.upos == Upos::Verb && !word.has("VerbForm=Fin");
      if (!infinite || describes || pair_.tree().child(*at, "nsubj")) continue;
      const auto above = pair_.tree().governing_verb(*pair_.tree().head(*at));
      const EntityList doers = subjects_of(pair_.analysis(), pair_.relation().sentence, *at);
      if (above && judges(pair_.lexicon(), frame_lemma(pair_.tree(), *above)) && !doers.empty() &&
          !has(doers, pair_.relation().subject) &&
          has(subjects_of(pair_.analysis(), pair_.relation().sentence, *above),
              pair_.relation().subject)) {
        return true;
      }
    }
    return false;
  }

  // "Sanctioned two Turkish firms", "los vecinos de Vallecas criticaron": what firms and people do
  // or suffer is not done by or to their state. But pilots attack for it, and attacks on its people
  // are on it; who helps the people of a town helps it.
  bool is_of_private_persons() const {
    const RelationClass told = pair_.relation().relation_class;
    if (!is_between_actors(told) || told == RelationClass::Assault) return false;
    return is_place_of_private(pair_.subject()) ||
           (pair_.object().kind == MentionKind::Demonym && is_place_of_private(pair_.object()));
  }

 private:
  // The classes of PLOVER; those that follow are relations of other kinds.
  static bool is_between_actors(RelationClass told) { return told <= RelationClass::Assault; }

  // True for a place that only tells where a noun for firms or people is from.
  bool is_place_of_private(const Mention& mention) const {
    const DependencyTree& tree = pair_.tree();
    if (!is_place(pair_.type_of(mention))) return false;
    const auto noun = tree.head(mention.head);
    if (!noun || tree.word(*noun).upos != Upos::Noun ||
        !pair_.lexicon().is_private(tree.word(*noun).lemma)) {
      return false;
    }
    const std::string_view relation = tree.relation(mention.head);
    return relation == "amod" || relation == "compound" || relation == "nmod";
  }

  const std::vector<VerbFrame>& frames() const {
    return pair_.lexicon().verb_frames(frame_lemma(pair_.tree(), pair_.relation().predicate));
  }

  EntityList in_slot(std::string_view slot) const {
    return entities_in_slot(pair_.analysis(), pair_.relation().sentence, pair_.relation().predicate,
                            slot);
  }

  bool is_trade() const {
    return pair_.relation().relation_class == RelationClass::Transact &&
           pair_.tree().word(pair_.relation().predicate).upos == Upos::Verb &&
           std::ranges::any_of(frames(), [](const VerbFrame& frame) {
             return frame.relation_class == RelationClass::Transact;
           });
  }

  const PairInTree& pair_;
};

}  // namespace

bool is_anothers_deed(const PairInTree& pair) {
  const Deed deed(pair);
  return deed.is_what_is_traded() || deed.is_place_of_trade() || deed.is_in_clause_of_another() ||
         deed.is_of_private_persons();
}

}  // namespace entente
