#include "graph/alliances/betweenness.h"

#include <algorithm>
#include <atomic>
#include <functional>
#include <future>
#include <limits>
#include <thread>
#include <utility>

namespace entente {
namespace {

using Length = std::int64_t;

constexpr std::size_t shares = 64;  // of the vertices that paths are counted from

// What one vertex is tied to.
struct Arc {
  std::uint32_t to = 0;
  Length length = 0;
};

// The arcs of all vertices, of each one the shortest first.
class Arcs {
 public:
  Arcs(std::size_t vertices, std::span<const LengthEdge> edges) : begins_(vertices + 1, 0) {
    for (const LengthEdge& edge : edges) {
      ++begins_[edge.left + 1];
      ++begins_[edge.right + 1];
    }
    for (std::size_t v = 0; v < vertices; ++v) begins_[v + 1] += begins_[v];
    arcs_.resize(begins_.back());
    std::vector<std::size_t> next(begins_.begin(), begins_.end() - 1);
    for (const LengthEdge& edge : edges) {
      arcs_[next[edge.left]++] = {static_cast<std::uint32_t>(edge.right), edge.length};
      arcs_[next[edge.right]++] = {static_cast<std::uint32_t>(edge.left), edge.length};
    }
    for (std::size_t v = 0; v < vertices; ++v) {
      std::sort(arcs_.begin() + static_cast<std::ptrdiff_t>(begins_[v]),
                arcs_.begin() + static_cast<std::ptrdiff_t>(begins_[v + 1]),
                [](const Arc& one, const Arc& other) {
                  return std::pair(one.length, one.to) < std::pair(other.length, other.to);
                });
    }
  }

  std::size_t vertices() const { return begins_.size() - 1; }
  std::span<const Arc> of(std::size_t vertex) const {
    return std::span(arcs_).subspan(begins_[vertex], begins_[vertex + 1] - begins_[vertex]);
  }

 private:
  std::vector<std::size_t> begins_;  // by vertex
  std::vector<Arc> arcs_;
};

constexpr Length unreached = std::numeric_limits<Length>::max();

// Counts the shortest paths from one vertex after the other.
class PathCounter {
 public:
  // `farthest`: of each vertex, how far others are from it at most; what lies beyond is not looked
  // at.
  PathCounter(const Arcs& arcs, std::span<const Length> farthest)
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
  std::vector<Length> lengths_from(std::size_t vertex) {
    go_out(vertex);
    std::vector<Length> lengths = lengths_;
    forget();
    return lengths;
  }

 private:
  void reach(std::uint32_t vertex, Length length) {
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
    const Length farthest = farthest_[from];
    reach(static_cast<std::uint32_t>(from), 0);
    while (!waiting_.empty()) {
      std::ranges::pop_heap(waiting_, std::greater());
      const auto [length, v] = waiting_.back();
      waiting_.pop_back();
      if (length != lengths_[v]) continue;  // a shorter one was found since
      order_.push_back(v);
      for (const Arc& arc : arcs_.of(v)) {
        const Length there = length + arc.length;
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
  std::span<const Length> farthest_;
  std::vector<Length> lengths_;  // from where paths are counted
  std::vector<double> paths_;    // how many are that short: soon more than a whole number holds
  std::vector<double> dependencies_;
  std::vector<std::uint32_t> order_;                       // by length
  std::vector<std::pair<Length, std::uint32_t>> waiting_;  // a heap
};

// Of each vertex a length that none is farther away: over the one with most ties.
std::vector<Length> farthest_of(const Arcs& arcs) {
  std::vector<Length> farthest(arcs.vertices(), unreached);
  std::size_t centre = 0;
  for (std::size_t v = 0; v < arcs.vertices(); ++v) {
    if (arcs.of(v).size() > arcs.of(centre).size()) centre = v;
  }
  if (farthest.empty()) return farthest;
  const std::vector<Length> lengths = PathCounter(arcs, farthest).lengths_from(centre);
  Length longest = 0;
  for (const Length length : lengths) {
    if (length != unreached) longest = std::max(longest, length);
  }
  for (std::size_t v = 0; v < arcs.vertices(); ++v) {
    if (lengths[v] != unreached) farthest[v] = lengths[v] + longest;
  }
  return farthest;
}

}  // namespace

std::vector<LengthEdge> without_detoured(std::size_t vertices, std::span<const LengthEdge> edges) {
  const Arcs arcs(vertices, edges);
  std::vector<Length> shortest(vertices, 0);  // from one vertex on; 0 to those it is not tied to
  std::vector<LengthEdge> kept;
  for (std::size_t v = 0; v < vertices; ++v) {
    const std::span<const Arc> of_one = arcs.of(v);
    if (of_one.empty()) continue;
    for (const Arc& arc : of_one) shortest[arc.to] = arc.length;
    const Length longest = of_one.back().length;
    for (const Arc& first : of_one) {
      for (const Arc& second : arcs.of(first.to)) {
        const Length around = first.length + second.length;
        if (around >= longest) break;
        if (around < shortest[second.to]) shortest[second.to] = around;
      }
    }
    for (const Arc& arc : of_one) {
      if (v < arc.to && shortest[arc.to] == arc.length)
        kept.push_back({.left = v, .right = arc.to, .length = arc.length});
      shortest[arc.to] = 0;
    }
  }
  return kept;
}

std::vector<double> betweenness_of(std::size_t vertices, std::span<const LengthEdge> edges) {
  const Arcs arcs(vertices, without_detoured(vertices, edges));
  const std::vector<Length> farthest = farthest_of(arcs);
  std::vector<std::vector<double>> of_shares(shares, std::vector<double>(vertices, 0.0));
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    PathCounter counter(arcs, farthest);
    for (std::size_t share = next++; share < shares; share = next++) {
      for (std::size_t v = share; v < vertices; v += shares)
        counter.count_from(v, of_shares[share]);
    }
  };
  std::vector<std::future<void>> others;
  const std::size_t threads =
      std::min<std::size_t>(std::thread::hardware_concurrency(), vertices / shares);
  for (std::size_t n = 1; n < threads; ++n) others.push_back(std::async(std::launch::async, work));
  work();
  for (std::future<void>& other : others) other.get();
  std::vector<double> between(vertices, 0.0);
  for (const std::vector<double>& of_share : of_shares) {
    for (std::size_t v = 0; v < vertices; ++v) between[v] += of_share[v] / 2;  // from both ends
  }
  return between;
}

}  // namespace entente
