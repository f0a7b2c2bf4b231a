#include "graph/known_by.h"

#include <utility>
#include <vector>

namespace entente {

bool is_known_by(const FactEvidence& evidence, int day) {
  const auto observed = days_of(evidence.observed);
  return observed && observed->last <= day;
}

Fact known_by(Fact fact, int day) {
  std::erase_if(fact.evidence, [&](const FactEvidence& e) { return !is_known_by(e, day); });
  return fact;
}

}  // namespace entente
