#include "graph/alliances/score.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <random>

#include "graph/resolve/profile.h"
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

using Documents = std::vector<std::string_view>;

TEST(Bootstrap, DrawsFollowFromTheDocumentAlone) {
  Bootstrap one, other;
  const auto counts = one.counts_of(Documents{"x", "y", "x"});
  EXPECT_EQ(*counts[1], *other.counts_of(Documents{"y"}).front());
  EXPECT_EQ(counts[0], counts[2]);
  EXPECT_NE(*counts[0], *counts[1]);
}

// One document after the other, one draw after the other.
std::uint8_t next_draw(std::uint64_t& state) {
  state += 0x9E3779B97F4A7C15ull;  // SplitMix64
  state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9ull;
  state = (state ^ (state >> 27)) * 0x94D049BB133111EBull;
  state ^= state >> 31;
  const double uniform = static_cast<double>(state >> 11) * 0x1.0p-53;
  double probability = std::exp(-1.0);  // Poisson, by inversion
  double sum = probability;
  std::uint8_t count = 0;
  while (uniform >= sum && count < 20) {
    probability /= ++count;
    sum += probability;
  }
  return count;
}

TEST(Bootstrap, DrawsSideBySideAreThoseOneByOne) {
  std::vector<std::string> names;
  for (int n = 0; n < 2003; ++n) names.push_back("document " + std::to_string(n));
  Bootstrap bootstrap;
  const auto counts = bootstrap.counts_of(Documents(names.begin(), names.end()));
  for (std::size_t n = 0; n < names.size(); ++n) {
    std::uint64_t state = hash_of(names[n]);
    for (const std::uint8_t count : *counts[n]) ASSERT_EQ(count, next_draw(state)) << names[n];
  }
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
    }
    std::ranges::stable_sort(stories, {}, &Story::day);
    std::vector<DaySpan> windows;
    for (int first = 10; first <= 340; first += 50) {
      windows.push_back({.first = first, .last = first + 40});
    }
    const auto told = facts(20);
    Bootstrap bootstrap;
    const ScoresOverTime all =
        scores_of(stories, told, window, windows, 90, bootstrap, Intervals::Find);
    const ScoresOverTime bare =
        scores_of(stories, told, window, windows, 90, bootstrap, Intervals::Skip);
    ASSERT_EQ(all.windows.size(), windows.size());
    for (std::size_t n = 0; n < windows.size(); ++n) {
      const AllianceScore alone = score_of(stories, told, windows[n], 90, bootstrap);
      EXPECT_EQ(all.windows[n].score, alone.score);
      EXPECT_EQ(all.windows[n].low, alone.low);
      EXPECT_EQ(all.windows[n].high, alone.high);
      EXPECT_EQ(all.windows[n].parts.size(), alone.parts.size());
      EXPECT_EQ(bare.windows[n].score, alone.score);
    }
    EXPECT_EQ(all.whole.score, bare.whole.score);
  }
}

// The draws' scores, sorted: the interval is from the eleventh to the last but ten.
TEST(Interval, LeavesATwentiethOfTheDrawsOnEachSide) {
  std::mt19937 random(11);
  std::vector<Story> stories;
  for (std::size_t n = 0; n < 30; ++n) {
    stories.push_back(story(360, static_cast<double>(random() % 200) / 10.0 - 10.05, n));
  }
  const auto told = facts(30);
  Bootstrap bootstrap;
  const AllianceScore result = score_of(stories, told, window, 180, bootstrap);
  std::vector<double> drawn;
  for (std::size_t draw = 0; draw < Bootstrap::draws; ++draw) {
    double cooperation = 0, conflict = 0;
    for (std::size_t n = 0; n < stories.size(); ++n) {
      const std::string_view document = told[n].evidence.front().document;
      const double amount =
          stories[n].weight * bootstrap.counts_of(Documents{document}).front()->at(draw);
      (amount > 0 ? cooperation : conflict) += std::abs(amount);
    }
    drawn.push_back((cooperation - conflict) / (cooperation + conflict + 10));
  }
  std::ranges::sort(drawn);
  EXPECT_DOUBLE_EQ(result.low, drawn[10]);
  EXPECT_DOUBLE_EQ(result.high, drawn[189]);
}

TEST(Trend, IsTheMedianSlope) {
  EXPECT_DOUBLE_EQ(*trend_of(std::vector<std::optional<double>>{0.0, 0.1, 0.2, 0.3}), 0.1);
  EXPECT_DOUBLE_EQ(*trend_of(std::vector<std::optional<double>>{0.0, {}, 0.2, 0.3, -0.9, 0.5}), 0.1)
      << "one outlier does not turn it";
  EXPECT_FALSE(trend_of(std::vector<std::optional<double>>{{}, 0.2, {}}));
}

}  // namespace
}  // namespace entente
