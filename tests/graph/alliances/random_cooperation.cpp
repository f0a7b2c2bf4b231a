#include "tests/graph/alliances/random_cooperation.h"

namespace entente::testing {

std::vector<Cooperation> random_cooperation(std::mt19937& random, std::size_t actors,
                                            double probability) {
  std::vector<Cooperation> pairs;
  std::uniform_real_distribution<double> any(0.0, 1.0);
  for (std::size_t left = 0; left < actors; ++left) {
    for (std::size_t right = left + 1; right < actors; ++right) {
      if (any(random) >= probability) continue;
      pairs.push_back({.left = "actor/" + std::to_string(left),
                       .right = "actor/" + std::to_string(right),
                       .score = 0.05 + 0.9 * any(random)});
    }
  }
  return pairs;
}

}  // namespace entente::testing
