// What the learned model finds in pairs of mentions, beside and on top of what the rules found.
#include <algorithm>
#include <utility>
#include <vector>

#include "extract/modules/modules.h"
#include "extract/modules/pair_features.h"
#include "extract/modules/pair_model.h"
#include "extract/modules/pair_reading.h"
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
          add(candidate, model_.labels()[k], probabilities[k], read[n]);
        }
      }
    }
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      if (surest[i] >= 0.0) relations_[i].confidence = surest[i];
    }
  }

 private:
  bool is_told_by_rule(std::size_t subject, std::size_t object, RelationClass wanted) const {
    const auto between = found_.between(subject, object);
    return std::any_of(between.begin(), between.end(), [&](std::size_t i) {
      return found_[i].relation_class == wanted &&
             (found_[i].subject == subject || is_symmetric(wanted));
    });
  }

  void add(const PairCandidate& candidate, const PairLabel& label, double probability,
           const Vector& read) {
    auto [relation, named] = worded(analysis_, candidate, label);
    // What a rule names elsewhere in the document needs no second edge without a name.
    if (!named && is_told_by_rule(relation.subject, relation.object, label.relation_class)) return;
    // Of what no rule found, the word that tells the modality is not sure to be the right one. What
    // a name says of the name that it holds is asserted.
    if (!is_inside(candidate)) {
      const Modality by_rules = relation.modality;
      relation.modality = model_.modality(by_rules, read);
      relation.modality_is_learnt = relation.modality != by_rules;
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
