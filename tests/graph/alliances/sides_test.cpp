#include "graph/alliances/sides.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <iostream>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tests/graph/alliances/told_facts.h"

namespace entente {
namespace {

using testing::fact;

void expect_same(const std::vector<Alliance>& found, std::span<const Alliance> expected) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t n = 0; n < found.size(); ++n) {
    EXPECT_EQ(found[n].actor, expected[n].actor);
    EXPECT_EQ(found[n].other, expected[n].other);
    EXPECT_EQ(found[n].score.score, expected[n].score.score);
    EXPECT_EQ(found[n].score.low, expected[n].score.low);
    EXPECT_EQ(found[n].score.high, expected[n].score.high);
    EXPECT_EQ(found[n].windows.size(), expected[n].windows.size());
  }
}

class RandomSides : public ::testing::TestWithParam<unsigned> {
 protected:
  RandomSides() : random_(GetParam()) {
    std::cout << "seed " << GetParam() << '\n';
    for (int n = 0; n < 40; ++n)
      facts_.push_back(fact({.subject = "a", .object = "b", .document = "d" + std::to_string(n)}));
    for (int left = 100; left < 140; ++left) {
      for (int right = left + 1; right < 140; ++right) {
        if (random_() % 2 == 0) pairs_.push_back(pair(left, right));
      }
    }
  }

  // Few stories of whole weights, so that many are equally sure; a half stand on one side alone.
  PairStories pair(int left, int right) {
    PairStories pair{.left = std::to_string(left), .right = std::to_string(right), .stories = {}};
    const int side = static_cast<int>(random_() % 4);  // cooperation, conflict, or both
    const int count = 1 + static_cast<int>(random_() % 12);
    for (int n = 0; n < count; ++n) {
      double weight = static_cast<double>(1 + random_() % 10);
      if (side == 1 || (side > 1 && random_() % 2 == 0)) weight = -weight;
      pair.stories.push_back({.day = n * 10,
                              .relation_class = RelationClass::Consult,
                              .weight = weight,
                              .facts = {random_() % facts_.size()}});
    }
    return pair;
  }

  std::mt19937 random_;
  std::vector<Fact> facts_;
  std::vector<PairStories> pairs_;
};

TEST_P(RandomSides, AreTheEndsOfAllAlliances) {
  const Events events(facts_);
  const ScoreTime time{.whole = {0, 119}, .windows = {{0, 59}, {60, 119}}, .half_life = 1000};
  for (const std::optional<std::string_view> actor :
       {std::optional<std::string_view>(), std::optional<std::string_view>("120")}) {
    const auto all = alliances_of(actor, pairs_, events, time);
    std::vector<Alliance> partners;
    std::vector<Alliance> opponents;
    for (const Alliance& alliance : all) {
      if (std::abs(alliance.score.score) < least_shown_score) continue;
      (alliance.score.score > 0 ? partners : opponents).push_back(alliance);
    }
    std::ranges::reverse(opponents);
    for (const std::size_t most : {0u, 1u, 3u, 10u, 1000u}) {
      const Sides sides = sides_of(actor, pairs_, events, time, most);
      expect_same(sides.partners, std::span(partners).first(std::min(most, partners.size())));
      expect_same(sides.opponents, std::span(opponents).first(std::min(most, opponents.size())));
      EXPECT_EQ(sides.left_out, all.size() - sides.partners.size() - sides.opponents.size());
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomSides, ::testing::Range(1u, 21u));

// What is written 0.00 says nothing of where two stand, and none of it is at the head of a list.
TEST(Sides, WhoseScoreRoundsToNothingAreOnNeither) {
  const std::vector<Fact> facts{fact({.subject = "a", .object = "b"})};
  const auto told = [](const std::string& other, double weight) {
    return PairStories{
        .left = "a",
        .right = other,
        .stories = {{.relation_class = RelationClass::Consult, .weight = weight, .facts = {0}}}};
  };
  const std::vector<PairStories> pairs{told("enemy", -0.06), told("friend", 0.06),
                                       told("hardly", 0.04), told("hardly not", -0.04)};
  const Sides sides =
      sides_of("a", pairs, Events(facts), {.whole = {0, 0}, .windows = {}, .half_life = 10}, 5);
  ASSERT_EQ(sides.partners.size(), 1u);
  EXPECT_EQ(sides.partners.front().other, "friend");
  ASSERT_EQ(sides.opponents.size(), 1u);
  EXPECT_EQ(sides.opponents.front().other, "enemy");
  EXPECT_EQ(sides.left_out, 2u);
}

TEST(Sides, OfNobodyAreEmpty) {
  const Sides sides = sides_of({}, {}, {}, {.whole = {0, 9}, .windows = {}, .half_life = 10}, 5);
  EXPECT_TRUE(sides.partners.empty());
  EXPECT_TRUE(sides.opponents.empty());
  EXPECT_EQ(sides.left_out, 0u);
}

}  // namespace
}  // namespace entente
