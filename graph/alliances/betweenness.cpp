#include "graph/alliances/betweenness.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "graph/alliances/arcs.h"
#include "graph/parallel.h"

namespace entente {
namespace {

constexpr std::size_t shares = 64;  // of the vertices, that threads take

// Counts the shortest paths from one vertex after the other.
class PathCounter {
 public:
  // `farthest`: of each vertex, how far others are from it at most; what lies beyond is not looked
  // at.
  PathCounter(const Arcs& arcs, std::span<const EdgeLength> farthest)
      : arcs_(arcs),
        farthest_(farthest),
        lengths_(arcs.vertices(), unreached),
        paths_(arcs.vertices(), 0.0),
        dependencies_(arcs.vertices(), 0.0) {}

  // Adds to each vertex the shares of the paths from this one on that lead over it.
  void count_from(std::size_t vertex, std::span<double> between) {
    go_out(vertex);
    for (auto v = order_.rbegin(); v != order_.rend(); ++v) come_back(*v, vertex, between);
    forget();
  }

  // From a vertex to all; unreached where no way leads.
  std::vector<EdgeLength> lengths_from(std::size_t vertex) {
    go_out(vertex);
    std::vector<EdgeLength> lengths = lengths_;
    forget();
    return lengths;
  }

 private:
  void reach(std::uint32_t vertex, EdgeLength length) {
    lengths_[vertex] = length;
    waiting_.emplace_back(length, vertex);
    std::ranges::push_heap(waiting_, std::greater());
  }

  void forget() {
    for (const std::uint32_t v : order_) {
      lengths_[v] = unreached;
      paths_[v] = dependencies_[v] = 0.0;
    }
    order_.clear();
  }

  // Dijkstra's way.
  void go_out(std::size_t from) {
    paths_[from] = 1.0;
    const EdgeLength farthest = farthest_[from];
    reach(static_cast<std::uint32_t>(from), 0);
    while (!waiting_.empty()) {
      std::ranges::pop_heap(waiting_, std::greater());
      const auto [length, v] = waiting_.back();
      waiting_.pop_back();
      if (length != lengths_[v]) continue;  // a shorter one was found since
      order_.push_back(v);
      for (const Arc& arc : arcs_.of(v)) {
        const EdgeLength there = length + arc.length;
        if (there > farthest) break;  // as are all arcs after it
        if (there > lengths_[arc.to]) continue;
        if (there < lengths_[arc.to]) {
          paths_[arc.to] = 0.0;
          reach(arc.to, there);
        }
        paths_[arc.to] += paths_[v];
      }
    }
  }

  void come_back(std::uint32_t v, std::size_t from, std::span<double> between) {
    if (v != from) between[v] += dependencies_[v];
    const double share = (1.0 + dependencies_[v]) / paths_[v];
    for (const Arc& arc : arcs_.of(v)) {
      if (arc.length > lengths_[v]) break;
      if (lengths_[arc.to] + arc.length == lengths_[v])
        dependencies_[arc.to] += paths_[arc.to] * share;
    }
  }

  const Arcs& arcs_;
  std::span<const EdgeLength> farthest_;
  std::vector<EdgeLength> lengths_;  // from where paths are counted
  std::vector<double> paths_;        // how many are that short: soon more than a whole number holds
  std::vector<double> dependencies_;
  std::vector<std::uint32_t> order_;                           // by length
  std::vector<std::pair<EdgeLength, std::uint32_t>> waiting_;  // a heap
};

// Of each vertex a length that none is farther away: over the one with most ties.
std::vector<EdgeLength> farthest_of(const Arcs& arcs) {
  std::vector<EdgeLength> farthest(arcs.vertices(), unreached);
  std::size_t centre = 0;
  for (std::size_t v = 0; v < arcs.vertices(); ++v) {
    if (arcs.of(v).size() > arcs.of(centre).size()) centre = v;
  }
  if (farthest.empty()) return farthest;
  const std::vector<EdgeLength> lengths = PathCounter(arcs, farthest).lengths_from(centre);
  EdgeLength longest = 0;
  for (const EdgeLength length : lengths) {
    if (length != unreached) longest = std::max(longest, length);
  }
  for (std::size_t v = 0; v < arcs.vertices(); ++v) {
    if (lengths[v] != unreached) farthest[v] = lengths[v] + longest;
  }
  return farthest;
}

// Tells of one vertex after the other which of its edges have no shorter way around.
class Detours {
 public:
  explicit Detours(const Arcs& arcs) : arcs_(arcs), shortest_(arcs.vertices(), 0) {}

  // Of those to vertices with a higher number, appended to `kept`.
  void add_kept(std::size_t vertex, std::vector<LengthEdge>& kept) {
    const std::span<const Arc> of_one = arcs_.of(vertex);
    if (of_one.empty()) return;
    for (const Arc& arc : of_one) shortest_[arc.to] = arc.length;
    const EdgeLength longest = of_one.back().length;
    for (const Arc& first : of_one) {
      for (const Arc& second : arcs_.of(first.to)) {
        const EdgeLength around = first.length + second.length;
        if (around >= longest) break;
        if (around < shortest_[second.to]) shortest_[second.to] = around;
      }
    }
    for (const Arc& arc : of_one) {
      if (vertex < arc.to && shortest_[arc.to] == arc.length)
        kept.push_back({.left = vertex, .right = arc.to, .length = arc.length});
      shortest_[arc.to] = 0;
    }
  }

 private:
  const Arcs& arcs_;
  std::vector<EdgeLength> shortest_;  // from one vertex on; 0 to those it is not tied to
};

}  // namespace

std::vector<LengthEdge> without_detoured(std::size_t vertices, std::span<const LengthEdge> edges) {
  const Arcs arcs(vertices, edges);
  std::vector<std::vector<LengthEdge>> of_shares(shares);
  in_parallel(shares, [&](std::size_t share) {
    Detours detours(arcs);
    for (std::size_t v = vertices * share / shares; v < vertices * (share + 1) / shares; ++v)
      detours.add_kept(v, of_shares[share]);
  });
  std::vector<LengthEdge> kept;
  for (const std::vector<LengthEdge>& of_share : of_shares)
    kept.insert(kept.end(), of_share.begin(), of_share.end());
  return kept;
}

std::vector<double> betweenness_of(std::size_t vertices, std::span<const LengthEdge> edges) {
  const Arcs arcs(vertices, without_detoured(vertices, edges));
  const std::vector<EdgeLength> farthest = farthest_of(arcs);
  std::vector<std::vector<double>> of_shares(shares, std::vector<double>(vertices, 0.0));
  in_parallel(shares, [&](std::size_t share) {
    PathCounter counter(arcs, farthest);
    for (std::size_t v = share; v < vertices; v += shares) counter.count_from(v, of_shares[share]);
  });
  std::vector<double> between(vertices, 0.0);
  for (const std::vector<double>& of_share : of_shares) {
    for (std::size_t v = 0; v < vertices; ++v) between[v] += of_share[v] / 2;  // from both ends
  }
  return between;
}

}  // namespace entente
