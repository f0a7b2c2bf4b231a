#include "graph/alliances/blocs.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "graph/alliances/communities.h"
#include "graph/alliances/score.h"

namespace entente {
namespace {

constexpr double least_shared = 1.0 / 3;  // of its members, to be a part of another bloc

// The signed graph of a window.
struct Signed {
  std::vector<std::string> actors;  // by vertex, sorted
  std::vector<SignedEdge> edges;
};

// The greatest part of `edges` in which every end has so many of them: the k-core of Seidman,
// Network structure and minimum degree, 1983.
std::vector<SignedEdge> core_of(std::vector<SignedEdge> edges, std::size_t vertices,
                                std::size_t least_ties) {
  std::size_t before = 0;
  do {
    before = edges.size();
    std::vector<std::size_t> ties(vertices, 0);
    for (const SignedEdge& edge : edges) {
      ++ties[edge.left];
      ++ties[edge.right];
    }
    std::erase_if(edges, [&](const SignedEdge& edge) {
      return std::min(ties[edge.left], ties[edge.right]) < least_ties;
    });
  } while (edges.size() < before);
  return edges;
}

// Without actors that have no edge.
Signed without_lone(std::span<const std::string_view> actors, std::vector<SignedEdge> edges) {
  std::vector<bool> is_tied(actors.size(), false);
  for (const SignedEdge& edge : edges) is_tied[edge.left] = is_tied[edge.right] = true;
  Signed tied;
  std::vector<std::size_t> vertices(actors.size(), 0);
  for (std::size_t v = 0; v < actors.size(); ++v) {
    if (!is_tied[v]) continue;
    vertices[v] = tied.actors.size();
    tied.actors.emplace_back(actors[v]);
  }
  for (SignedEdge& edge : edges) {
    edge.left = vertices[edge.left];
    edge.right = vertices[edge.right];
  }
  tied.edges = std::move(edges);
  return tied;
}

// The signed graphs of windows in the making.
class SignedGraphs {
 public:
  // `actors` in any order, and some often.
  SignedGraphs(std::span<const std::string_view> actors, std::size_t windows,
               const BlocRules& rules)
      : edges_(windows), rules_(rules) {
    for (const std::string_view actor : actors) {
      if (vertices_.emplace(actor, 0).second) actors_.push_back(actor);
    }
    std::ranges::sort(actors_);
    for (std::size_t n = 0; n < actors_.size(); ++n) vertices_.at(actors_[n]) = n;
  }

  std::size_t vertex_of(std::string_view actor) const { return vertices_.at(actor); }

  void add(std::size_t window, std::size_t left, std::size_t right, double score) {
    if (score == 0.0 || std::abs(score) < rules_.least_score) return;
    edges_[window].push_back({.left = left, .right = right, .weight = score});
  }

  std::vector<Signed> take() {
    std::vector<Signed> graphs;
    for (std::vector<SignedEdge>& edges : edges_) {
      graphs.push_back(
          without_lone(actors_, core_of(std::move(edges), actors_.size(), rules_.least_ties)));
    }
    return graphs;
  }

 private:
  std::vector<std::string_view> actors_;
  std::unordered_map<std::string_view, std::size_t> vertices_;
  std::vector<std::vector<SignedEdge>> edges_;  // by window
  const BlocRules& rules_;
};

// The communities of each window, numbered alike over all of them.
std::vector<std::vector<std::size_t>> communities_over_time(const std::vector<Signed>& graphs,
                                                            double hold) {
  std::vector<std::size_t> slices, start;
  std::vector<SignedEdge> edges;
  std::map<std::string_view, std::size_t> last;  // vertex of each actor where it was last
  for (std::size_t n = 0; n < graphs.size(); ++n) {
    const Signed& graph = graphs[n];
    const std::size_t first = slices.size();
    for (const std::size_t community : communities_of(graph.actors.size(), graph.edges))
      start.push_back(first + community);
    for (const SignedEdge& edge : graph.edges)
      edges.push_back(
          {.left = first + edge.left, .right = first + edge.right, .weight = edge.weight});
    for (const std::string& actor : graph.actors) {
      const std::size_t vertex = slices.size();
      slices.push_back(n);
      const auto [at, is_first] = last.try_emplace(actor, vertex);
      if (!is_first && hold > 0)
        edges.push_back(
            {.left = std::exchange(at->second, vertex), .right = vertex, .weight = hold});
    }
  }
  const auto communities = communities_of(slices, edges, start);
  std::vector<std::vector<std::size_t>> by_window(graphs.size());
  for (std::size_t v = 0; v < slices.size(); ++v) by_window[slices[v]].push_back(communities[v]);
  return by_window;
}

// The communities' members that have enough friends among each other.
std::vector<Bloc> blocs_in(const Signed& graph, const std::vector<std::size_t>& communities,
                           std::size_t least_ties) {
  std::vector<SignedEdge> inside;
  for (const SignedEdge& edge : graph.edges) {
    if (communities[edge.left] == communities[edge.right] && edge.weight > 0)
      inside.push_back(edge);
  }
  std::map<std::size_t, std::map<std::size_t, double>> hold;  // by community, of each member
  for (const SignedEdge& edge : core_of(std::move(inside), graph.actors.size(), least_ties)) {
    for (const std::size_t end : {edge.left, edge.right})
      hold[communities[end]][end] += edge.weight;
  }
  std::vector<Bloc> blocs;
  for (const auto& [community, of_member] : hold) {
    std::vector<std::pair<double, std::size_t>> members;
    for (const auto& [vertex, strength] : of_member) members.emplace_back(-strength, vertex);
    std::ranges::sort(members);
    Bloc bloc;
    bloc.number = community;
    for (const auto& [strength, vertex] : members) bloc.members.push_back(graph.actors[vertex]);
    blocs.push_back(std::move(bloc));
  }
  return blocs;
}

void count_triangles(const Signed& graph, BlocWindow& window) {
  std::vector<std::map<std::size_t, bool>> friends(
      graph.actors.size());  // by the greater neighbour
  for (const SignedEdge& edge : graph.edges) {
    friends[std::min(edge.left, edge.right)][std::max(edge.left, edge.right)] = edge.weight > 0;
  }
  for (const auto& of_first : friends) {
    for (auto second = of_first.begin(); second != of_first.end(); ++second) {
      for (auto third = std::next(second); third != of_first.end(); ++third) {
        const auto& of_second = friends[second->first];
        const auto closing = of_second.find(third->first);
        if (closing == of_second.end()) continue;
        ++window.triangles;
        // An even number of enmities.
        if ((second->second != third->second) != closing->second) ++window.balanced;
      }
    }
  }
}

std::set<std::string> set_of(const Bloc& bloc) {
  return {bloc.members.begin(), bloc.members.end()};
}

template <typename Ids>
std::vector<std::string> without(const Ids& ids, const std::set<std::string>& others) {
  std::vector<std::string> rest;
  for (const std::string& id : ids) {
    if (!others.contains(id)) rest.push_back(id);
  }
  std::ranges::sort(rest);
  return rest;
}

// Whether so much of `one` is in `other` that it counts as a part of it.
bool is_part(const std::set<std::string>& one, const std::set<std::string>& other) {
  const auto shared = static_cast<double>(
      std::ranges::count_if(one, [&](const std::string& id) { return other.contains(id); }));
  return shared > 0 && shared >= least_shared * static_cast<double>(one.size());
}

// Gives blocs the numbers that they have for users, and says what has become of those before.
class Follower {
 public:
  // Blocs by the number of their community.
  void follow(std::vector<Bloc>& now, const DaySpan& days) {
    std::map<std::size_t, std::set<std::string>> here;
    for (Bloc& bloc : now) {
      const auto [number, is_new] = numbers_.try_emplace(bloc.number, numbers_.size() + 1);
      bloc.number = number->second;
      here[bloc.number] = set_of(bloc);
      if (!is_new) {
        const Latest& latest = latest_[bloc.number];
        bloc.before = latest.days;
        bloc.joined = without(bloc.members, latest.members);
        bloc.left = without(latest.members, here[bloc.number]);
        continue;
      }
      for (const auto& [other, members] : before_) {
        if (!bloc.split_from && is_part(here[bloc.number], members)) bloc.split_from = other;
      }
    }
    for (Bloc& bloc : now) {
      for (const auto& [other, members] : before_) {
        if (!here.contains(other) && is_part(members, here[bloc.number]))
          bloc.merged_from.push_back(other);
      }
      latest_[bloc.number] = {.days = days, .members = here[bloc.number]};
    }
    before_ = std::move(here);
  }

 private:
  using Members = std::set<std::string>;
  struct Latest {
    DaySpan days;
    Members members;
  };

  std::map<std::size_t, std::size_t> numbers_;  // by community
  std::map<std::size_t, Latest> latest_;        // as each bloc was when it was last there
  std::map<std::size_t, Members> before_;       // of the window before
};

std::vector<BlocWindow> blocs_of(const std::vector<Signed>& graphs,
                                 std::span<const DaySpan> windows, const BlocRules& rules) {
  std::vector<BlocWindow> found;
  const auto communities = communities_over_time(graphs, rules.hold);
  Follower follower;
  for (std::size_t n = 0; n < graphs.size(); ++n) {
    BlocWindow window{.days = windows[n],
                      .blocs = blocs_in(graphs[n], communities[n], rules.least_ties),
                      .modularity = signed_modularity(communities[n], graphs[n].edges),
                      .triangles = 0,
                      .balanced = 0};
    count_triangles(graphs[n], window);
    const auto sort_blocs = [&] {
      std::ranges::sort(window.blocs, {}, [](const Bloc& bloc) {
        return std::pair(-static_cast<std::int64_t>(bloc.members.size()), bloc.number);
      });
    };
    sort_blocs();  // the largest of the new ones gets the first number
    follower.follow(window.blocs, window.days);
    sort_blocs();
    found.push_back(std::move(window));
  }
  return found;
}

template <typename Pair>
std::vector<std::string_view> ends_of(std::span<const Pair> pairs, std::string Pair::*left,
                                      std::string Pair::*right) {
  std::vector<std::string_view> ends;
  ends.reserve(2 * pairs.size());
  for (const Pair& pair : pairs) {
    ends.push_back(pair.*left);
    ends.push_back(pair.*right);
  }
  return ends;
}

}  // namespace

std::vector<BlocWindow> blocs_of(std::span<const Alliance> alliances, const BlocRules& rules) {
  if (alliances.empty()) return {};
  std::vector<DaySpan> windows;
  for (const WindowScore& window : alliances.front().windows) windows.push_back(window.days);
  SignedGraphs graphs(ends_of(alliances, &Alliance::actor, &Alliance::other), windows.size(),
                      rules);
  for (const Alliance& alliance : alliances) {
    const std::size_t left = graphs.vertex_of(alliance.actor);
    const std::size_t right = graphs.vertex_of(alliance.other);
    for (std::size_t n = 0; n < windows.size(); ++n) {
      const AllianceScore& score = alliance.windows[n].score;
      if (!score.parts.empty()) graphs.add(n, left, right, score.score);
    }
  }
  return blocs_of(graphs.take(), windows, rules);
}

std::vector<BlocWindow> blocs_of(std::span<const PairStories> pairs, const ScoreTime& time,
                                 const BlocRules& rules) {
  if (pairs.empty()) return {};
  SignedGraphs graphs(ends_of(pairs, &PairStories::left, &PairStories::right), time.windows.size(),
                      rules);
  // As alliances stand: friends first.
  std::vector<std::pair<double, const PairStories*>> by_score;
  by_score.reserve(pairs.size());
  for (const PairStories& pair : pairs)
    by_score.emplace_back(-balance_of(pair.stories, time.whole, time.half_life), &pair);
  std::ranges::sort(by_score);  // of equals by their ids, as pairs are
  for (const auto& [score, pair] : by_score) {
    const std::size_t left = graphs.vertex_of(pair->left);
    const std::size_t right = graphs.vertex_of(pair->right);
    const auto balances = balances_of(pair->stories, time.windows, time.half_life);
    for (std::size_t n = 0; n < balances.size(); ++n) {
      if (balances[n]) graphs.add(n, left, right, *balances[n]);
    }
  }
  return blocs_of(graphs.take(), time.windows, rules);
}

}  // namespace entente
