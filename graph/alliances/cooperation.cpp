#include "graph/alliances/cooperation.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <unordered_map>

#include "graph/alliances/score.h"

namespace entente {
namespace {

constexpr double billion = 1e9;

// At least 1: paths of no length could go in circles.
CooperativeGraph::Length length_of(double score) {
  return std::max<CooperativeGraph::Length>(1, std::llround(-std::log(score) * billion));
}

}  // namespace

std::vector<Cooperation> cooperation_in(std::span<const PairStories> pairs, const DaySpan& window,
                                        double half_life, double least_score) {
  std::vector<Cooperation> tied;
  for (const PairStories& pair : pairs) {
    const double score = balance_of(pair.stories, window, half_life);
    if (score <= 0.0 || score < least_score) continue;
    tied.push_back({.left = pair.left, .right = pair.right, .score = score});
  }
  return tied;
}

CooperativeGraph::CooperativeGraph(std::span<const Cooperation> pairs) {
  std::unordered_map<std::string_view, std::size_t> vertices;
  for (const Cooperation& pair : pairs) {
    for (const std::string& end : {std::cref(pair.left), std::cref(pair.right)}) {
      if (vertices.emplace(end, 0).second) actors.push_back(end);
    }
  }
  std::ranges::sort(actors);
  for (std::size_t n = 0; n < actors.size(); ++n) vertices.at(actors[n]) = n;
  graph = BoostGraph(actors.size());
  for (const Cooperation& pair : pairs) {
    boost::add_edge(vertices.at(pair.left), vertices.at(pair.right), length_of(pair.score), graph);
  }
}

std::optional<std::size_t> CooperativeGraph::find(std::string_view actor) const {
  const auto found = std::ranges::lower_bound(actors, actor);
  if (found == actors.end() || *found != actor) return {};
  return static_cast<std::size_t>(found - actors.begin());
}

}  // namespace entente
