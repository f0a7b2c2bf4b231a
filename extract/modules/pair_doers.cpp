#include "extract/modules/pair_doers.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "extract/modules/arguments.h"
#include "extract/modules/modules.h"

namespace entente {
namespace {

bool has(const EntityList& list, std::size_t entity) {
  return std::ranges::find(list, entity) != list.end();
}

class Deed {
 public:
  Deed(const Analysis& analysis, const PairCandidate& candidate, const Relation& relation)
      : analysis_(analysis),
        tree_(analysis.trees[candidate.sentence]),
        relation_(relation),
        subject_(candidate.first->entity == relation.subject ? *candidate.first
                                                             : *candidate.second),
        object_(candidate.first->entity == relation.subject ? *candidate.second : *candidate.first),
        top_(common_ancestor(tree_, candidate.first->head, candidate.second->head)) {}

  // "X sold Y to Z": Y, which is sold, trades with nobody.
  bool is_what_is_traded() const {
    return is_trade() && tree_.case_of(subject_.head).empty() &&
           has(in_slot("obj"), relation_.subject) && !in_slot("subj").empty();
  }

  // "Bought land in Kentucky": where what is bought is named, the place is only where that is.
  bool is_place_of_trade() const {
    const EntityType type = analysis_.entities.entity(relation_.object).ref.type;
    const bool is_place = type == EntityType::GeoPolitical || type == EntityType::Location;
    if (!is_place || !is_trade() || !tree_.child(relation_.predicate, "obj") ||
        has(in_slot("obj"), relation_.object)) {
      return false;
    }
    return std::ranges::any_of(frames(), [&](const VerbFrame& frame) {
      return frame.relation == relation_.label && frame.targets == std::vector<Slot>{"obj"};
    });
  }

  // "Criticised X for not supporting Y", "accused X of attacking Y"
  bool is_in_clause_of_another() const {
    if (!is_event(relation_.relation_class)) return false;
    for (std::optional<std::size_t> at = object_.head; at && *at != top_; at = tree_.head(*at)) {
      const Word& word = tree_.word(*at);
      const bool describes = tree_.relation(*at) == "acl" || tree_.relation(*at) == "amod";
      const bool infinite = word.upos == Upos::Verb && !word.has("VerbForm=Fin");
      if (!infinite || describes || tree_.child(*at, "nsubj")) continue;
      const auto above = tree_.governing_verb(*tree_.head(*at));
      const EntityList doers = subjects_of(analysis_, relation_.sentence, *at);
      if (above && judges(analysis_.lexicon, frame_lemma(tree_, *above)) && !doers.empty() &&
          !has(doers, relation_.subject) &&
          has(subjects_of(analysis_, relation_.sentence, *above), relation_.subject)) {
        return true;
      }
    }
    return false;
  }

 private:
  const std::vector<VerbFrame>& frames() const {
    return analysis_.lexicon.verb_frames(frame_lemma(tree_, relation_.predicate));
  }

  EntityList in_slot(std::string_view slot) const {
    return entities_in_slot(analysis_, relation_.sentence, relation_.predicate, slot);
  }

  bool is_trade() const {
    return relation_.relation_class == RelationClass::Transact &&
           tree_.word(relation_.predicate).upos == Upos::Verb &&
           std::ranges::any_of(frames(), [](const VerbFrame& frame) {
             return frame.relation_class == RelationClass::Transact;
           });
  }

  const Analysis& analysis_;
  const DependencyTree& tree_;
  const Relation& relation_;
  const Mention& subject_;
  const Mention& object_;
  const std::size_t top_;
};

}  // namespace

bool is_anothers_deed(const Analysis& analysis, const PairCandidate& candidate,
                      const Relation& relation) {
  const Deed deed(analysis, candidate, relation);
  return deed.is_what_is_traded() || deed.is_place_of_trade() || deed.is_in_clause_of_another();
}

}  // namespace entente
