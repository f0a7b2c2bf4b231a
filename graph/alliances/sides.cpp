#include "graph/alliances/sides.h"

#include <algorithm>

namespace entente {

Sides sides_of(std::span<const Alliance> alliances, std::size_t most) {
  Sides sides;
  for (const Alliance& alliance : alliances) {
    (alliance.score.score > 0 ? sides.partners : sides.opponents).push_back(alliance);
  }
  std::ranges::reverse(sides.opponents);
  sides.partners.resize(std::min(most, sides.partners.size()));
  sides.opponents.resize(std::min(most, sides.opponents.size()));
  return sides;
}

}  // namespace entente
