// The partners and the opponents among an actor's alliances.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "graph/alliances/alliances.h"

namespace entente {

struct Sides {
  std::vector<Alliance> partners;   // scores from least_shown_score up, the surest first
  std::vector<Alliance> opponents;  // from −least_shown_score down, likewise
  std::size_t left_out = 0;         // alliances that are in neither
};

// At most `most` of either of alliances_of(actor, pairs, events, time, intervals), what is asked of
// that holds here too; the order is always by intervals. An interval holds its score, so that no
// pair is surer than its score says: those of the highest scores are weighed first, and the rest
// not at all once nobody among them can be surer than those found (the threshold algorithm: Fagin,
// Lotem and Naor 2003). Nearly all the time of alliances_of goes into what is left out here.
Sides sides_of(std::optional<std::string_view> actor, std::span<const PairStories> pairs,
               const Events& events, const ScoreTime& time, std::size_t most,
               Intervals intervals = Intervals::Find);

}  // namespace entente
