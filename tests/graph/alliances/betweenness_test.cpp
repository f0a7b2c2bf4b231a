#include "graph/alliances/betweenness.h"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/betweenness_centrality.hpp>
#include <cmath>
#include <gtest/gtest.h>
#include <iostream>
#include <random>

namespace entente {
namespace {

// What Boost.Graph finds, which leaves nothing out and has one thread.
std::vector<double> plain_betweenness(std::size_t vertices, const std::vector<LengthEdge>& edges) {
  using Graph =
      boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property,
                            boost::property<boost::edge_weight_t, std::int64_t>>;
  Graph graph(vertices);
  for (const LengthEdge& edge : edges) boost::add_edge(edge.left, edge.right, edge.length, graph);
  const auto index = get(boost::vertex_index, graph);
  std::vector<double> centrality(vertices), dependency(vertices), paths(vertices);
  std::vector<std::int64_t> distance(vertices);
  std::vector<std::vector<boost::graph_traits<Graph>::edge_descriptor>> incoming(vertices);
  const auto by_vertex = [&](auto& values) {
    return boost::make_iterator_property_map(values.begin(), index);
  };
  boost::brandes_betweenness_centrality(graph, by_vertex(centrality), boost::dummy_property_map(),
                                        by_vertex(incoming), by_vertex(distance),
                                        by_vertex(dependency), by_vertex(paths), index,
                                        get(boost::edge_weight, graph));
  return centrality;
}

// Short lengths, so that many paths are equally long.
std::vector<LengthEdge> random_edges(std::mt19937& random, std::size_t vertices,
                                     std::size_t percent, std::int64_t longest) {
  std::vector<LengthEdge> edges;
  for (std::size_t left = 0; left < vertices; ++left) {
    for (std::size_t right = left + 1; right < vertices; ++right) {
      if (random() % 100 >= percent) continue;
      edges.push_back({.left = left,
                       .right = right,
                       .length = 1 + static_cast<std::int64_t>(random()) % longest});
    }
  }
  return edges;
}

TEST(Betweenness, IsWhatThePlainWayFinds) {
  constexpr unsigned seed = 17;
  std::cout << "seed " << seed << '\n';
  std::mt19937 random(seed);
  std::size_t left_out = 0;
  for (int round = 0; round < 60; ++round) {
    const std::size_t vertices = random() % 150 + 1;
    const auto edges =
        random_edges(random, vertices, random() % 40 + 1, round % 2 == 0 ? 6 : 4'000'000'000);
    left_out += edges.size() - without_detoured(vertices, edges).size();
    const auto found = betweenness_of(vertices, edges);
    const auto plain = plain_betweenness(vertices, edges);
    ASSERT_EQ(found.size(), plain.size());
    for (std::size_t v = 0; v < vertices; ++v)
      ASSERT_NEAR(found[v], plain[v], 1e-9 * (1 + plain[v])) << round << ' ' << v;
  }
  EXPECT_GT(left_out, 1000u) << "or nothing of it was tried";
}

TEST(Betweenness, DoesNotDependOnWhenThreadsRun) {
  std::mt19937 random(18);
  const auto edges = random_edges(random, 400, 20, 1'000'000);
  const auto once = betweenness_of(400, edges);
  for (int again = 0; again < 5; ++again) EXPECT_EQ(betweenness_of(400, edges), once);
}

TEST(Betweenness, OnlyEdgesWithAShorterWayAroundAreLeftOut) {
  const auto kept = [](std::int64_t around) {
    return without_detoured(3, std::vector<LengthEdge>{{0, 1, 10}, {1, 2, around}, {0, 2, 4}})
        .size();
  };
  EXPECT_EQ(kept(5), 2u);
  EXPECT_EQ(kept(6), 3u) << "one that is as short as the way around is on a shortest path";
}

}  // namespace
}  // namespace entente
