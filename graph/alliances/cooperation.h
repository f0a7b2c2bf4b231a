// The cooperative graph of a window: actors that work together are tied, and the better they do,
// the shorter the tie.
//
// A pair whose score (score.h) is s > 0 is tied by a length of −ln s. The length of a path is so
// −ln of the product of its scores, its strength: trust that is handed on is multiplied, as in
// Richardson, Agrawal and Domingos, Trust Management for the Semantic Web (ISWC 2003). Pairs that
// are on bad terms, or of which nothing is known, are not tied.
//
// Lengths are whole numbers of billionths, so that paths of equal strength are of equal length
// however their sums are made up.
//
// Pure functions, safe to call from any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/alliances/arcs.h"
#include "graph/alliances/stories.h"

namespace entente {

struct Cooperation {
  std::string left;  // actors' ids, the lesser one first
  std::string right;
  double score = 0.0;  // above 0, below 1
};

// The pairs whose score at the end of `window` is above 0 and at least `least_score`, in their
// order; `half_life` in days, above 0.
std::vector<Cooperation> cooperation_in(std::span<const PairStories> pairs, const DaySpan& window,
                                        double half_life, double least_score = 0.0);

struct CooperativeGraph {
  // Each pair MUST stand once at most.
  explicit CooperativeGraph(std::span<const Cooperation> pairs);

  // Nothing for an actor that is not tied.
  std::optional<std::size_t> find(std::string_view actor) const;

  std::vector<std::string> actors;  // by vertex, sorted
  std::vector<LengthEdge> edges;    // one for each pair, in their order
};

}  // namespace entente
