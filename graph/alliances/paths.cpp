#include "graph/alliances/paths.h"

#include <algorithm>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <iterator>
#include <tuple>
#include <utility>

namespace entente {
namespace {

using Vertices = std::vector<std::size_t>;
using Ways = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property,
                                                boost::property<boost::edge_weight_t, EdgeLength>>;

struct Shortest {
  Vertices before;                  // of each vertex the one before on the way to it; else itself
  std::vector<EdgeLength> lengths;  // the greatest EdgeLength where none leads to it
};

Shortest shortest_paths(const Ways& graph, std::size_t from) {
  Shortest found{.before = Vertices(boost::num_vertices(graph)),
                 .lengths = std::vector<EdgeLength>(boost::num_vertices(graph))};
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

// Edges that lead one way, as Boost.Graph takes them.
class WayList {
 public:
  void add(std::size_t from, std::size_t to, EdgeLength length) {
    ends_.emplace_back(from, to);
    lengths_.push_back(length);
  }

  Ways ways(std::size_t vertices) const {
    return {boost::edges_are_unsorted_multi_pass, ends_.begin(), ends_.end(), lengths_.begin(),
            vertices};
  }

 private:
  std::vector<std::pair<std::size_t, std::size_t>> ends_;
  std::vector<EdgeLength> lengths_;
};

Ways ways_of(const CooperativeGraph& graph) {
  WayList list;
  for (const LengthEdge& edge : graph.edges) {
    list.add(edge.left, edge.right, edge.length);
    list.add(edge.right, edge.left, edge.length);
  }
  return list.ways(graph.actors.size());
}

// Vertex v of layer k is k times all vertices and v.
Ways layers_of(const CooperativeGraph& graph, std::size_t steps) {
  const std::size_t size = graph.actors.size();
  WayList list;
  for (const LengthEdge& edge : graph.edges) {
    for (std::size_t layer = 0; layer < steps; ++layer) {
      const std::size_t here = layer * size;
      const std::size_t above = here + size;
      list.add(here + edge.left, above + edge.right, edge.length);
      list.add(here + edge.right, above + edge.left, edge.length);
    }
  }
  return list.ways(size * (steps + 1));
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
  if (!request.avoid.empty()) {
    std::ranges::copy_if(pairs, std::back_inserter(allowed),
                         [&](const Cooperation& pair) { return !touches(pair, request.avoid); });
  }
  const CooperativeGraph graph(request.avoid.empty() ? pairs : allowed);
  const auto from = graph.find(request.from);
  const auto to = graph.find(request.to);
  if (!from || !to) return {};
  Vertices way = way_to(*to, shortest_paths(ways_of(graph), *from));
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
                               const Events& events, const ScoreTime& time) {
  std::vector<Alliance> steps;
  for (std::size_t n = 1; n < path.actors.size(); ++n) {
    const std::string& actor = path.actors[n - 1];
    const PairStories* pair = pair_of(pairs, actor, path.actors[n]);
    for (Alliance& step : alliances_of(actor, {pair, 1}, events, time)) {
      steps.push_back(std::move(step));
    }
  }
  return steps;
}

}  // namespace entente
