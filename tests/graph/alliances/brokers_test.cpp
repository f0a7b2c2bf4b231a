#include "graph/alliances/brokers.h"

#include <cmath>
#include <gtest/gtest.h>
#include <iostream>
#include <map>
#include <random>

#include "graph/alliances/paths.h"
#include "tests/graph/alliances/random_cooperation.h"

namespace entente {
namespace {

using testing::random_cooperation;

constexpr DaySpan first_days{0, 9};

std::map<std::string, double> betweenness(std::span<const Cooperation> pairs) {
  std::map<std::string, double> found;
  for (const Broker& broker : brokers_of(pairs, first_days).brokers)
    found[broker.actor] = broker.betweenness;
  return found;
}

TEST(Brokers, TheCentreOfAStarStandsBetweenAll) {
  const std::vector<Cooperation> star{
      {"a", "hub", 0.2}, {"b", "hub", 0.9}, {"c", "hub", 0.5}, {"d", "hub", 0.1}};
  const auto brokers = brokers_of(star, first_days).brokers;
  ASSERT_EQ(brokers.size(), 5u);
  EXPECT_EQ(brokers.front().actor, "hub");
  EXPECT_DOUBLE_EQ(brokers.front().betweenness, 1.0);
  EXPECT_EQ(brokers.front().partners, 4u);
  for (std::size_t n = 1; n < brokers.size(); ++n) {
    EXPECT_EQ(brokers[n].betweenness, 0.0);
    EXPECT_EQ(brokers[n].partners, 1u);
    if (n == 1) continue;
    EXPECT_LT(brokers[n - 1].actor, brokers[n].actor) << "equals stand by id";
  }
}

TEST(Brokers, OfAChainOfFourTheInnerTwoHaveTwoPairsOfThree) {
  const auto found =
      betweenness(std::vector<Cooperation>{{"a", "b", 0.5}, {"b", "c", 0.5}, {"c", "d", 0.5}});
  EXPECT_DOUBLE_EQ(found.at("b"), 2.0 / 3.0);
  EXPECT_DOUBLE_EQ(found.at("c"), 2.0 / 3.0);
  EXPECT_EQ(found.at("a"), 0.0);
}

TEST(Brokers, EquallyStrongPathsShareAPair) {
  const auto found = betweenness(std::vector<Cooperation>{
      {"a", "x", 0.5}, {"a", "y", 0.25}, {"b", "x", 0.25}, {"b", "y", 0.5}});
  EXPECT_DOUBLE_EQ(found.at("x"), 0.5 / 3.0) << "a and b, half of them";
  EXPECT_DOUBLE_EQ(found.at("a"), 0.5 / 3.0) << "x and y, half of them";
}

TEST(Brokers, AStrongDetourIsPreferredToAWeakTie) {
  std::vector<Cooperation> triangle{{"a", "b", 0.5}, {"a", "c", 0.8}, {"b", "c", 0.8}};
  EXPECT_DOUBLE_EQ(betweenness(triangle).at("c"), 1.0);
  triangle[0].score = 0.7;
  EXPECT_EQ(betweenness(triangle).at("c"), 0.0);
}

TEST(Brokers, AmongTwoNobodyStandsBetween) {
  EXPECT_TRUE(brokers_of(std::vector<Cooperation>{}, first_days).brokers.empty());
  for (const Broker& broker :
       brokers_of(std::vector<Cooperation>{{"a", "b", 0.5}}, first_days).brokers) {
    EXPECT_EQ(broker.betweenness, 0.0);
  }
}

// A wheel of as many spokes: the centre is on nearly all paths, nobody else on many.
std::vector<Cooperation> wheel(std::size_t spokes) {
  std::vector<Cooperation> pairs;
  const auto name = [](std::size_t n) { return std::to_string(100'000 + n); };
  for (std::size_t n = 0; n < spokes; ++n) pairs.push_back({name(n), "hub", 0.5});
  for (std::size_t n = 1; n < spokes; ++n) pairs.push_back({name(n - 1), name(n), 0.9});
  return pairs;
}

TEST(Brokers, OfManyActorsAreEstimatedUnlessAllPathsAreAskedFor) {
  const auto pairs = wheel(most_counted_actors);
  const BrokerWindow all = brokers_of(pairs, first_days, Paths::All);
  const BrokerWindow sampled = brokers_of(pairs, first_days);
  EXPECT_FALSE(all.error);
  ASSERT_TRUE(sampled.error);
  EXPECT_NEAR(*sampled.error, 0.025, 0.0001);
  EXPECT_EQ(sampled.pairs, pairs.size());
  EXPECT_EQ(sampled.brokers.front().actor, "hub");
  std::map<std::string, double> counted;
  for (const Broker& broker : all.brokers) counted[broker.actor] = broker.betweenness;
  for (const Broker& broker : sampled.brokers)
    EXPECT_NEAR(broker.betweenness, counted.at(broker.actor), *sampled.error) << broker.actor;
}

TEST(Brokers, UpToTheNamedNumberOfActorsAllPathsAreCounted) {
  const auto pairs = wheel(most_counted_actors - 1);
  const BrokerWindow found = brokers_of(pairs, first_days);
  EXPECT_EQ(found.brokers.size(), most_counted_actors);
  EXPECT_FALSE(found.error);
}

// Where no two paths are equally strong, betweenness counts paths.
TEST(Brokers, BetweennessIsTheShareOfStrongestPathsOverAnActor) {
  constexpr unsigned seed = 83;
  std::cout << "seed " << seed << '\n';
  std::mt19937 random(seed);
  for (int round = 0; round < 20; ++round) {
    const auto pairs = random_cooperation(random, 9, 0.4);
    const auto found = betweenness(pairs);
    std::map<std::string, double> counted;
    for (const auto& [from, ignored] : found) {
      for (const auto& [to, also_ignored] : found) {
        if (from >= to) continue;
        const auto path = strongest_path(pairs, {.from = from, .to = to});
        for (std::size_t n = 1; path && n + 1 < path->actors.size(); ++n)
          ++counted[path->actors[n]];
      }
    }
    const auto size = static_cast<double>(found.size());
    for (const auto& [actor, share] : found) {
      EXPECT_NEAR(share, counted[actor] / ((size - 1) * (size - 2) / 2), 1e-9) << actor;
    }
  }
}

PairStories aiding_pair(const std::string& left, const std::string& right, std::vector<int> days) {
  PairStories made{.left = left, .right = right, .stories = {}};
  for (const int day : days) {
    made.stories.push_back(
        {.day = day, .relation_class = RelationClass::Aid, .weight = 7.4, .facts = {}});
  }
  return made;
}

TEST(Brokers, OfAWindowSayHowTheyHaveChanged) {
  const std::vector<PairStories> pairs{aiding_pair("a", "b", {5}), aiding_pair("a", "c", {15}),
                                       aiding_pair("b", "c", {5, 15}), aiding_pair("b", "d", {25})};
  const std::vector<DaySpan> windows{{0, 9}, {10, 19}, {20, 29}, {30, 39}};
  const auto found = brokers_of(pairs, windows, 180, 0.0);
  ASSERT_EQ(found.size(), 4u);
  const auto broker = [&](std::size_t window, const std::string& actor) {
    const auto at = std::ranges::find(found[window].brokers, actor, &Broker::actor);
    EXPECT_NE(at, found[window].brokers.end()) << actor;
    return *at;
  };
  EXPECT_EQ(found[0].pairs, 2u);
  EXPECT_DOUBLE_EQ(broker(0, "b").betweenness, 1.0);
  EXPECT_FALSE(broker(0, "b").change);
  EXPECT_DOUBLE_EQ(broker(1, "c").betweenness, 1.0);
  EXPECT_DOUBLE_EQ(*broker(1, "c").change, 1.0);
  EXPECT_DOUBLE_EQ(*broker(1, "b").change, -1.0);
  EXPECT_DOUBLE_EQ(*broker(2, "d").change, 0.0) << "who was not there stood between nobody";
  EXPECT_TRUE(found[3].brokers.empty());
}

TEST(Brokers, WhoIsNoLongerTiedHasFallenToNothing) {
  const std::vector<PairStories> pairs{
      aiding_pair("a", "hub", {5}), aiding_pair("b", "c", {15, 25}), aiding_pair("b", "hub", {5})};
  const std::vector<DaySpan> windows{{0, 9}, {10, 19}, {20, 29}};
  const auto found = brokers_of(pairs, windows, 180, 0.0);
  ASSERT_EQ(found[1].brokers.size(), 3u) << "a was never a broker";
  const Broker& hub = found[1].brokers.back();
  EXPECT_EQ(hub.actor, "hub");
  EXPECT_EQ(hub.betweenness, 0.0);
  EXPECT_EQ(hub.partners, 0u);
  EXPECT_DOUBLE_EQ(*hub.change, -1.0);
  EXPECT_EQ(found[1].actors, 2u) << "those that are tied";
  EXPECT_EQ(found[2].brokers.size(), 2u) << "said once";
}

}  // namespace
}  // namespace entente
