// Over whom two actors reach each other: the strongest path of cooperation between them.
//
// A path is as strong as the product of its scores (cooperation.h): each step weakens it. The
// strongest is the shortest by Dijkstra's way (A Note on Two Problems in Connexion with Graphs,
// Numerische Mathematik 1, 1959), of Boost.Graph. With at most k steps it is the shortest in a
// graph of k + 1 layers that each hold all actors, where each step leads one layer up.
//
// Pure functions, safe to call from any thread.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "graph/alliances/alliances.h"
#include "graph/alliances/cooperation.h"

namespace entente {

struct PathRequest {
  std::string from;  // actors' ids, not the same
  std::string to;
  std::vector<std::string> avoid{};  // actors that it may not lead over; neither of the two
  std::size_t max_steps = std::numeric_limits<std::size_t>::max();
};

struct CooperativePath {
  std::vector<std::string> actors;  // from one end to the other: at least two
  double strength = 0.0;            // the product of the scores on it, from 0 to 1
};

// Nothing where none leads there. Of paths that are equally strong it is always the same one.
std::optional<CooperativePath> strongest_path(std::span<const Cooperation> pairs,
                                              const PathRequest& request);

// The alliance behind each step, with the one who stands nearer to the path's beginning as its
// actor. `pairs` MUST be those that the path's scores are from; the alliances refer to them.
std::vector<Alliance> steps_of(const CooperativePath& path, std::span<const PairStories> pairs,
                               const Events& events, const ScoreTime& time);

}  // namespace entente
