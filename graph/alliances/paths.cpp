#include "graph/alliances/paths.h"

#include <algorithm>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <tuple>
#include <utility>

namespace entente {
namespace {

using Length = CooperativeGraph::Length;
using Vertices = std::vector<std::size_t>;
using Layers = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property,
                                     boost::property<boost::edge_weight_t, Length>>;

struct Shortest {
  Vertices before;              // of each vertex the one before on the way to it; else itself
  std::vector<Length> lengths;  // the greatest Length where none leads to it
};

template <typename Graph>
Shortest shortest_paths(const Graph& graph, std::size_t from) {
  Shortest found{.before = Vertices(boost::num_vertices(graph)),
                 .lengths = std::vector<Length>(boost::num_vertices(graph))};
  boost::dijkstra_shortest_paths(
      graph, from,
      boost::predecessor_map(
          boost::make_iterator_property_map(found.before.begin(), get(boost::vertex_index, graph)))
          .distance_map(boost::make_iterator_property_map(found.lengths.begin(),
                                                          get(boost::vertex_index, graph))));
  return found;
}

// From the beginning to `to`; one that is not reached stands alone.
Vertices way_to(std::size_t to, const Shortest& shortest) {
  Vertices way{to};
  while (shortest.before[way.back()] != way.back()) way.push_back(shortest.before[way.back()]);
  std::ranges::reverse(way);
  return way;
}

// Vertex v of layer k is k times all vertices and v.
Layers layers_of(const CooperativeGraph& graph, std::size_t steps) {
  const std::size_t size = graph.actors.size();
  Layers layers(size * (steps + 1));
  const auto lengths = get(boost::edge_weight, graph.graph);
  for (const auto edge : boost::make_iterator_range(boost::edges(graph.graph))) {
    const std::size_t left = source(edge, graph.graph);
    const std::size_t right = target(edge, graph.graph);
    for (std::size_t layer = 0; layer < steps; ++layer) {
      const std::size_t here = layer * size;
      const std::size_t above = here + size;
      boost::add_edge(here + left, above + right, lengths[edge], layers);
      boost::add_edge(here + right, above + left, lengths[edge], layers);
    }
  }
  return layers;
}

// The shortest of at most `steps` steps; without any, the end alone.
Vertices way_within(const CooperativeGraph& graph, std::size_t from, std::size_t to,
                    std::size_t steps) {
  const std::size_t size = graph.actors.size();
  const Shortest shortest = shortest_paths(layers_of(graph, steps), from);
  std::size_t end = to;
  for (std::size_t layer = 1; layer <= steps; ++layer) {
    const std::size_t there = layer * size + to;
    if (shortest.lengths[there] < shortest.lengths[end]) end = there;
  }
  Vertices way = way_to(end, shortest);
  for (std::size_t& vertex : way) vertex %= size;
  return way;
}

bool touches(const Cooperation& pair, const std::vector<std::string>& actors) {
  return std::ranges::any_of(
      actors, [&](const std::string& actor) { return actor == pair.left || actor == pair.right; });
}

// nullptr where there is none; both Cooperation and PairStories have two ends.
template <typename Pair>
const Pair* pair_of(std::span<const Pair> pairs, const std::string& one, const std::string& other) {
  const auto ends = std::minmax(one, other);
  const auto found = std::ranges::find_if(pairs, [&](const Pair& pair) {
    return pair.left == ends.first && pair.right == ends.second;
  });
  return found == pairs.end() ? nullptr : &*found;
}

}  // namespace

std::optional<CooperativePath> strongest_path(std::span<const Cooperation> pairs,
                                              const PathRequest& request) {
  std::vector<Cooperation> allowed;
  for (const Cooperation& pair : pairs) {
    if (!touches(pair, request.avoid)) allowed.push_back(pair);
  }
  const CooperativeGraph graph(allowed);
  const auto from = graph.find(request.from);
  const auto to = graph.find(request.to);
  if (!from || !to) return {};
  Vertices way = way_to(*to, shortest_paths(graph.graph, *from));
  // Layers are needed only where the shortest of all is too long, so there are never many.
  if (way.size() - 1 > request.max_steps) way = way_within(graph, *from, *to, request.max_steps);
  if (way.size() < 2) return {};
  CooperativePath path{.actors = {}, .strength = 1.0};
  for (const std::size_t vertex : way) {
    if (!path.actors.empty()) {
      path.strength *= pair_of(pairs, path.actors.back(), graph.actors[vertex])->score;
    }
    path.actors.push_back(graph.actors[vertex]);
  }
  return path;
}

std::vector<Alliance> steps_of(const CooperativePath& path, std::span<const PairStories> pairs,
                               std::span<const Fact> facts, const ScoreTime& time) {
  std::vector<Alliance> steps;
  for (std::size_t n = 1; n < path.actors.size(); ++n) {
    const std::string& actor = path.actors[n - 1];
    const PairStories* pair = pair_of(pairs, actor, path.actors[n]);
    for (Alliance& step : alliances_of(actor, {pair, 1}, facts, time)) {
      steps.push_back(std::move(step));
    }
  }
  return steps;
}

}  // namespace entente
