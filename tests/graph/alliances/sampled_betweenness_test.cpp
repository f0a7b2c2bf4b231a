#include "graph/alliances/sampled_betweenness.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <iostream>
#include <random>

#include "graph/alliances/betweenness.h"

namespace entente {
namespace {

// In several pieces where edges are few; with short lengths many paths are equally long.
std::vector<LengthEdge> random_edges(std::mt19937& random, std::size_t vertices,
                                     std::size_t percent, EdgeLength longest) {
  std::vector<LengthEdge> edges;
  for (std::size_t left = 0; left < vertices; ++left) {
    for (std::size_t right = left + 1; right < vertices; ++right) {
      if (random() % 100 >= percent) continue;
      edges.push_back({.left = left,
                       .right = right,
                       .length = 1 + static_cast<EdgeLength>(random()) % longest});
    }
  }
  return edges;
}

double pairs_of(std::size_t vertices) {
  return static_cast<double>(vertices) * static_cast<double>(vertices - 1) / 2;
}

TEST(SampledBetweenness, IsAsNearToWhatAllPathsSayAsItPromises) {
  constexpr unsigned seed = 41;
  std::cout << "seed " << seed << '\n';
  std::mt19937 random(seed);
  double greatest = 0.0;
  for (int round = 0; round < 40; ++round) {
    const std::size_t vertices = random() % 120 + 3;
    const auto edges =
        random_edges(random, vertices, random() % 20 + 1, round % 2 == 0 ? 4 : 4'000'000'000);
    const auto all = betweenness_of(vertices, edges);
    const auto sampled = sampled_betweenness_of(vertices, edges, {.error = 0.02, .doubt = 0.001});
    ASSERT_EQ(sampled.size(), all.size());
    for (std::size_t v = 0; v < vertices; ++v) {
      ASSERT_NEAR(sampled[v] / pairs_of(vertices), all[v] / pairs_of(vertices), 0.02)
          << round << ' ' << v;
      greatest = std::max(greatest, all[v] / pairs_of(vertices));
    }
  }
  EXPECT_GT(greatest, 0.2) << "or there was nothing to miss";
}

// Far below the promise: estimates have no bias, not even where paths are equally long.
TEST(SampledBetweenness, OfManyPathsComesNear) {
  std::mt19937 random(42);
  for (const EdgeLength longest : {1, 3, 1'000'000}) {
    const auto edges = random_edges(random, 40, 15, longest);
    const auto all = betweenness_of(40, edges);
    const auto sampled = sampled_betweenness_of(40, edges, {.error = 0.003, .doubt = 0.01});
    for (std::size_t v = 0; v < 40; ++v)
      EXPECT_NEAR(sampled[v] / pairs_of(40), all[v] / pairs_of(40), 0.0015) << longest << ' ' << v;
  }
}

TEST(SampledBetweenness, IsTheSameWheneverThreadsRun) {
  std::mt19937 random(43);
  const auto edges = random_edges(random, 300, 10, 1'000'000);
  const auto once = sampled_betweenness_of(300, edges);
  for (int again = 0; again < 3; ++again) EXPECT_EQ(sampled_betweenness_of(300, edges), once);
}

TEST(SampledBetweenness, WithoutEdgesNobodyStandsBetween) {
  for (const std::size_t vertices : {0u, 1u, 2u, 3u, 10u})
    EXPECT_EQ(sampled_betweenness_of(vertices, {}), std::vector<double>(vertices, 0.0));
}

TEST(SampleSize, GrowsWithTheSquareOfWhatIsAskedForAndTheLengthOfPaths) {
  // 0.5 / 0.01² · (⌊log2(10 − 2)⌋ + 1 + ln 100)
  EXPECT_EQ(sample_size(10, {.error = 0.01, .doubt = 0.01}),
            static_cast<std::size_t>(std::ceil(5'000 * (4 + std::log(100.0)))));
  EXPECT_NEAR(static_cast<double>(sample_size(10, {.error = 0.005, .doubt = 0.01})),
              4.0 * static_cast<double>(sample_size(10, {.error = 0.01, .doubt = 0.01})), 4.0);
  EXPECT_LT(sample_size(10, {}), sample_size(11 + 8, {}));
}

}  // namespace
}  // namespace entente
