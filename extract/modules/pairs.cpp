// What the learned model finds in pairs of mentions, beside and on top of what the rules found.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/entities/roles.h"
#include "extract/modules/arguments.h"
#include "extract/modules/clause.h"
#include "extract/modules/modules.h"
#include "extract/modules/pair_features.h"
#include "extract/modules/pair_model.h"
#include "extract/modules/pair_reading.h"

namespace entente {
namespace {

constexpr std::size_t most_words_between = 8;  // farther off, a word states something else

// The label of a relation whose words no frame of the lexicon names.
std::string_view plain_label(RelationClass relation_class) {
  switch (relation_class) {
    case RelationClass::Agree:
      return "agreed with";
    case RelationClass::Consult:
      return "had contact with";
    case RelationClass::Support:
      return "supports";
    case RelationClass::Concede:
      return "yielded to";
    case RelationClass::Cooperate:
      return "cooperates with";
    case RelationClass::Aid:
      return "helped";
    case RelationClass::Retreat:
      return "withdrew from";
    case RelationClass::Request:
      return "made a request to";
    case RelationClass::Accuse:
      return "criticised";
    case RelationClass::Reject:
      return "rejected";
    case RelationClass::Threaten:
      return "threatened";
    case RelationClass::Protest:
      return "protested against";
    case RelationClass::Sanction:
      return "sanctioned";
    case RelationClass::Mobilize:
      return "deployed in";
    case RelationClass::Coerce:
      return "coerced";
    case RelationClass::Assault:
      return "attacked";
    case RelationClass::Role:
      return "holds a post in";
    case RelationClass::Member:
      return "belongs to";
    case RelationClass::Located:
      return "located in";
    case RelationClass::Kin:
      return "is family of";
    case RelationClass::Transact:
      return "does business with";
    case RelationClass::Contest:
      return "competes with";
    case RelationClass::Appoint:
      return "appointed";
    case RelationClass::Create:
      return "created";
    case RelationClass::Other:
      break;
  }
  return "is related to";
}

class PairJudge {
 public:
  PairJudge(const Analysis& analysis, const PairModel& model, std::vector<Relation>& relations)
      : analysis_(analysis),
        model_(model),
        relations_(relations),
        rules_(relations),
        found_(rules_) {}

  void judge() {
    std::vector<double> surest(rules_.size(), -1.0);
    const std::vector<PairCandidate> candidates = pair_candidates(analysis_);
    const std::vector<Vector> read = read_pairs(analysis_, model_, candidates);
    for (std::size_t n = 0; n < candidates.size(); ++n) {
      const PairCandidate& candidate = candidates[n];
      const auto probabilities =
          model_.probabilities(pair_features(analysis_, candidate, found_),
                               pair_hints(analysis_, candidate, found_), read[n]);
      std::vector<bool> by_rule(probabilities.size(), false);
      for (const std::size_t i :
           found_.between(candidate.first->entity, candidate.second->entity)) {
        for (std::size_t k = 0; k < probabilities.size(); ++k) {
          if (!states(rules_[i], candidate, model_.labels()[k])) continue;
          by_rule[k] = true;
          surest[i] = std::max(surest[i], probabilities[k]);
        }
      }
      for (std::size_t k = 0; k < probabilities.size(); ++k) {
        if (!by_rule[k] && probabilities[k] >= model_.threshold()) {
          add(candidate, model_.labels()[k], probabilities[k]);
        }
      }
    }
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      if (surest[i] >= 0.0) relations_[i].confidence = surest[i];
    }
  }

 private:
  static std::size_t subject_of(const PairCandidate& candidate, const PairLabel& label) {
    return (label.forward ? candidate.first : candidate.second)->entity;
  }
  static std::size_t object_of(const PairCandidate& candidate, const PairLabel& label) {
    return (label.forward ? candidate.second : candidate.first)->entity;
  }

  // The word that states the relation: the nearest one on the way between the two, or among few
  // words between them, that can name it; else the verb above both.
  std::size_t predicate_of(const PairCandidate& candidate, const PairLabel& label) const {
    const DependencyTree& tree = analysis_.trees[candidate.sentence];
    const std::size_t top = common_ancestor(tree, candidate.first->head, candidate.second->head);
    if (label_at(candidate, label, top)) return top;
    for (const std::size_t start : {candidate.first->head, candidate.second->head}) {
      for (std::optional<std::size_t> at = start; at && *at != top; at = tree.head(*at)) {
        if (label_at(candidate, label, *at)) return *at;
      }
    }
    if (candidate.second->first <= candidate.first->last + most_words_between) {
      for (std::size_t i = candidate.first->last + 1; i < candidate.second->first; ++i) {
        if (label_at(candidate, label, i)) return i;
      }
    }
    return tree.governing_verb(top).value_or(top);
  }

  // The name that a frame or post of the word gives to a relation of this class between entities of
  // these types, nullptr if there is none. Of a symmetric class only what reads the same in both
  // directions: the model does not tell them apart.
  const std::string* label_at(const PairCandidate& candidate, const PairLabel& label,
                              std::size_t word_index) const {
    const DependencyTree& tree = analysis_.trees[candidate.sentence];
    const Word& word = tree.word(word_index);
    const RelationClass wanted = label.relation_class;
    const EntityType subject = type_of(subject_of(candidate, label));
    const EntityType object = type_of(object_of(candidate, label));
    const bool symmetric = is_symmetric(wanted);
    if (word.upos == Upos::Verb || word.upos == Upos::Aux) {
      for (const VerbFrame& frame : analysis_.lexicon.verb_frames(frame_lemma(tree, word_index))) {
        if (frame.relation_class == wanted && frame.themes.empty() && !frame.inverse &&
            (frame.reciprocal || !symmetric) && allows(frame.subject_types, subject) &&
            allows(frame.target_types, object)) {
          return &frame.relation;
        }
      }
      return nullptr;
    }
    for (const NounFrame& frame : analysis_.lexicon.noun_frames(word.lemma)) {
      if (frame.relation_class == wanted && (!frame.between.empty() || !symmetric) &&
          allows(frame.subject_types, subject) && allows(frame.target_types, object)) {
        return &frame.relation;
      }
    }
    const Role* role = analysis_.lexicon.role(word.lemma);
    const bool fits = role && role->class_for(object) == wanted &&
                      role->relation.find('{') == std::string::npos &&
                      can_be_held_by(*role, subject) && allows(role->target_types, object);
    return fits ? &role->relation : nullptr;
  }

  bool is_told_by_rule(std::size_t subject, std::size_t object, RelationClass wanted) const {
    const auto between = found_.between(subject, object);
    return std::any_of(between.begin(), between.end(), [&](std::size_t i) {
      return found_[i].relation_class == wanted &&
             (found_[i].subject == subject || is_symmetric(wanted));
    });
  }

  EntityType type_of(std::size_t entity) const {
    return analysis_.entities.entity(entity).ref.type;
  }

  // Where a person or an event is, or what a verb of its own puts somewhere, is so at some time.
  bool is_stay(const Relation& relation, bool named) const {
    const EntityType subject = type_of(relation.subject);
    const Word& word = analysis_.trees[relation.sentence].word(relation.predicate);
    return relation.relation_class == RelationClass::Located &&
           ((named && word.upos == Upos::Verb) || subject == EntityType::Person ||
            subject == EntityType::Misc);
  }

  void add(const PairCandidate& candidate, const PairLabel& label, double probability) {
    Relation relation;
    relation.sentence = candidate.sentence;
    relation.predicate = predicate_of(candidate, label);
    relation.subject = subject_of(candidate, label);
    relation.object = object_of(candidate, label);
    const std::string* named = label_at(candidate, label, relation.predicate);
    // What a rule names elsewhere in the document needs no second edge without a name.
    if (!named && is_told_by_rule(relation.subject, relation.object, label.relation_class)) return;
    // What a name says of the name that it holds is true on no day in particular.
    const bool inside = candidate.second->last <= candidate.first->last;
    const bool body = inside && label.relation_class == RelationClass::Member &&
                      type_of(relation.object) == EntityType::GeoPolitical;
    relation.label = named  ? *named
                     : body ? std::string("organisation of")
                            : std::string(plain_label(label.relation_class));
    relation.relation_class = label.relation_class;
    if (!inside && (is_event(label.relation_class) || is_stay(relation, named != nullptr))) {
      relation.date = date_of(analysis_, candidate.sentence, relation.predicate);
      relation.modality = modality_of(analysis_, candidate.sentence, relation.predicate);
    }
    // "No quiere a X": what the negation says is the rejection itself.
    if (!named && label.relation_class == RelationClass::Reject &&
        relation.modality == Modality::Negated) {
      relation.modality = Modality::Asserted;
    }
    if (!inside && is_event(label.relation_class)) {
      relation.source = source_of(analysis_, candidate.sentence, relation.predicate);
      if (relation.source == relation.subject) relation.source.reset();
    }
    relation.confidence = probability;
    relation.module = "pairs";
    relations_.push_back(std::move(relation));
  }

  const Analysis& analysis_;
  const PairModel& model_;
  std::vector<Relation>& relations_;
  const std::vector<Relation> rules_;
  const FoundRelations found_;
};

}  // namespace

void judge_pairs(const Analysis& analysis, const PairModel& model,
                 std::vector<Relation>& relations) {
  PairJudge(analysis, model, relations).judge();
}

}  // namespace entente
