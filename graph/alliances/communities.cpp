#include "graph/alliances/communities.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>
#include <numeric>
#include <random>
#include <utility>

namespace entente {
namespace {

constexpr double least_gain = 1e-12;  // what is less comes from rounding
constexpr std::size_t most_tries = 20;
constexpr std::size_t edges_of_all_tries = 30000;  // so that large graphs take no longer
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

struct LinkedNode {
  std::size_t vertex = 0;
  double weight = 0.0;
};

// A strength in one slice.
struct SliceStrength {
  std::size_t slice = 0;
  Strength strength;
};

struct Graph {
  std::vector<std::vector<LinkedNode>> neighbours;
  std::vector<std::vector<SliceStrength>> strengths;  // by slice; those of one vertex at first
  std::vector<Strength> totals;                       // 2w⁺ and 2w⁻ of each slice

  std::size_t size() const { return neighbours.size(); }
};

// The strengths of communities in each slice.
class Communities {
 public:
  Communities(const Graph& graph, const Partition& partition)
      : strengths_(graph.size() * graph.totals.size()), most_negative_(graph.totals.size(), 0.0) {
    for (const Strength& total : graph.totals) {
      shares_.push_back({.positive = total.positive > 0 ? 1 / total.positive : 0.0,
                         .negative = total.negative > 0 ? 1 / total.negative : 0.0});
    }
    for (std::size_t v = 0; v < graph.size(); ++v) add(partition[v], graph.strengths[v]);
  }

  void add(std::size_t community, const std::vector<SliceStrength>& vertex) {
    for (const auto& [slice, strength] : vertex) {
      Strength& sum = at(community, slice);
      sum.add(strength);
      most_negative_[slice] = std::max(most_negative_[slice], sum.negative);
    }
  }
  void take(std::size_t community, const std::vector<SliceStrength>& vertex) {
    for (const auto& [slice, strength] : vertex) at(community, slice).take(strength);
  }

  // The weight that is likely between a vertex and a community.
  double likely(const std::vector<SliceStrength>& vertex, std::size_t community) const {
    double sum = 0.0;
    for (const auto& [slice, strength] : vertex) {
      const Strength& other = strengths_[community * shares_.size() + slice];
      sum += strength.positive * other.positive * shares_[slice].positive;
      sum -= strength.negative * other.negative * shares_[slice].negative;
    }
    return sum;
  }

  // No vertex gains more by a community that it has no tie to.
  double most_without_tie(const std::vector<SliceStrength>& vertex) const {
    double sum = 0.0;
    for (const auto& [slice, strength] : vertex)
      sum += strength.negative * most_negative_[slice] * shares_[slice].negative;
    return sum;
  }

 private:
  Strength& at(std::size_t community, std::size_t slice) {
    return strengths_[community * shares_.size() + slice];
  }

  std::vector<Strength> strengths_;  // one community's after the other's
  std::vector<Strength> shares_;  // of each slice, 1 / 2w⁺ and 1 / 2w⁻; 0 where there is none
  std::vector<double> most_negative_;  // in each slice no community has, or had, more
};

Graph graph_of(std::span<const std::size_t> slices, std::span<const SignedEdge> edges) {
  Graph graph{.neighbours = std::vector<std::vector<LinkedNode>>(slices.size()),
              .strengths = std::vector<std::vector<SliceStrength>>(slices.size()),
              .totals = {}};
  for (std::size_t v = 0; v < slices.size(); ++v) {
    graph.strengths[v].push_back({.slice = slices[v], .strength = {}});
    if (slices[v] >= graph.totals.size()) graph.totals.resize(slices[v] + 1);
  }
  for (const SignedEdge& edge : edges) {
    graph.neighbours[edge.left].push_back({.vertex = edge.right, .weight = edge.weight});
    graph.neighbours[edge.right].push_back({.vertex = edge.left, .weight = edge.weight});
    if (slices[edge.left] != slices[edge.right]) continue;
    const Strength strength{.positive = std::max(edge.weight, 0.0),
                            .negative = std::max(-edge.weight, 0.0)};
    for (const std::size_t end : {edge.left, edge.right}) {
      graph.strengths[end].front().strength.add(strength);
      graph.totals[slices[end]].add(strength);
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

// What vertices are tied to: the weights to each community, found anew for each vertex.
class Ties {
 public:
  explicit Ties(std::size_t communities)
      : weight_(communities, 0.0), is_found_(communities, false) {}

  // Those of `vertex` to communities of neighbours that `counts` lets through.
  template <typename Counts>
  void find(const Graph& graph, const Partition& partition, std::size_t vertex,
            const Counts& counts) {
    for (const std::size_t community : found_) {
      weight_[community] = 0.0;
      is_found_[community] = false;
    }
    found_.clear();
    for (const LinkedNode& neighbour : graph.neighbours[vertex]) {
      if (!counts(neighbour.vertex)) continue;
      const std::size_t community = partition[neighbour.vertex];
      if (!is_found_[community]) found_.push_back(community);
      is_found_[community] = true;
      weight_[community] += neighbour.weight;
    }
    std::ranges::sort(found_);
  }

  const std::vector<std::size_t>& found() const { return found_; }
  double to(std::size_t community) const { return weight_[community]; }

 private:
  std::vector<double> weight_;
  std::vector<bool> is_found_;
  std::vector<std::size_t> found_;
};

// Moves vertices to where they gain most, until none gains. True where any did. Communities that a
// vertex has no tie to count as well: among enemies of enemies it may be better off.
bool move_vertices(const Graph& graph, Partition& partition) {
  Communities strengths(graph, partition);
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
    strengths.take(from, graph.strengths[vertex]);
    const auto gain = [&](std::size_t community) {
      return ties.to(community) - strengths.likely(graph.strengths[vertex], community);
    };
    std::size_t best = from;
    double most = gain(from);
    const auto look_at = [&](const std::vector<std::size_t>& communities) {
      for (const std::size_t community : communities) {
        if (const double here = gain(community); here > most + least_gain) {
          best = community;
          most = here;
        }
      }
    };
    look_at(ties.found());
    if (strengths.most_without_tie(graph.strengths[vertex]) > most) look_at(present);
    // Where one of several leaves, a number is free.
    if (most < -least_gain && sizes[from] > 1) {
      best = static_cast<std::size_t>(std::ranges::find(sizes, std::size_t{0}) - sizes.begin());
    }
    strengths.add(best, graph.strengths[vertex]);
    if (best == from) continue;
    moved = true;
    partition[vertex] = best;
    if (++sizes[best] == 1) present.insert(std::ranges::lower_bound(present, best), best);
    if (--sizes[from] == 0) present.erase(std::ranges::lower_bound(present, from));
    for (const LinkedNode& neighbour : graph.neighbours[vertex]) {
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
  Communities strengths(graph, parts);
  std::vector<std::size_t> sizes(graph.size(), 1);
  Ties ties(graph.size());
  for (std::size_t vertex = 0; vertex < graph.size(); ++vertex) {
    if (sizes[parts[vertex]] > 1) continue;
    ties.find(graph, parts, vertex,
              [&](std::size_t other) { return partition[other] == partition[vertex]; });
    std::size_t best = vertex;
    double most = 0.0;
    for (const std::size_t part : ties.found()) {
      const double gain = ties.to(part) - strengths.likely(graph.strengths[vertex], part);
      if (part != vertex && gain > most + least_gain) {
        best = part;
        most = gain;
      }
    }
    if (best == vertex) continue;
    parts[vertex] = best;
    strengths.take(vertex, graph.strengths[vertex]);
    strengths.add(best, graph.strengths[vertex]);
    sizes[vertex] = 0;
    ++sizes[best];
  }
  return parts;
}

// Each part one vertex. Weights inside parts are left out: they tell nothing of where to move.
Graph joined(const Graph& graph, const Partition& parts, std::size_t count) {
  Graph whole{.neighbours = std::vector<std::vector<LinkedNode>>(count),
              .strengths = std::vector<std::vector<SliceStrength>>(count),
              .totals = graph.totals};
  std::vector<std::vector<std::size_t>> members(count);
  for (std::size_t v = 0; v < graph.size(); ++v) {
    members[parts[v]].push_back(v);
    for (const SliceStrength& more : graph.strengths[v]) {
      auto& of_part = whole.strengths[parts[v]];
      const auto same = std::ranges::find(of_part, more.slice, &SliceStrength::slice);
      if (same == of_part.end())
        of_part.push_back(more);
      else
        same->strength.add(more.strength);
    }
  }
  std::vector<double> weight(count, 0.0);
  std::vector<bool> is_found(count, false);
  std::vector<std::size_t> found;
  for (std::size_t part = 0; part < count; ++part) {
    found.clear();
    for (const std::size_t v : members[part]) {
      for (const LinkedNode& neighbour : graph.neighbours[v]) {
        const std::size_t other = parts[neighbour.vertex];
        if (other == part) continue;
        if (!is_found[other]) found.push_back(other);
        is_found[other] = true;
        weight[other] += neighbour.weight;
      }
    }
    std::ranges::sort(found);
    whole.neighbours[part].reserve(found.size());
    for (const std::size_t other : found) {
      whole.neighbours[part].push_back(
          {.vertex = other, .weight = std::exchange(weight[other], 0.0)});
      is_found[other] = false;
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
  const Partition one_slice(vertices, 0);
  Partition alone(vertices);
  std::iota(alone.begin(), alone.end(), std::size_t{0});
  Partition best = communities_of(one_slice, edges, alone);
  const std::size_t tries = std::min(most_tries, edges_of_all_tries / (edges.size() + 1));
  double most = tries > 1 ? signed_modularity(best, edges) : 0.0;
  Partition order = alone;  // the place of each vertex
  std::mt19937_64 random;   // the same orders each time
  for (std::size_t n = 1; n < tries; ++n) {
    for (std::size_t left = vertices; left > 1; --left)
      std::swap(order[left - 1], order[random() % left]);
    std::vector<SignedEdge> placed;
    for (const SignedEdge& edge : edges) {
      placed.push_back(
          {.left = order[edge.left], .right = order[edge.right], .weight = edge.weight});
    }
    const Partition found = communities_of(one_slice, placed, alone);
    Partition communities(vertices);
    for (std::size_t v = 0; v < vertices; ++v) communities[v] = found[order[v]];
    const double modularity = signed_modularity(communities, edges);
    if (modularity <= most + least_gain) continue;
    most = modularity;
    best = std::move(communities);
  }
  renumber(best, vertices);
  return best;
}

std::vector<std::size_t> communities_of(std::span<const std::size_t> slices,
                                        std::span<const SignedEdge> edges,
                                        std::span<const std::size_t> start) {
  const Graph whole = graph_of(slices, edges);
  Partition communities(start.begin(), start.end());
  do {
    move_parts(whole, communities);
  } while (move_vertices(whole, communities));
  renumber(communities, communities.size());
  return communities;
}

double signed_modularity(std::span<const std::size_t> communities,
                         std::span<const SignedEdge> edges) {
  Partition partition(communities.begin(), communities.end());
  if (!partition.empty()) renumber(partition, std::ranges::max(partition) + 1);
  const Graph graph = graph_of(Partition(partition.size(), 0), edges);
  if (graph.size() == 0) return 0.0;
  const double total = graph.totals.front().positive + graph.totals.front().negative;
  if (total == 0.0) return 0.0;
  double gained = 0.0;
  for (const SignedEdge& edge : edges) {
    if (communities[edge.left] == communities[edge.right]) gained += 2 * edge.weight;
  }
  Partition alone(partition.size());
  std::iota(alone.begin(), alone.end(), std::size_t{0});
  const Communities together(graph, partition);
  const Communities single(graph, alone);
  for (std::size_t v = 0; v < graph.size(); ++v) {
    gained -= together.likely(graph.strengths[v], partition[v]);
    gained += single.likely(graph.strengths[v], v);
  }
  return gained / total;
}

}  // namespace entente
