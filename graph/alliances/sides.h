// The partners and the opponents among an actor's alliances.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "graph/alliances/alliances.h"

namespace entente {

struct Sides {
  std::vector<Alliance> partners;   // scores above 0, the surest first
  std::vector<Alliance> opponents;  // the others, the surest first
};

// At most `most` of either. `alliances` stand in the order of alliances_of.
Sides sides_of(std::span<const Alliance> alliances, std::size_t most);

}  // namespace entente
