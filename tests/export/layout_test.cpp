#include "export/layout.h"

#include <cmath>
#include <gtest/gtest.h>

namespace entente {
namespace {

// Two groups, each of which is all connected, and one edge between them.
std::vector<LayoutEdge> two_groups(std::size_t size) {
  std::vector<LayoutEdge> edges{{.from = 0, .to = size}};
  for (const std::size_t first : {std::size_t{0}, size}) {
    for (std::size_t one = 0; one < size; ++one) {
      for (std::size_t other = 0; other < one; ++other) {
        edges.push_back({.from = first + one, .to = first + other});
      }
    }
  }
  return edges;
}

double distance(const Place& one, const Place& other) {
  return std::hypot(one.x - other.x, one.y - other.y);
}

TEST(Layout, WhatBelongsTogetherLiesTogether) {
  constexpr std::size_t size = 8;
  const std::vector<LayoutNode> nodes(2 * size);
  const auto places = lay_out(nodes, two_groups(size));
  double within = 0.0;
  double between = 0.0;
  for (std::size_t one = 1; one < size; ++one) {
    for (std::size_t other = 1; other < size; ++other) {
      within += distance(places[one], places[other]);
      between += distance(places[one], places[size + other]);
    }
  }
  EXPECT_LT(2 * within, between);
}

TEST(Layout, TheSameGraphAlwaysGivesTheSamePlaces) {
  const std::vector<LayoutNode> nodes(40);
  const auto once = lay_out(nodes, two_groups(20));
  const auto again = lay_out(nodes, two_groups(20));
  for (std::size_t n = 0; n < nodes.size(); ++n) {
    EXPECT_EQ(once[n].x, again[n].x);
    EXPECT_EQ(once[n].y, again[n].y);
  }
}

TEST(Layout, NodesDoNotCoverEachOther) {
  const std::vector<LayoutNode> nodes(60, {.radius = 12.0});
  const auto places = lay_out(nodes, two_groups(30));
  for (std::size_t one = 0; one < nodes.size(); ++one) {
    for (std::size_t other = 0; other < one; ++other) {
      EXPECT_GT(distance(places[one], places[other]), 20.0) << one << " and " << other;
    }
  }
}

TEST(Layout, FillsItsSquareAndNothingElse) {
  for (const std::size_t size : {2U, 5U, 30U}) {
    const std::vector<LayoutNode> nodes(2 * size);
    double widest = 0.0;
    for (const Place& place : lay_out(nodes, two_groups(size)))
      widest = std::max({widest, std::abs(place.x), std::abs(place.y)});
    EXPECT_NEAR(widest, 500.0, 1e-6);
  }
}

TEST(Layout, GraphsWithoutEdgesOrNodesAndLoopsAreNoTrouble) {
  EXPECT_TRUE(lay_out({}, {}).empty());
  const std::vector<LayoutNode> nodes(3);
  const std::vector<LayoutEdge> loop{{.from = 1, .to = 1}};
  for (const auto& edges : {std::vector<LayoutEdge>{}, loop}) {
    for (const Place& place : lay_out(nodes, edges)) {
      EXPECT_TRUE(std::isfinite(place.x) && std::isfinite(place.y));
    }
  }
  const std::vector<LayoutNode> one(1);
  EXPECT_TRUE(std::isfinite(lay_out(one, {}).front().x));
}

}  // namespace
}  // namespace entente
