#include "extract/explain/pair_judgement.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>
#include <span>
#include <utility>

namespace entente {
namespace {

constexpr std::size_t most_classes = 5;
constexpr std::size_t most_contributions = 12;
constexpr double least_probability = 0.01;  // of a class that is worth telling
constexpr double rounding = 0.001;          // of log-odds that are summed in another order

double log_odds(double probability) { return std::log(probability / (1.0 - probability)); }

// The weightiest first.
void sort_by_weight(std::vector<FeatureWeight>& weights) {
  std::ranges::stable_sort(weights, std::greater(),
                           [](const FeatureWeight& one) { return std::abs(one.weight); });
}

// Everything that adds to the log-odds of a label, the weightiest first.
// `alone` is its probability without its rivals.
std::vector<FeatureWeight> weights_for(const PairModel& model, std::size_t label, double alone,
                                       double probability, std::span<const NamedFeature> features,
                                       std::span<const PairHint> hints, const Vector& read) {
  std::vector<FeatureWeight> all;
  double sum = 0.0;
  const auto add = [&](std::string what, double weight) {
    sum += weight;
    if (weight != 0.0) all.push_back({std::move(what), weight});
  };
  add("before anything is seen", model.bias(label));
  std::set<std::uint32_t> seen;
  for (const NamedFeature& feature : features) {
    if (!seen.insert(feature.hash).second) continue;
    add(feature.text, model.weight(feature.hash, label));
  }
  for (const PairHint& hint : hints) {
    add("hint: " + hint.kind, model.weight(hint, label));
  }
  add("the words, as the encoder reads them", model.weight(read, label));
  const auto add_difference = [&](std::string what, double difference) {
    if (std::isfinite(difference) && std::abs(difference) > rounding)
      add(std::move(what), difference);
  };
  add_difference("calibration", log_odds(alone) - sum);
  add_difference("rivals in the sentence", log_odds(probability) - log_odds(alone));
  sort_by_weight(all);
  return all;
}

std::vector<ClassProbability> likeliest(const PairModel& model,
                                        std::span<const double> probabilities, bool subject_first) {
  std::vector<ClassProbability> classes;
  for (std::size_t i = 0; i < probabilities.size(); ++i) {
    const PairLabel& other = model.labels()[i];
    if (probabilities[i] < least_probability) continue;
    const bool inverse = !is_symmetric(other.relation_class) && other.forward != subject_first;
    classes.push_back({other.relation_class, inverse, probabilities[i]});
  }
  std::stable_sort(classes.begin(), classes.end(),
                   [](const ClassProbability& a, const ClassProbability& b) {
                     return a.probability > b.probability;
                   });
  if (classes.size() > most_classes) classes.resize(most_classes);
  return classes;
}

}  // namespace

std::optional<PairJudgement> judgement_on(const Analysis& analysis, const PairModel& model,
                                          const PairCandidate& candidate, const Vector& read,
                                          const FoundRelations& found,
                                          std::span<const double> probabilities,
                                          const Relation& relation) {
  const bool subject_first = candidate.first->entity == relation.subject;
  const PairLabel label{relation.relation_class,
                        subject_first || is_symmetric(relation.relation_class)};
  const auto at = std::find(model.labels().begin(), model.labels().end(), label);
  if (at == model.labels().end()) return {};
  const auto index = static_cast<std::size_t>(at - model.labels().begin());
  const auto features = named_pair_features(analysis, candidate, found);
  const auto hints = pair_hints(analysis, candidate, found);
  std::vector<std::uint32_t> hashes;
  for (const NamedFeature& feature : features) hashes.push_back(feature.hash);
  const double alone = model.probabilities(hashes, hints, read)[index];
  PairJudgement judgement;
  judgement.probability = probabilities[index];
  judgement.classes = likeliest(model, probabilities, subject_first);
  judgement.contributions =
      weights_for(model, index, alone, judgement.probability, features, hints, read);
  while (judgement.contributions.size() > most_contributions) {
    judgement.rest += judgement.contributions.back().weight;
    judgement.contributions.pop_back();
  }
  return judgement;
}

}  // namespace entente
