#include "graph/alliances/communities.h"

#include <algorithm>
#include <functional>
#include <gtest/gtest.h>
#include <random>

namespace entente {
namespace {

// Every partition of so many vertices: restricted growth strings (Knuth).
void visit_partitions(std::size_t vertices,
                      const std::function<void(const std::vector<std::size_t>&)>& visit) {
  std::vector<std::size_t> partition(vertices, 0);
  const std::function<void(std::size_t, std::size_t)> fill = [&](std::size_t at, std::size_t used) {
    if (at == vertices) return visit(partition);
    for (std::size_t c = 0; c <= used; ++c) {
      partition[at] = c;
      fill(at + 1, std::max(used, c + 1));
    }
  };
  fill(0, 0);
}

std::vector<SignedEdge> random_edges(std::mt19937& random, std::size_t vertices, unsigned percent) {
  std::vector<SignedEdge> edges;
  for (std::size_t left = 0; left < vertices; ++left) {
    for (std::size_t right = left + 1; right < vertices; ++right) {
      if (random() % 100 >= percent) continue;
      const double weight =
          static_cast<double>(random() % 1000 + 1) / 1000 * (random() % 3 == 0 ? -1 : 1);
      edges.push_back({left, right, weight});
    }
  }
  return edges;
}

TEST(Communities, FriendsAreTogetherAndEnemiesApart) {
  std::vector<SignedEdge> edges;
  for (std::size_t left = 0; left < 6; ++left) {
    for (std::size_t right = left + 1; right < 6; ++right)
      edges.push_back({left, right, left % 2 == right % 2 ? 1.0 : -1.0});
  }
  EXPECT_EQ(communities_of(6, edges), (std::vector<std::size_t>{0, 1, 0, 1, 0, 1}));
}

TEST(Communities, WhoIsTiedToNobodyIsAlone) {
  EXPECT_EQ(communities_of(3, std::vector<SignedEdge>{{0, 2, 1.0}}),
            (std::vector<std::size_t>{0, 1, 0}));
  EXPECT_TRUE(communities_of(0, {}).empty());
}

TEST(Communities, EnemiesAloneAreNoBloc) {
  const auto communities =
      communities_of(3, std::vector<SignedEdge>{{0, 1, -1.0}, {1, 2, -1.0}, {0, 2, -1.0}});
  EXPECT_EQ(communities, (std::vector<std::size_t>{0, 1, 2}));
}

// Ring of cliques: the example on which methods are compared.
TEST(Communities, CliquesOfARingAreFound) {
  std::vector<SignedEdge> edges;
  for (std::size_t clique = 0; clique < 12; ++clique) {
    for (std::size_t left = 0; left < 5; ++left) {
      for (std::size_t right = left + 1; right < 5; ++right)
        edges.push_back({5 * clique + left, 5 * clique + right, 1.0});
    }
    edges.push_back({5 * clique, 5 * ((clique + 1) % 12) + 1, 1.0});
  }
  const auto communities = communities_of(60, edges);
  for (std::size_t v = 0; v < 60; ++v) EXPECT_EQ(communities[v], v / 5);
}

TEST(Communities, NearlyAsGoodAsTheBestOfAllPartitions) {
  std::mt19937 random(11);
  double found = 0, best = 0;
  for (int round = 0; round < 60; ++round) {
    const std::size_t vertices = 4 + random() % 5;
    const auto edges = random_edges(random, vertices, 60);
    if (edges.empty()) continue;
    const double ours = signed_modularity(communities_of(vertices, edges), edges);
    double most = -1;
    visit_partitions(vertices, [&](const auto& partition) {
      most = std::max(most, signed_modularity(partition, edges));
    });
    EXPECT_LE(ours, most + 1e-9);
    EXPECT_GE(ours, most - 0.12) << "round " << round;
    found += ours;
    best += most;
  }
  EXPECT_GE(found, 0.98 * best);
}

TEST(Communities, SignedModularityWithoutEnmityIsNewmansLessItsDiagonal) {
  // Two triangles joined by an edge: Newman's modularity of the halves is 6/7 − 1/2.
  const std::vector<SignedEdge> edges{{0, 1, 1}, {1, 2, 1}, {0, 2, 1}, {3, 4, 1},
                                      {4, 5, 1}, {3, 5, 1}, {2, 3, 1}};
  const double diagonal = (4 * 2 * 2 + 2 * 3 * 3) / 14.0 / 14.0;
  EXPECT_NEAR(signed_modularity(std::vector<std::size_t>{0, 0, 0, 1, 1, 1}, edges),
              6.0 / 7 - 0.5 + diagonal, 1e-12);
  EXPECT_EQ(signed_modularity(std::vector<std::size_t>{0, 0, 0, 1, 1, 1}, edges),
            signed_modularity(std::vector<std::size_t>{9000, 9000, 9000, 7, 7, 7}, edges))
      << "a window has but some of the communities of all time";
  EXPECT_EQ(signed_modularity(std::vector<std::size_t>{0, 1}, {}), 0);
}

TEST(Communities, NoSingleMoveMakesThemBetter) {
  std::mt19937 random(5);
  for (int round = 0; round < 10; ++round) {
    const std::size_t vertices = 30;
    const auto edges = random_edges(random, vertices, 20);
    auto communities = communities_of(vertices, edges);
    const double ours = signed_modularity(communities, edges);
    for (std::size_t v = 0; v < vertices; ++v) {
      const std::size_t home = communities[v];
      for (std::size_t c = 0; c < vertices; ++c) {
        communities[v] = c;
        EXPECT_LE(signed_modularity(communities, edges), ours + 1e-9)
            << "vertex " << v << " to " << c;
      }
      communities[v] = home;
    }
  }
}

TEST(Communities, WhatIsHeldBetweenSlicesStaysTogether) {
  // Two groups of three in the first slice; in the second, the last of the first group is tied to
  // both.
  std::vector<SignedEdge> edges;
  const auto tie = [&](std::size_t left, std::size_t right, double weight) {
    edges.push_back({left, right, weight});
  };
  for (const std::size_t first : {0u, 6u}) {
    for (const std::size_t group : {0u, 3u}) {
      tie(first + group, first + group + 1, 1);
      tie(first + group + 1, first + group + 2, 1);
      tie(first + group, first + group + 2, 1);
    }
  }
  const std::vector<std::size_t> slices{0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1};
  const std::vector<std::size_t> start{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
  EXPECT_EQ(communities_of(slices, edges, start),
            (std::vector<std::size_t>{0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3}))
      << "what nothing holds is of its own";
  for (std::size_t v = 0; v < 6; ++v) tie(v, v + 6, 0.2);
  EXPECT_EQ(communities_of(slices, edges, start),
            (std::vector<std::size_t>{0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1}));
}

TEST(Communities, SlicesThatNothingHoldsAreAsTheyAreAlone) {
  std::mt19937 random(21);
  const auto one = random_edges(random, 25, 30);
  auto both = one;
  for (SignedEdge edge : random_edges(random, 25, 30)) {
    edge.left += 25;
    edge.right += 25;
    both.push_back(edge);
  }
  std::vector<std::size_t> slices(50, 0), start(50, 0);
  for (std::size_t v = 0; v < 50; ++v) {
    slices[v] = v / 25;
    start[v] = v;
  }
  auto together = communities_of(slices, both, start);
  together.resize(25);
  EXPECT_NEAR(signed_modularity(together, one), signed_modularity(communities_of(25, one), one),
              0.01);
}

}  // namespace
}  // namespace entente
