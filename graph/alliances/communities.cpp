#include "graph/alliances/communities.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>
#include <numeric>
#include <utility>

namespace entente {
namespace {

constexpr double least_gain = 1e-12;  // what is less comes from rounding
constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();

using Partition = std::vector<std::size_t>;

// Of positive weights and of the sizes of negative ones.
struct Strength {
  double positive = 0.0;
  double negative = 0.0;

  void add(const Strength& other) {
    positive += other.positive;
    negative += other.negative;
  }
  void take(const Strength& other) {
    positive -= other.positive;
    negative -= other.negative;
  }
};

struct Neighbour {
  std::size_t vertex = 0;
  double weight = 0.0;
};

struct Graph {
  std::vector<std::vector<Neighbour>> neighbours;
  std::vector<Strength> strengths;
  Strength total;  // 2w⁺ and 2w⁻

  std::size_t size() const { return neighbours.size(); }

  // The weight that is likely between two of these strengths.
  double likely(const Strength& left, const Strength& right) const {
    double sum = 0.0;
    if (total.positive > 0) sum += left.positive * right.positive / total.positive;
    if (total.negative > 0) sum -= left.negative * right.negative / total.negative;
    return sum;
  }
};

Graph graph_of(std::size_t vertices, std::span<const SignedEdge> edges) {
  Graph graph{.neighbours = std::vector<std::vector<Neighbour>>(vertices),
              .strengths = std::vector<Strength>(vertices),
              .total = {}};
  for (const SignedEdge& edge : edges) {
    graph.neighbours[edge.left].push_back({.vertex = edge.right, .weight = edge.weight});
    graph.neighbours[edge.right].push_back({.vertex = edge.left, .weight = edge.weight});
    const Strength strength{.positive = std::max(edge.weight, 0.0),
                            .negative = std::max(-edge.weight, 0.0)};
    for (const std::size_t end : {edge.left, edge.right}) {
      graph.strengths[end].add(strength);
      graph.total.add(strength);
    }
  }
  return graph;
}

// Numbers from 0 in the order in which they come first; those before are less than `bound`.
std::size_t renumber(Partition& partition, std::size_t bound) {
  std::vector<std::size_t> number(bound, nowhere);
  std::size_t next = 0;
  for (std::size_t& community : partition) {
    if (number[community] == nowhere) number[community] = next++;
    community = number[community];
  }
  return next;
}

std::vector<Strength> strengths_of(const Graph& graph, const Partition& partition) {
  std::vector<Strength> strengths(graph.size());
  for (std::size_t v = 0; v < graph.size(); ++v) strengths[partition[v]].add(graph.strengths[v]);
  return strengths;
}

// What vertices are tied to: the weights to each community, found anew for each vertex.
class Ties {
 public:
  explicit Ties(std::size_t communities) : weight_(communities, 0.0) {}

  // Those of `vertex` to communities of neighbours that `counts` lets through.
  template <typename Counts>
  void find(const Graph& graph, const Partition& partition, std::size_t vertex,
            const Counts& counts) {
    for (const std::size_t community : found_) weight_[community] = 0.0;
    found_.clear();
    for (const Neighbour& neighbour : graph.neighbours[vertex]) {
      if (!counts(neighbour.vertex)) continue;
      const std::size_t community = partition[neighbour.vertex];
      if (weight_[community] == 0.0) found_.push_back(community);
      weight_[community] += neighbour.weight;
    }
    std::ranges::sort(found_);
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
  }

  const std::vector<std::size_t>& found() const { return found_; }
  double to(std::size_t community) const { return weight_[community]; }

 private:
  std::vector<double> weight_;
  std::vector<std::size_t> found_;
};

// Moves vertices to where they gain most, until none gains. True where any did. Communities that a
// vertex has no tie to count as well: among enemies of enemies it may be better off.
bool move_vertices(const Graph& graph, Partition& partition) {
  std::vector<Strength> strengths = strengths_of(graph, partition);
  std::vector<std::size_t> sizes(graph.size(), 0);
  for (const std::size_t community : partition) ++sizes[community];
  std::vector<std::size_t> present;  // communities with members, sorted
  for (std::size_t community = 0; community < sizes.size(); ++community) {
    if (sizes[community] > 0) present.push_back(community);
  }
  std::deque<std::size_t> waiting(graph.size());
  std::iota(waiting.begin(), waiting.end(), std::size_t{0});
  std::vector<bool> waits(graph.size(), true);
  Ties ties(graph.size());
  bool moved = false;
  while (!waiting.empty()) {
    const std::size_t vertex = waiting.front();
    waiting.pop_front();
    waits[vertex] = false;
    const std::size_t from = partition[vertex];
    ties.find(graph, partition, vertex, [](std::size_t) { return true; });
    strengths[from].take(graph.strengths[vertex]);
    const auto gain = [&](std::size_t community) {
      return ties.to(community) - graph.likely(graph.strengths[vertex], strengths[community]);
    };
    std::size_t best = from;
    double most = gain(from);
    for (const std::size_t community : present) {
      if (const double here = gain(community); here > most + least_gain) {
        best = community;
        most = here;
      }
    }
    // Where one of several leaves, a number is free.
    if (most < -least_gain && sizes[from] > 1) {
      best = static_cast<std::size_t>(std::ranges::find(sizes, std::size_t{0}) - sizes.begin());
    }
    strengths[best].add(graph.strengths[vertex]);
    if (best == from) continue;
    moved = true;
    partition[vertex] = best;
    if (++sizes[best] == 1) present.insert(std::ranges::lower_bound(present, best), best);
    if (--sizes[from] == 0) present.erase(std::ranges::lower_bound(present, from));
    for (const Neighbour& neighbour : graph.neighbours[vertex]) {
      if (partition[neighbour.vertex] == best || waits[neighbour.vertex]) continue;
      waits[neighbour.vertex] = true;
      waiting.push_back(neighbour.vertex);
    }
  }
  return moved;
}

// The parts of each community that hold together: from single vertices on, one that is alone joins
// the part of its community that it gains most by.
Partition refined(const Graph& graph, const Partition& partition) {
  Partition parts(graph.size());
  std::iota(parts.begin(), parts.end(), std::size_t{0});
  std::vector<Strength> strengths = graph.strengths;
  std::vector<std::size_t> sizes(graph.size(), 1);
  Ties ties(graph.size());
  for (std::size_t vertex = 0; vertex < graph.size(); ++vertex) {
    if (sizes[parts[vertex]] > 1) continue;
    ties.find(graph, parts, vertex,
              [&](std::size_t other) { return partition[other] == partition[vertex]; });
    std::size_t best = vertex;
    double most = 0.0;
    for (const std::size_t part : ties.found()) {
      const double gain = ties.to(part) - graph.likely(graph.strengths[vertex], strengths[part]);
      if (part != vertex && gain > most + least_gain) {
        best = part;
        most = gain;
      }
    }
    if (best == vertex) continue;
    parts[vertex] = best;
    strengths[best].add(graph.strengths[vertex]);
    sizes[vertex] = 0;
    ++sizes[best];
  }
  return parts;
}

// Each part one vertex. Weights inside parts are left out: they tell nothing of where to move.
Graph joined(const Graph& graph, const Partition& parts, std::size_t count) {
  Graph whole{.neighbours = std::vector<std::vector<Neighbour>>(count),
              .strengths = std::vector<Strength>(count),
              .total = graph.total};
  std::vector<std::vector<std::size_t>> members(count);
  for (std::size_t v = 0; v < graph.size(); ++v) {
    members[parts[v]].push_back(v);
    whole.strengths[parts[v]].add(graph.strengths[v]);
  }
  std::vector<double> weight(count, 0.0);
  for (std::size_t part = 0; part < count; ++part) {
    std::vector<std::size_t> found;
    for (const std::size_t v : members[part]) {
      for (const Neighbour& neighbour : graph.neighbours[v]) {
        const std::size_t other = parts[neighbour.vertex];
        if (other == part) continue;
        found.push_back(other);
        weight[other] += neighbour.weight;
      }
    }
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    for (const std::size_t other : found) {
      whole.neighbours[part].push_back(
          {.vertex = other, .weight = std::exchange(weight[other], 0.0)});
    }
  }
  return whole;
}

// Moves parts of communities, and parts of these that are joined, until none gains.
void move_parts(const Graph& whole, Partition& communities) {
  Graph graph = whole;
  Partition of_vertex(whole.size());  // the vertex of `graph` that each of `whole` is in
  std::iota(of_vertex.begin(), of_vertex.end(), std::size_t{0});
  Partition partition = communities;  // of the vertices of `graph`
  do {
    Partition parts = refined(graph, partition);
    const std::size_t count = renumber(parts, graph.size());
    if (count == graph.size()) break;
    Partition of_part(count);
    for (std::size_t v = 0; v < graph.size(); ++v) of_part[parts[v]] = partition[v];
    renumber(of_part, graph.size());
    for (std::size_t& at : of_vertex) at = parts[at];
    graph = joined(graph, parts, count);
    partition = std::move(of_part);
  } while (move_vertices(graph, partition));
  for (std::size_t v = 0; v < whole.size(); ++v) communities[v] = partition[of_vertex[v]];
}

}  // namespace

std::vector<std::size_t> communities_of(std::size_t vertices, std::span<const SignedEdge> edges) {
  const Graph whole = graph_of(vertices, edges);
  Partition communities(vertices);
  std::iota(communities.begin(), communities.end(), std::size_t{0});
  while (move_vertices(whole, communities)) move_parts(whole, communities);
  renumber(communities, vertices);
  return communities;
}

double signed_modularity(std::span<const std::size_t> communities,
                         std::span<const SignedEdge> edges) {
  const Graph graph = graph_of(communities.size(), edges);
  const double total = graph.total.positive + graph.total.negative;
  if (total == 0.0) return 0.0;
  double inside = 0.0;
  for (const SignedEdge& edge : edges) {
    if (communities[edge.left] == communities[edge.right]) inside += 2 * edge.weight;
  }
  double likely = 0.0;
  const Partition partition(communities.begin(), communities.end());
  std::vector<Strength> strengths(graph.size());
  for (std::size_t v = 0; v < graph.size(); ++v) strengths[partition[v]].add(graph.strengths[v]);
  for (const Strength& strength : strengths) likely += graph.likely(strength, strength);
  for (const Strength& strength : graph.strengths) likely -= graph.likely(strength, strength);
  return (inside - likely) / total;
}

}  // namespace entente
