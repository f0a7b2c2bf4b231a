// What the learned model finds in pairs of mentions, beside and on top of what the rules found.
#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "extract/modules/arguments.h"
#include "extract/modules/clause.h"
#include "extract/modules/modules.h"
#include "extract/modules/pair_features.h"
#include "extract/modules/pair_model.h"
#include "extract/modules/pair_probabilities.h"
#include "extract/modules/pair_reading.h"
#include "extract/modules/pair_refusals.h"
#include "extract/modules/pair_wording.h"

namespace entente {
namespace {

class PairJudge {
 public:
  PairJudge(const Analysis& analysis, const PairModel& model, std::vector<Relation>& relations)
      : analysis_(analysis),
        model_(model),
        relations_(relations),
        rules_(relations),
        found_(rules_),
        surest_(rules_.size()) {}

  void judge() {
    const std::vector<PairCandidate> candidates = pair_candidates(analysis_);
    const std::vector<Vector> read = read_pairs(analysis_, model_, candidates);
    const std::vector<std::vector<double>> probabilities =
        pair_probabilities(analysis_, model_, candidates, found_, read);
    for (std::size_t n = 0; n < candidates.size(); ++n)
      weigh_rules(candidates[n], probabilities[n]);
    for (std::size_t n = 0; n < candidates.size(); ++n) {
      for (std::size_t k = 0; k < probabilities[n].size(); ++k) {
        const bool likely = probabilities[n][k] >= model_.threshold();
        if (likely && !is_stated_by_rule(candidates[n], model_.labels()[k])) {
          add(candidates[n], model_.labels()[k], probabilities[n][k], read[n]);
        }
      }
    }
    settle_rules();
  }

 private:
  // Keeps the highest probability of what each rule found.
  void weigh_rules(const PairCandidate& candidate, const std::vector<double>& probabilities) {
    for (const std::size_t i : rules_between(candidate)) {
      for (std::size_t k = 0; k < probabilities.size(); ++k) {
        if (!states(found_[i], candidate, model_.labels()[k])) continue;
        surest_[i] = std::max(surest_[i].value_or(0.0), probabilities[k]);
      }
    }
  }

  // What the model says nothing of (mentions that are no pair, classes that it has not learnt) is
  // kept as the rule has it.
  bool is_believed(std::size_t rule) const {
    return !surest_[rule] || *surest_[rule] >= model_.threshold();
  }

  // Gives what rules found its probability, and takes out what is not believed.
  void settle_rules() {
    std::vector<Relation> kept;
    for (std::size_t i = 0; i < relations_.size(); ++i) {
      const bool by_rule = i < found_.size();
      if (by_rule && !is_believed(i)) continue;
      if (by_rule && surest_[i]) relations_[i].confidence = *surest_[i];
      kept.push_back(std::move(relations_[i]));
    }
    relations_ = std::move(kept);
  }

  std::span<const std::size_t> rules_between(const PairCandidate& candidate) const {
    return found_.between(candidate.first->entity, candidate.second->entity);
  }

  bool is_stated_by_rule(const PairCandidate& candidate, const PairLabel& label) const {
    return std::ranges::any_of(rules_between(candidate),
                               [&](std::size_t i) { return states(found_[i], candidate, label); });
  }

  bool is_told_by_rule(std::size_t subject, std::size_t object, RelationClass wanted) const {
    return std::ranges::any_of(found_.between(subject, object), [&](std::size_t i) {
      return is_believed(i) && found_[i].relation_class == wanted &&
             (found_[i].subject == subject || is_symmetric(wanted));
    });
  }

  static bool is_taken_for_contest(const Relation& relation) {
    const RelationClass relation_class = relation.relation_class;
    return relation_class == RelationClass::Reject || relation_class == RelationClass::Accuse ||
           relation_class == RelationClass::Assault || relation_class == RelationClass::Agree;
  }

  // "The dispute between Japan and China": two in conflict compete, it seems, but where no word
  // says so a verb or noun of theirs that a rule has found tells what there is between them, and is
  // as sure as that.
  bool gives_way_to_conflict(const Relation& contest, double probability) {
    if (contest.relation_class != RelationClass::Contest) return false;
    bool told = false;
    for (const std::size_t i : found_.between(contest.subject, contest.object)) {
      if (found_[i].sentence != contest.sentence || !is_taken_for_contest(found_[i])) continue;
      surest_[i] = std::max(surest_[i].value_or(0.0), probability);
      told = true;
    }
    return told;
  }

  // "Putin critic Bill Browder": what one is called tells who does it to whom, whichever is named
  // first, and is as sure as what was learnt the other way round.
  bool gives_way_to_post(const Relation& relation, double probability) {
    if (is_symmetric(relation.relation_class)) return false;
    bool told = false;
    for (const std::size_t i : found_.between(relation.subject, relation.object)) {
      if (found_[i].module != "roles" || found_[i].sentence != relation.sentence ||
          found_[i].relation_class != relation.relation_class ||
          found_[i].subject != relation.object) {
        continue;
      }
      surest_[i] = std::max(surest_[i].value_or(0.0), probability);
      told = true;
    }
    return told;
  }

  static bool ends_a_post(const Relation& appointment) {
    constexpr std::array labels = {"dismissed", "demoted", "left out", "retired"};
    return std::ranges::any_of(labels,
                               [&](const char* label) { return appointment.label == label; });
  }

  // "Renunció a fichar a Morel": who is not appointed, or not yet, holds no post by that.
  std::optional<Modality> modality_of_appointment(const Relation& relation) const {
    if (relation.relation_class != RelationClass::Role) return {};
    for (const std::size_t i : found_.between(relation.subject, relation.object)) {
      if (found_[i].relation_class == RelationClass::Appoint && !ends_a_post(found_[i]) &&
          found_[i].sentence == relation.sentence && found_[i].subject == relation.object &&
          found_[i].modality != Modality::Asserted) {
        return found_[i].modality;
      }
    }
    return {};
  }

  bool is_to_come(const Relation& relation) const {
    return relation.modality == Modality::Planned &&
           time_to_come(analysis_, relation.sentence, relation.predicate);
  }

  // "Lifted sanctions on": where a verb with its noun ends what the noun alone says, a rule has
  // told what they mean together.
  bool is_ended_in_rule(const Relation& relation) const {
    const DependencyTree& tree = analysis_.trees[relation.sentence];
    const auto verb = tree.head(relation.predicate);
    if (!verb || relation.modality != Modality::Negated) return false;
    const std::string& noun = tree.word(relation.predicate).lemma;
    const auto& frames = analysis_.lexicon.verb_frames(frame_lemma(tree, *verb));
    return std::ranges::any_of(
        found_.between(relation.subject, relation.object), [&](std::size_t i) {
          const auto means = [&](const VerbFrame& frame) {
            return frame.themes.contains(noun) && frame.relation_class == found_[i].relation_class;
          };
          return is_believed(i) && found_[i].subject == relation.subject &&
                 found_[i].sentence == relation.sentence && found_[i].predicate == verb &&
                 std::ranges::any_of(frames, means);
        });
  }

  void add(const PairCandidate& candidate, const PairLabel& label, double probability,
           const Vector& read) {
    auto [relation, named, put_off] = worded(analysis_, candidate, label);
    if (is_refused(analysis_, candidate, relation) || is_ended_in_rule(relation)) return;
    // What a rule names elsewhere in the document needs no second edge without a name.
    if (!named && is_told_by_rule(relation.subject, relation.object, label.relation_class)) return;
    if (!named && gives_way_to_conflict(relation, probability)) return;
    if (gives_way_to_post(relation, probability)) return;
    // Of what no rule found, the word that tells the modality is not sure to be the right one; what
    // governs the word that names the relation is, and so is a time to come. What a name says of
    // the name that it holds is asserted.
    const bool is_governed = (named || put_off) && relation.modality != Modality::Asserted;
    if (!is_inside(candidate) && !is_governed && !is_to_come(relation)) {
      const Modality by_rules = relation.modality;
      relation.modality = model_.modality(by_rules, read);
      // The "no" that is learnt is the rejection itself.
      if (label.relation_class == RelationClass::Reject && relation.modality == Modality::Negated) {
        relation.modality = by_rules;
      }
      relation.modality_is_learnt = relation.modality != by_rules;
    }
    if (const auto appointed = named ? std::nullopt : modality_of_appointment(relation)) {
      relation.modality = *appointed;
      relation.modality_is_learnt = false;
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
  std::vector<std::optional<double>> surest_;  // by rule's relation: its highest probability
};

}  // namespace

void judge_pairs(const Analysis& analysis, const PairModel& model,
                 std::vector<Relation>& relations) {
  PairJudge(analysis, model, relations).judge();
}

}  // namespace entente
