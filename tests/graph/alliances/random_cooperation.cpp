#include "tests/graph/alliances/random_cooperation.h"

#include <algorithm>
#include <string>

namespace entente::testing {

std::vector<Cooperation> random_cooperation(std::mt19937& random, std::size_t actors,
                                            double probability) {
  std::vector<Cooperation> pairs;
  std::uniform_real_distribution<double> any(0.0, 1.0);
  for (std::size_t left = 0; left < actors; ++left) {
    for (std::size_t right = left + 1; right < actors; ++right) {
      if (any(random) >= probability) continue;
      const std::string one = "actor/" + std::to_string(left);
      const std::string other = "actor/" + std::to_string(right);
      pairs.push_back({.left = std::min(one, other),
                       .right = std::max(one, other),
                       .score = 0.05 + 0.9 * any(random)});
    }
  }
  return pairs;
}

}  // namespace entente::testing
