#include "graph/alliances/score.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <gtest/gtest.h>
#include <random>
#include <set>

#include "tests/graph/alliances/told_facts.h"

namespace entente {
namespace {

using testing::fact;

const DaySpan weighed_days{.first = 0, .last = 360};

Story story(int day, double weight, std::size_t fact = 0) {
  return {.day = day, .relation_class = RelationClass::Consult, .weight = weight, .facts = {fact}};
}

std::vector<Fact> facts(std::size_t count) {
  std::vector<Fact> facts;
  for (std::size_t n = 0; n < count; ++n) {
    facts.push_back(
        fact({.subject = "a", .object = "b", .document = "document " + std::to_string(n)}));
  }
  return facts;
}

AllianceScore score(const std::vector<Story>& stories, double half_life = 180) {
  return score_of(stories, Events(facts(stories.size())), weighed_days, half_life);
}

TEST(Score, IsTheShareOfCooperationLessThatOfConflict) {
  const AllianceScore both = score({story(360, 8), story(360, -2)});
  EXPECT_DOUBLE_EQ(both.score, (8.0 - 2.0) / (8.0 + 2.0 + 10.0));
  EXPECT_DOUBLE_EQ(both.cooperation, 8);
  EXPECT_DOUBLE_EQ(both.conflict, 2);
}

TEST(Score, HalvesWithTheHalfLife) {
  EXPECT_DOUBLE_EQ(score({story(180, 8)}).cooperation, 4);
  EXPECT_DOUBLE_EQ(score({story(0, 8)}).cooperation, 2);
  EXPECT_DOUBLE_EQ(score({story(0, 8)}, 360).cooperation, 4);
}

TEST(Score, OutsideTheWindowNothingCounts) {
  const AllianceScore none = score({story(-1, 8), story(361, 8)});
  EXPECT_EQ(none.score, 0);
  EXPECT_TRUE(none.parts.empty());
  EXPECT_EQ(balance_of(std::vector{story(-1, 8), story(361, 8)}, weighed_days, 180), 0);
}

TEST(Score, WhatLastsCountsFromItsLastDayInTheWindow) {
  Story lasting = story(360, 8);
  lasting.first = 100;
  const auto counted = [&](const DaySpan& days) { return amount_of(lasting, days, 180); };
  EXPECT_EQ(counted(weighed_days), 8);
  EXPECT_EQ(counted({.first = 0, .last = 200}), 8) << "it goes on";
  EXPECT_EQ(counted({.first = 350, .last = 540}), 4) << "it ended half a year before";
  EXPECT_FALSE(counted({.first = 0, .last = 99}));
  EXPECT_FALSE(counted({.first = 361, .last = 540}));
}

TEST(Score, PartsAddUpToIt) {
  std::mt19937 random(3);
  for (int round = 0; round < 50; ++round) {
    std::vector<Story> stories;
    for (auto n = random() % 40; n > 0; --n) {
      stories.push_back(story(static_cast<int>(random() % 361),
                              static_cast<double>(random() % 200) / 10.0 - 10.05, stories.size()));
    }
    const AllianceScore whole = score(stories);
    double sum = 0;
    for (const StoryPart& part : whole.parts) sum += part.part;
    EXPECT_NEAR(sum, whole.score, 1e-12);
    EXPECT_DOUBLE_EQ(balance_of(stories, weighed_days, 180), whole.score);
    EXPECT_EQ(whole.parts.size(), stories.size());
    EXPECT_LE(std::abs(whole.score), 1.0);
    for (std::size_t n = 1; n < whole.parts.size(); ++n) {
      EXPECT_GE(std::abs(whole.parts[n - 1].part), std::abs(whole.parts[n].part));
    }
  }
}

TEST(Score, MuchReportedActorsDoNotDrownOthers) {
  std::vector<Story> few(10, story(360, 4));
  std::vector<Story> many(1000, story(360, 4));
  for (std::size_t n = 0; n < many.size(); n += 2) many[n].weight = -4;
  EXPECT_GT(score(few).score, score(many).score + 0.5);
}

TEST(Interval, HoldsTheScoreAndNarrowsWithMoreDocuments) {
  const auto alternating = [](std::size_t count) {
    std::vector<Story> stories;
    for (std::size_t n = 0; n < count; ++n) stories.push_back(story(360, n % 3 == 0 ? -4 : 4, n));
    return score(stories);
  };
  const AllianceScore few = alternating(9);
  const AllianceScore many = alternating(900);
  EXPECT_LT(few.low, few.score);
  EXPECT_GT(few.high, few.score);
  EXPECT_LT(many.high - many.low, (few.high - few.low) / 5);
}

TEST(Interval, OneDocumentForAllIsUncertain) {
  std::vector<Story> stories(20, story(360, 4, 0));
  const AllianceScore result = score_of(stories, Events(facts(1)), weighed_days, 180);
  EXPECT_EQ(result.low, 0) << "without the document nothing is known";
}

// For stories of one document each the sum of draws is Poisson distributed: its spread is known.
TEST(Interval, CoversWhatItShould) {
  std::vector<Story> stories;
  for (std::size_t n = 0; n < 400; ++n) stories.push_back(story(360, 1, n));
  const AllianceScore result = score(stories);
  const auto balance = [](double sum) { return sum / (sum + 10); };
  EXPECT_NEAR(result.low, balance(400 - 1.645 * 20), 0.002);
  EXPECT_NEAR(result.high, balance(400 + 1.645 * 20), 0.002);
}

TEST(Draws, FollowFromTheDocumentAlone) {
  EXPECT_EQ(draws_of("y"), draws_of("y"));
  EXPECT_NE(draws_of("x"), draws_of("y"));
}

TEST(Draws, ArePoissonDistributed) {
  std::array<double, 8> seen{};
  constexpr std::size_t documents = 5000;
  for (std::size_t n = 0; n < documents; ++n) {
    for (const std::uint16_t count : draws_of("document " + std::to_string(n))) seen.at(count) += 1;
  }
  double probability = std::exp(-1.0);
  for (std::size_t count = 0; count < seen.size(); ++count) {
    const double expected = probability * documents * bootstrap_draws;
    // Four standard deviations, and what 16 bits cannot tell.
    EXPECT_NEAR(seen[count], expected, 4 * std::sqrt(expected) + 16) << count;
    probability /= static_cast<double>(count + 1);
  }
}

TEST(Draws, OfTwoDocumentsHaveNothingToDoWithEachOther) {
  double product = 0;
  constexpr std::size_t documents = 2000;
  for (std::size_t n = 0; n < documents; ++n) {
    const Draws one = draws_of("document " + std::to_string(n));
    const Draws other = draws_of("document " + std::to_string(n + 1));
    for (std::size_t draw = 0; draw < bootstrap_draws; ++draw)
      product += (one[draw] - 1.0) * (other[draw] - 1.0);
  }
  const double draws = documents * bootstrap_draws;
  EXPECT_NEAR(product / draws, 0.0, 4 / std::sqrt(draws));
}

// What scores_of finds in one go is what the formula says of each window, to the last bit.
TEST(ScoresOverTime, AreThoseOfEachWindowAlone) {
  std::mt19937 random(5);
  for (int round = 0; round < 50; ++round) {
    std::vector<Story> stories;
    for (auto n = random() % 60; n > 0; --n) {
      stories.push_back(story(static_cast<int>(random() % 361),
                              static_cast<double>(random() % 200) / 10.0 - 10.05, random() % 20));
      if (random() % 3 == 0) stories.back().facts.push_back(random() % 20);
      if (random() % 3 == 0) stories.back().first -= static_cast<int>(random() % 150);
    }
    std::ranges::stable_sort(stories, {}, &Story::first);
    std::vector<DaySpan> windows;
    for (int first = 10; first <= 340; first += 50) {
      windows.push_back({.first = first, .last = first + 40});
    }
    const Events told(facts(20));
    const ScoresOverTime all = scores_of(stories, told, weighed_days, windows, 90, Intervals::Find);
    const ScoresOverTime bare =
        scores_of(stories, told, weighed_days, windows, 90, Intervals::Skip);
    const auto balances = balances_of(stories, windows, 90);
    ASSERT_EQ(all.windows.size(), windows.size());
    ASSERT_EQ(balances.size(), windows.size());
    for (std::size_t n = 0; n < windows.size(); ++n) {
      const AllianceScore alone = score_of(stories, told, windows[n], 90);
      EXPECT_EQ(all.windows[n].score, alone.score);
      EXPECT_EQ(all.windows[n].low, alone.low);
      EXPECT_EQ(all.windows[n].high, alone.high);
      EXPECT_EQ(all.windows[n].parts.size(), alone.parts.size());
      EXPECT_EQ(bare.windows[n].score, alone.score);
      EXPECT_EQ(balances[n], alone.parts.empty() ? std::nullopt : std::optional(alone.score));
    }
    EXPECT_EQ(all.whole.score, bare.whole.score);
  }
}

// The plain way: the draws' scores, sorted, are the interval's from the eleventh to the last but
// ten.
TEST(Interval, LeavesATwentiethOfTheDrawsOnEachSide) {
  std::mt19937 random(11);
  const auto told = facts(30);
  const Events events(told);
  for (int round = 0; round < 200; ++round) {
    // Now of both signs, now of one; of many documents or of few, so that scores are equal.
    const double lowest = std::array{-10.05, 0.05, -20.05}.at(random() % 3);
    const std::size_t documents = random() % 30 + 1;
    std::vector<Story> stories;
    for (auto n = random() % 30 + 1; n > 0; --n) {
      const double weight = static_cast<double>(random() % 200) / 10.0 + lowest;
      stories.push_back(story(360, weight, random() % documents));
      for (auto more = random() % 3; more > 0; --more)
        stories.back().facts.push_back(random() % documents);
    }
    const AllianceScore result = score_of(stories, events, weighed_days, 180);
    std::vector<double> drawn;
    for (std::size_t draw = 0; draw < bootstrap_draws; ++draw) {
      double cooperation = 0, conflict = 0;
      for (const Story& each : stories) {
        const std::set<std::size_t> of_story(each.facts.begin(), each.facts.end());
        double count = 0;
        for (const std::size_t n : of_story)
          count += draws_of(told[n].evidence.front().document).at(draw);
        const double amount = each.weight * count / static_cast<double>(of_story.size());
        (amount > 0 ? cooperation : conflict) += std::abs(amount);
      }
      drawn.push_back((cooperation - conflict) / (cooperation + conflict + 10));
    }
    std::ranges::sort(drawn);
    ASSERT_NEAR(result.low, drawn[10], 1e-12) << round;
    ASSERT_NEAR(result.high, drawn[189], 1e-12) << round;
  }
}

TEST(Trend, IsTheMedianSlope) {
  EXPECT_DOUBLE_EQ(*trend_of(std::vector<std::optional<double>>{0.0, 0.1, 0.2, 0.3}), 0.1);
  EXPECT_DOUBLE_EQ(*trend_of(std::vector<std::optional<double>>{0.0, {}, 0.2, 0.3, -0.9, 0.5}), 0.1)
      << "one outlier does not turn it";
}

TEST(Trend, IsNothingOfFewerThanThree) {
  EXPECT_FALSE(trend_of(std::vector<std::optional<double>>{{}, 0.2, {}}));
  EXPECT_FALSE(trend_of(std::vector<std::optional<double>>{0.1, {}, 0.9}));
  EXPECT_DOUBLE_EQ(*trend_of(std::vector<std::optional<double>>{0.1, {}, 0.3, 0.4}), 0.1);
}

}  // namespace
}  // namespace entente
