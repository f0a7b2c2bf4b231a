#include "graph/alliances/score.h"

#include <cmath>
#include <gtest/gtest.h>
#include <random>

#include "tests/graph/alliances/told_facts.h"

namespace entente {
namespace {

using testing::fact;

const DaySpan window{.first = 0, .last = 360};

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
  Bootstrap bootstrap;
  return score_of(stories, facts(stories.size()), window, half_life, bootstrap);
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
  EXPECT_EQ(balance_of(std::vector{story(-1, 8), story(361, 8)}, window, 180), 0);
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
    EXPECT_DOUBLE_EQ(balance_of(stories, window, 180), whole.score);
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
  Bootstrap bootstrap;
  const AllianceScore result = score_of(stories, facts(1), window, 180, bootstrap);
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

TEST(Bootstrap, DrawsFollowFromTheDocumentAlone) {
  Bootstrap one, other;
  one.counts_of("x");
  EXPECT_EQ(one.counts_of("y"), other.counts_of("y"));
  EXPECT_NE(one.counts_of("x"), one.counts_of("y"));
}

TEST(Trend, IsTheMedianSlope) {
  EXPECT_DOUBLE_EQ(*trend_of(std::vector<std::optional<double>>{0.0, 0.1, 0.2, 0.3}), 0.1);
  EXPECT_DOUBLE_EQ(*trend_of(std::vector<std::optional<double>>{0.0, {}, 0.2, 0.3, -0.9, 0.5}), 0.1)
      << "one outlier does not turn it";
  EXPECT_FALSE(trend_of(std::vector<std::optional<double>>{{}, 0.2, {}}));
}

}  // namespace
}  // namespace entente
