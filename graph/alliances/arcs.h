// A graph whose edges have lengths, as the searches of shortest paths want it: what each vertex is
// tied to, the nearest first, one vertex's after the other's in memory.
//
// Const after construction: threads may share one.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace entente {

using EdgeLength = std::int64_t;
constexpr EdgeLength unreached = std::numeric_limits<EdgeLength>::max();

struct LengthEdge {
  std::size_t left = 0;  // vertices, from 0; not the same
  std::size_t right = 0;
  EdgeLength length = 1;  // above 0
};

// What one vertex is tied to.
struct Arc {
  std::uint32_t to = 0;
  EdgeLength length = 0;
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

}  // namespace entente
