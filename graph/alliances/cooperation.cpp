#include "graph/alliances/cooperation.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "graph/alliances/score.h"
#include "graph/alliances/text_numbers.h"

namespace entente {
namespace {

constexpr double billion = 1e9;

// At least 1: paths of no length could go in circles.
EdgeLength length_of(double score) {
  return std::max<EdgeLength>(1, std::llround(-std::log(score) * billion));
}

}  // namespace

std::vector<Cooperation> cooperation_in(std::span<const PairStories> pairs, const DaySpan& window,
                                        double half_life, double least_score) {
  const std::vector<double> scores = balances_of(pairs, window, half_life);
  std::vector<Cooperation> tied;
  for (std::size_t n = 0; n < pairs.size(); ++n) {
    if (scores[n] <= 0.0 || scores[n] < least_score) continue;
    tied.push_back({.left = pairs[n].left, .right = pairs[n].right, .score = scores[n]});
  }
  return tied;
}

CooperativeGraph::CooperativeGraph(std::span<const Cooperation> pairs) {
  TextNumbers numbers;
  edges.reserve(pairs.size());
  for (const Cooperation& pair : pairs) {
    edges.push_back({.left = numbers.number_of(pair.left),
                     .right = numbers.number_of(pair.right),
                     .length = length_of(pair.score)});
  }
  std::vector<std::size_t> order(numbers.texts().size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(
      order, {}, [&](std::size_t number) -> const std::string& { return numbers.texts()[number]; });
  std::vector<std::size_t> vertices(order.size());
  for (const std::size_t number : order) {
    vertices[number] = actors.size();
    actors.push_back(numbers.texts()[number]);
  }
  for (LengthEdge& edge : edges) {
    edge.left = vertices[edge.left];
    edge.right = vertices[edge.right];
  }
}

std::optional<std::size_t> CooperativeGraph::find(std::string_view actor) const {
  const auto found = std::ranges::lower_bound(actors, actor);
  if (found == actors.end() || *found != actor) return {};
  return static_cast<std::size_t>(found - actors.begin());
}

}  // namespace entente
