#include "graph/alliances/blocs.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "graph/alliances/communities.h"

namespace entente {
namespace {

constexpr double least_shared = 1.0 / 3;  // of members, to be the same or a part

// The signed graph of a window.
struct Signed {
  std::vector<std::string> actors;  // by vertex, sorted
  std::vector<SignedEdge> edges;
};

Signed signed_graph(std::span<const Alliance> alliances, std::size_t window, double least_score) {
  const auto counts = [&](const Alliance& alliance) {
    const AllianceScore& score = alliance.windows[window].score;
    return !score.parts.empty() && score.score != 0.0 && std::abs(score.score) >= least_score;
  };
  std::map<std::string_view, std::size_t> vertices;
  for (const Alliance& alliance : alliances) {
    if (counts(alliance)) vertices.insert({{alliance.actor, 0}, {alliance.other, 0}});
  }
  Signed graph;
  for (auto& [actor, vertex] : vertices) {
    vertex = graph.actors.size();
    graph.actors.emplace_back(actor);
  }
  for (const Alliance& alliance : alliances) {
    if (!counts(alliance)) continue;
    graph.edges.push_back({.left = vertices[alliance.actor],
                           .right = vertices[alliance.other],
                           .weight = alliance.windows[window].score.score});
  }
  return graph;
}

std::vector<Bloc> blocs_in(const Signed& graph, const std::vector<std::size_t>& communities) {
  std::vector<double> hold(graph.actors.size(), 0.0);
  for (const SignedEdge& edge : graph.edges) {
    if (communities[edge.left] != communities[edge.right]) continue;
    hold[edge.left] += edge.weight;
    hold[edge.right] += edge.weight;
  }
  std::map<std::size_t, std::vector<std::size_t>> members;
  for (std::size_t v = 0; v < graph.actors.size(); ++v) members[communities[v]].push_back(v);
  std::vector<Bloc> blocs;
  for (auto& [community, vertices] : members) {
    if (vertices.size() < 2) continue;
    std::ranges::stable_sort(vertices, std::greater(), [&](std::size_t v) { return hold[v]; });
    Bloc bloc;
    for (const std::size_t v : vertices) bloc.members.push_back(graph.actors[v]);
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

std::vector<std::string> without(const Bloc& bloc, const std::set<std::string>& others) {
  std::vector<std::string> rest;
  for (const std::string& member : bloc.members) {
    if (!others.contains(member)) rest.push_back(member);
  }
  std::ranges::sort(rest);
  return rest;
}

std::size_t shared_of(const std::set<std::string>& left, const std::set<std::string>& right) {
  return static_cast<std::size_t>(
      std::ranges::count_if(left, [&](const std::string& id) { return right.contains(id); }));
}

// Numbers the blocs of a window by those of the one before, and says what has become of these.
void follow(const std::vector<Bloc>& before, std::vector<Bloc>& now, std::size_t& next_number) {
  struct Overlap {
    double index = 0.0;
    std::size_t old_bloc = 0, new_bloc = 0;
  };
  std::vector<std::set<std::string>> old_members, new_members;
  for (const Bloc& bloc : before) old_members.push_back(set_of(bloc));
  for (const Bloc& bloc : now) new_members.push_back(set_of(bloc));
  std::vector<Overlap> overlaps;
  for (std::size_t o = 0; o < before.size(); ++o) {
    for (std::size_t n = 0; n < now.size(); ++n) {
      const std::size_t shared = shared_of(old_members[o], new_members[n]);
      const std::size_t all = old_members[o].size() + new_members[n].size() - shared;
      overlaps.push_back({.index = static_cast<double>(shared) / static_cast<double>(all),
                          .old_bloc = o,
                          .new_bloc = n});
    }
  }
  std::ranges::stable_sort(overlaps, std::greater(), &Overlap::index);
  std::vector<bool> goes_on(before.size(), false);
  for (const Overlap& overlap : overlaps) {
    Bloc& bloc = now[overlap.new_bloc];
    if (overlap.index < least_shared || goes_on[overlap.old_bloc] || bloc.number != 0) continue;
    goes_on[overlap.old_bloc] = true;
    bloc.number = before[overlap.old_bloc].number;
    bloc.joined = without(bloc, old_members[overlap.old_bloc]);
    bloc.left = without(before[overlap.old_bloc], new_members[overlap.new_bloc]);
  }
  const auto part_of = [](std::size_t shared, std::size_t size) {
    return shared > 0 && static_cast<double>(shared) >= least_shared * static_cast<double>(size);
  };
  for (std::size_t n = 0; n < now.size(); ++n) {
    const bool is_new = now[n].number == 0;
    for (std::size_t o = 0; o < before.size(); ++o) {
      const std::size_t shared = shared_of(old_members[o], new_members[n]);
      if (is_new && part_of(shared, new_members[n].size()) && !now[n].split_from)
        now[n].split_from = before[o].number;
      if (!goes_on[o] && part_of(shared, old_members[o].size()))
        now[n].merged_from.push_back(before[o].number);
    }
    if (is_new) now[n].number = next_number++;
  }
}

}  // namespace

std::vector<BlocWindow> blocs_of(std::span<const Alliance> alliances, double least_score) {
  std::vector<BlocWindow> windows;
  if (alliances.empty()) return windows;
  std::size_t next_number = 1;
  for (std::size_t n = 0; n < alliances.front().windows.size(); ++n) {
    const Signed graph = signed_graph(alliances, n, least_score);
    const auto communities = communities_of(graph.actors.size(), graph.edges);
    BlocWindow window{.days = alliances.front().windows[n].days,
                      .blocs = blocs_in(graph, communities),
                      .modularity = signed_modularity(communities, graph.edges),
                      .triangles = 0,
                      .balanced = 0};
    count_triangles(graph, window);
    follow(windows.empty() ? std::vector<Bloc>() : windows.back().blocs, window.blocs, next_number);
    std::ranges::sort(window.blocs, [](const Bloc& left, const Bloc& right) {
      return std::tuple(right.members.size(), left.number) <
             std::tuple(left.members.size(), right.number);
    });
    windows.push_back(std::move(window));
  }
  return windows;
}

}  // namespace entente
