#include "extract/modules/pair_probabilities.h"

#include <cstddef>
#include <utility>

#include "extract/modules/rivals.h"

namespace entente {
namespace {

constexpr double least_claim = 0.05;  // what is less likely takes and loses nothing

Claim claim_of(const PairCandidate& candidate, const PairLabel& label, double probability) {
  std::size_t subject = candidate.first->entity;
  std::size_t object = candidate.second->entity;
  if (!label.forward) std::swap(subject, object);
  return {.sentence = candidate.sentence,
          .relation_class = label.relation_class,
          .subject = subject,
          .object = object,
          .probability = probability};
}

}  // namespace

std::vector<std::vector<double>> pair_probabilities(const Analysis& analysis,
                                                    const PairModel& model,
                                                    std::span<const PairCandidate> candidates,
                                                    const FoundRelations& found,
                                                    std::span<const Vector> read) {
  std::vector<std::vector<double>> probabilities;
  probabilities.reserve(candidates.size());
  for (std::size_t n = 0; n < candidates.size(); ++n) {
    probabilities.push_back(model.probabilities(pair_features(analysis, candidates[n], found),
                                                pair_hints(analysis, candidates[n], found),
                                                read[n]));
  }
  std::vector<Claim> claims;
  std::vector<double*> claimed;
  for (std::size_t n = 0; n < candidates.size(); ++n) {
    for (std::size_t k = 0; k < probabilities[n].size(); ++k) {
      if (probabilities[n][k] < least_claim) continue;
      claims.push_back(claim_of(candidates[n], model.labels()[k], probabilities[n][k]));
      claimed.push_back(&probabilities[n][k]);
    }
  }
  const std::vector<double> beside = beside_rivals(claims);
  for (std::size_t n = 0; n < claims.size(); ++n) *claimed[n] = beside[n];
  return probabilities;
}

}  // namespace entente
