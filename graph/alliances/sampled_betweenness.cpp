#include "graph/alliances/sampled_betweenness.h"

#include <atomic>
#include <bit>
#include <cmath>
#include <functional>

#include "graph/alliances/betweenness.h"
#include "graph/hash.h"
#include "graph/parallel.h"

namespace entente {
namespace {

constexpr std::size_t samples_of_a_share = 1024;  // that one thread takes at a time

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) { state_ = next(); }

  // From 0 to 1, without 1.
  double share() { return static_cast<double>(next() >> 11u) * 0x1.0p-53; }

  std::size_t below(std::size_t count) {
    return static_cast<std::size_t>(share() * static_cast<double>(count));
  }

 private:
  std::uint64_t next() {
    const std::uint64_t value = mixed_bits(state_);
    state_ += mixed_bits_step;
    return value;
  }

  std::uint64_t state_;
};

// Dijkstra's way from one vertex, step by step.
class Search {
 public:
  explicit Search(const Arcs& arcs)
      : arcs_(arcs),
        lengths_(arcs.vertices(), unreached),
        paths_(arcs.vertices(), 0.0),
        settled_(arcs.vertices(), 0) {}

  void begin(std::uint32_t vertex) {
    reach(vertex, 0);
    paths_[vertex] = 1.0;
  }

  // How far the vertex is that comes next; unreached where there is none.
  EdgeLength next_length() {
    while (!waiting_.empty() && is_settled(waiting_.front().second)) pop();
    return waiting_.empty() ? unreached : waiting_.front().first;
  }

  // Settles the vertex that comes next, and reaches from there what may be on a path of at most
  // `longest` to the vertex that `other` began at. Makes `longest` less where the two meet.
  void step(Search& other, EdgeLength& longest) {
    const auto [length, vertex] = waiting_.front();
    pop();
    settled_[vertex] = 1;
    order_.push_back(vertex);
    const EdgeLength beyond = other.next_length();
    for (const Arc& arc : arcs_.of(vertex)) {
      const EdgeLength there = length + arc.length;
      if (there > longest) break;
      // What the other has not settled is as far from its beginning as what it settles next.
      if (!other.is_settled(arc.to) && (beyond == unreached || there > longest - beyond)) continue;
      const EdgeLength rest = other.lengths_[arc.to];
      if (other.is_settled(arc.to) && there > longest - rest) continue;
      if (there > lengths_[arc.to]) continue;
      if (there < lengths_[arc.to]) {
        reach(arc.to, there);
        if (rest != unreached) longest = std::min(longest, there + rest);
      }
      paths_[arc.to] += paths_[vertex];
    }
  }

  bool is_settled(std::uint32_t vertex) const { return settled_[vertex] != 0; }
  EdgeLength length_of(std::uint32_t vertex) const { return lengths_[vertex]; }
  double paths_to(std::uint32_t vertex) const { return paths_[vertex]; }

  // Those that are settled, the nearest first.
  const std::vector<std::uint32_t>& settled() const { return order_; }

  // The vertices of a path from `vertex` to the beginning, each path as likely as another.
  template <typename Visit>
  void go_back(std::uint32_t vertex, Random& random, const Visit& visit) const {
    visit(vertex);
    while (lengths_[vertex] > 0) {
      double left = random.share() * paths_[vertex];
      std::uint32_t before = vertex;
      for (const Arc& arc : arcs_.of(vertex)) {
        if (arc.length > lengths_[vertex]) break;
        if (!is_settled(arc.to) || lengths_[arc.to] + arc.length != lengths_[vertex]) continue;
        before = arc.to;
        left -= paths_[arc.to];
        if (left < 0) break;
      }
      vertex = before;
      visit(vertex);
    }
  }

  void forget() {
    for (const std::uint32_t vertex : reached_) {
      lengths_[vertex] = unreached;
      settled_[vertex] = 0;
    }
    reached_.clear();
    order_.clear();
    waiting_.clear();
  }

 private:
  // By a shorter way than before.
  void reach(std::uint32_t vertex, EdgeLength length) {
    if (lengths_[vertex] == unreached) reached_.push_back(vertex);
    lengths_[vertex] = length;
    paths_[vertex] = 0.0;
    waiting_.emplace_back(length, vertex);
    std::ranges::push_heap(waiting_, std::greater());
  }

  void pop() {
    std::ranges::pop_heap(waiting_, std::greater());
    waiting_.pop_back();
  }

  const Arcs& arcs_;
  std::vector<EdgeLength> lengths_;  // by vertex
  std::vector<double> paths_;        // how many are that short
  std::vector<char> settled_;
  std::vector<std::uint32_t> order_;
  std::vector<std::uint32_t> reached_;
  std::vector<std::pair<EdgeLength, std::uint32_t>> waiting_;  // a heap
};

// Of the vertices from the one with most ties on, and of those it does not reach from another.
struct Reach {
  std::vector<EdgeLength> from_centre;  // unreached where no way leads
  EdgeLength farthest = 0;              // from any of the vertices that all were reached from
};

Reach reach_of(const Arcs& arcs) {
  Reach reach{.from_centre = std::vector<EdgeLength>(arcs.vertices(), unreached)};
  std::vector<std::uint32_t> by_ties(arcs.vertices());
  for (std::uint32_t v = 0; v < by_ties.size(); ++v) by_ties[v] = v;
  std::ranges::stable_sort(by_ties, std::greater(),
                           [&](std::uint32_t v) { return arcs.of(v).size(); });
  std::vector<EdgeLength> lengths(arcs.vertices(), unreached);
  std::vector<std::pair<EdgeLength, std::uint32_t>> waiting;
  for (const std::uint32_t centre : by_ties) {
    if (lengths[centre] != unreached) continue;
    lengths[centre] = 0;
    waiting.emplace_back(0, centre);
    while (!waiting.empty()) {
      std::ranges::pop_heap(waiting, std::greater());
      const auto [length, vertex] = waiting.back();
      waiting.pop_back();
      if (length != lengths[vertex]) continue;
      reach.farthest = std::max(reach.farthest, length);
      if (centre == by_ties.front()) reach.from_centre[vertex] = length;
      for (const Arc& arc : arcs.of(vertex)) {
        if (length + arc.length >= lengths[arc.to]) continue;
        lengths[arc.to] = length + arc.length;
        waiting.emplace_back(lengths[arc.to], arc.to);
        std::ranges::push_heap(waiting, std::greater());
      }
    }
  }
  return reach;
}

// More vertices than any shortest path has.
std::size_t most_vertices_of_a_path(const Arcs& arcs, const Reach& reach) {
  EdgeLength shortest = unreached;
  for (std::size_t v = 0; v < arcs.vertices(); ++v) {
    if (!arcs.of(v).empty()) shortest = std::min(shortest, arcs.of(v).front().length);
  }
  if (shortest == unreached) return 2;
  const auto edges = static_cast<std::size_t>(2 * reach.farthest / shortest);
  return std::min(arcs.vertices(), edges + 1);
}

// Draws paths, one after the other.
class PathSampler {
 public:
  PathSampler(const Arcs& arcs, const Reach& reach)
      : arcs_(arcs), reach_(reach), there_(arcs), back_(arcs) {}

  // Counts the vertices between the ends of a shortest path of a pair, drawn by `number`.
  void sample(std::uint64_t number, std::vector<std::uint32_t>& counts) {
    Random random(number);
    const auto from = static_cast<std::uint32_t>(random.below(arcs_.vertices()));
    auto to = static_cast<std::uint32_t>(random.below(arcs_.vertices() - 1));
    if (to >= from) ++to;
    const EdgeLength length = meet(from, to);
    if (length != unreached) draw(from, to, length, random, counts);
    there_.forget();
    back_.forget();
  }

 private:
  // One edge of each shortest path: where it leaves what is settled from its beginning.
  struct Crossing {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    double paths = 0.0;
  };

  // Searches from both ends until all shortest paths are found; the length of these.
  EdgeLength meet(std::uint32_t from, std::uint32_t to) {
    const EdgeLength one = reach_.from_centre[from];
    const EdgeLength other = reach_.from_centre[to];
    EdgeLength longest = one == unreached || other == unreached ? unreached : one + other;
    there_.begin(from);
    back_.begin(to);
    there_.step(back_, longest);
    back_.step(there_, longest);
    while (true) {
      const EdgeLength next_there = there_.next_length();
      const EdgeLength next_back = back_.next_length();
      if (next_there == unreached || next_back == unreached) break;
      if (longest != unreached && next_there > longest - next_back) break;
      if (next_there <= next_back) {
        there_.step(back_, longest);
      } else {
        back_.step(there_, longest);
      }
    }
    return longest;
  }

  void draw(std::uint32_t from, std::uint32_t to, EdgeLength length, Random& random,
            std::vector<std::uint32_t>& counts) {
    const EdgeLength border = std::min(there_.next_length(), length);
    crossings_.clear();
    double paths = 0.0;
    for (const std::uint32_t v : there_.settled()) {
      const EdgeLength here = there_.length_of(v);
      if (here >= border) break;
      for (const Arc& arc : arcs_.of(v)) {
        if (here + arc.length > length) break;
        if (here + arc.length < border || !back_.is_settled(arc.to)) continue;
        if (here + arc.length + back_.length_of(arc.to) != length) continue;
        paths += there_.paths_to(v) * back_.paths_to(arc.to);
        crossings_.push_back({.from = v, .to = arc.to, .paths = paths});
      }
    }
    const double drawn = random.share() * paths;
    const auto crossing = std::ranges::upper_bound(crossings_, drawn, {}, &Crossing::paths);
    const auto count = [&](std::uint32_t v) {
      if (v != from && v != to) ++counts[v];
    };
    const Crossing& chosen = crossing == crossings_.end() ? crossings_.back() : *crossing;
    there_.go_back(chosen.from, random, count);
    back_.go_back(chosen.to, random, count);
  }

  const Arcs& arcs_;
  const Reach& reach_;
  Search there_;
  Search back_;
  std::vector<Crossing> crossings_;  // with the paths of all up to each
};

}  // namespace

std::size_t sample_size(std::size_t most_vertices, const SampleRules& rules) {
  constexpr double constant = 0.5;  // as the paper has it, after Löffler and Phillips
  const double dimension =
      most_vertices > 2 ? static_cast<double>(std::bit_width(most_vertices - 2)) : 1.0;
  return static_cast<std::size_t>(
      std::ceil(constant / (rules.error * rules.error) * (dimension - std::log(rules.doubt))));
}

std::vector<double> sampled_betweenness_of(std::size_t vertices, std::span<const LengthEdge> edges,
                                           const SampleRules& rules) {
  std::vector<double> between(vertices, 0.0);
  if (vertices < 3) return between;
  const Arcs arcs(vertices, without_detoured(vertices, edges));
  const Reach reach = reach_of(arcs);
  const std::size_t samples = sample_size(most_vertices_of_a_path(arcs, reach), rules);
  const std::size_t shares = (samples + samples_of_a_share - 1) / samples_of_a_share;
  std::vector<std::atomic<std::uint32_t>> counts(vertices);
  in_parallel(shares, [&](std::size_t share) {
    PathSampler sampler(arcs, reach);
    std::vector<std::uint32_t> found(vertices, 0);
    const std::size_t begin = share * samples_of_a_share;
    const std::size_t end = std::min(samples, begin + samples_of_a_share);
    for (std::size_t n = begin; n < end; ++n) sampler.sample(n, found);
    for (std::size_t v = 0; v < vertices; ++v) {
      if (found[v] > 0) counts[v] += found[v];
    }
  });
  const double pairs = static_cast<double>(vertices) * static_cast<double>(vertices - 1) / 2;
  for (std::size_t v = 0; v < vertices; ++v)
    between[v] = pairs * static_cast<double>(counts[v].load()) / static_cast<double>(samples);
  return between;
}

}  // namespace entente
