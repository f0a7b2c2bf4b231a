#include "graph/alliances/change_points.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <random>

namespace entente {
namespace {

// What stories of real pairs weigh: those of two that get along, and of two that do not.
const std::vector<double> friendly{1, 1, 1, 1, 4, 4, 3.5, 6.4, 7.4, -1, -2, 1, 4, 1, -6};
const std::vector<double> hostile{-2, -2, -6, -10, -7, -4, 1, 1, -10, -7.2, 4, -2, -4, -6, 1};

Story story_of_day(int day, double weight) {
  return {.day = day, .relation_class = RelationClass::Other, .weight = weight, .facts = {}};
}

double drawn(const std::vector<double>& from, std::mt19937& random) {
  return from[random() % from.size()];
}

// So many stories on days of a year, sorted.
std::vector<int> days(std::size_t count, std::mt19937& random) {
  std::vector<int> days;
  for (std::size_t n = 0; n < count; ++n) days.push_back(static_cast<int>(random() % 365));
  std::ranges::sort(days);
  return days;
}

double cost_of(std::span<const double> values, std::span<const std::size_t> cuts, double penalty) {
  double cost = penalty * static_cast<double>(cuts.size());
  std::size_t begin = 0;
  for (std::size_t n = 0; n <= cuts.size(); ++n) {
    const std::size_t end = n < cuts.size() ? cuts[n] : values.size();
    double mean = 0.0;
    for (std::size_t v = begin; v < end; ++v) mean += values[v] / static_cast<double>(end - begin);
    for (std::size_t v = begin; v < end; ++v) cost += (values[v] - mean) * (values[v] - mean);
    begin = end;
  }
  return cost;
}

TEST(BestCuts, AreThoseOfAllThereCouldBe) {
  std::mt19937 random(3);
  for (int round = 0; round < 200; ++round) {
    std::vector<double> values;
    const std::size_t count = 1 + random() % 11;
    double level = 0.0;
    for (std::size_t n = 0; n < count; ++n) {
      if (random() % 4 == 0) level = static_cast<double>(random() % 7) - 3;
      values.push_back(level + static_cast<double>(random() % 100) / 50);
    }
    std::vector<std::size_t> places;
    for (std::size_t n = 1; n < count; ++n) {
      if (random() % 4 != 0) places.push_back(n);
    }
    const double penalty = 0.2 + static_cast<double>(random() % 40) / 10;
    double least = std::numeric_limits<double>::max();
    for (unsigned chosen = 0; chosen < 1u << places.size(); ++chosen) {
      std::vector<std::size_t> cuts;
      for (std::size_t n = 0; n < places.size(); ++n) {
        if ((chosen >> n & 1u) != 0) cuts.push_back(places[n]);
      }
      least = std::min(least, cost_of(values, cuts, penalty));
    }
    const auto cuts = best_cuts(values, places, penalty);
    EXPECT_TRUE(std::ranges::includes(places, cuts));
    EXPECT_NEAR(cost_of(values, cuts, penalty), least, 1e-9) << "round " << round;
  }
}

TEST(BestCuts, NothingIsNotCut) { EXPECT_TRUE(best_cuts({}, {}, 1.0).empty()); }

TEST(StandardRanks, HaveMeanZeroAndVarianceOneAndEqualOnesTheSame) {
  const std::vector<Story> stories{story_of_day(0, 1), story_of_day(1, -10), story_of_day(2, 1),
                                   story_of_day(3, 7.4)};
  const auto ranks = standard_ranks(stories);
  EXPECT_EQ(ranks[0], ranks[2]);
  EXPECT_LT(ranks[1], ranks[0]);
  EXPECT_LT(ranks[0], ranks[3]);
  EXPECT_NEAR(ranks[0] + ranks[1] + ranks[2] + ranks[3], 0.0, 1e-12);
  double squares = 0.0;
  for (const double rank : ranks) squares += rank * rank / 4;
  EXPECT_NEAR(squares, 1.0, 1e-12);
  EXPECT_EQ(standard_ranks(std::vector<Story>{story_of_day(0, 1), story_of_day(1, 1)}),
            (std::vector<double>{0, 0}));
}

TEST(ChangePoints, PlantedOneIsFoundWithinDays) {
  std::mt19937 random(17);
  int found = 0, others = 0;
  constexpr int rounds = 100;
  for (int round = 0; round < rounds; ++round) {
    const auto on = days(100, random);
    const std::size_t at = 30 + random() % 40;
    std::vector<Story> stories;
    for (std::size_t n = 0; n < on.size(); ++n)
      stories.push_back(
          story_of_day(on[n], drawn((n < at) == (round % 2 == 0) ? friendly : hostile, random)));
    for (const ChangePoint& change : change_points_of(stories)) {
      if (std::abs(change.day - on[at]) > 14) {
        ++others;
        continue;
      }
      ++found;
      EXPECT_EQ(change.better(), round % 2 == 1);
      EXPECT_LE(change.p, 0.05);
      EXPECT_LT(change.last_before, change.day);
    }
  }
  EXPECT_GE(found, 85 * rounds / 100);
  EXPECT_LE(others, 20 * rounds / 100) << "more of them, or placed farther off";
}

TEST(ChangePoints, ShuffledStoriesHaveFew) {
  std::mt19937 random(23);
  int found = 0;
  constexpr int rounds = 200;
  for (int round = 0; round < rounds; ++round) {
    const auto on = days(3 + random() % 150, random);
    std::vector<Story> stories;
    for (const int day : on)
      stories.push_back(story_of_day(day, drawn(random() % 2 == 0 ? friendly : hostile, random)));
    found += static_cast<int>(change_points_of(stories).size());
  }
  EXPECT_LE(found, rounds / 10);
}

TEST(ChangePoints, MoreReportsAreNoChange) {
  std::vector<Story> stories;
  for (int day = 0; day < 200; ++day) {
    for (int more = 0; more < (day < 100 ? 1 : 8); ++more)
      stories.push_back(
          story_of_day(day, friendly[static_cast<std::size_t>(day * 7 + more * 4) % 15]));
  }
  EXPECT_TRUE(change_points_of(stories).empty());
}

TEST(ChangePoints, OneGraveStoryIsNoChange) {
  std::vector<Story> stories;
  for (int day = 0; day < 60; ++day)
    stories.push_back(story_of_day(day, friendly[static_cast<std::size_t>(day) % 15]));
  stories[30].weight = -10;
  stories[31].weight = -10;
  EXPECT_TRUE(change_points_of(stories).empty());
}

TEST(ChangePoints, FewStoriesTellNothing) {
  EXPECT_TRUE(change_points_of({}).empty());
  EXPECT_TRUE(
      change_points_of(std::vector<Story>{story_of_day(0, 7), story_of_day(9, -10)}).empty());
  EXPECT_TRUE(change_points_of(std::vector<Story>{story_of_day(0, 7), story_of_day(1, 7),
                                                  story_of_day(9, -9), story_of_day(10, -10)})
                  .empty());
}

TEST(ChangePoints, LieBetweenDays) {
  std::vector<Story> stories;
  for (int day = 0; day < 40; ++day) {
    for (int n = 0; n < 3; ++n) stories.push_back(story_of_day(day, (day * 3 + n) < 61 ? 4 : -7));
  }
  const auto changes = change_points_of(stories);
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes.front().day - changes.front().last_before, 1);
  EXPECT_NEAR(changes.front().day, 20, 1);
}

TEST(ChangePoints, SayLevelsAndWhatSpeaksForThem) {
  std::vector<Story> stories;
  for (int n = 0; n < 40; ++n) stories.push_back(story_of_day(n * 3, n < 20 ? 4 : -6));
  stories[25].weight = -10;
  stories[22].weight = 1;  // speaks against it
  const auto changes = change_points_of(stories);
  ASSERT_EQ(changes.size(), 1u);
  const ChangePoint& change = changes.front();
  EXPECT_EQ(change.last_before, 57);
  EXPECT_EQ(change.day, 60);
  EXPECT_NEAR(change.before, 4, 1e-12);
  EXPECT_NEAR(change.after, (-6 * 18 - 10 + 1) / 20.0, 1e-12);
  EXPECT_FALSE(change.better());
  EXPECT_NEAR(change.p, 0.001, 1e-12);
  ASSERT_EQ(change.stories.size(), 10u + 10u) << "of 30 days before and after, but for one";
  EXPECT_EQ(change.stories.front(), &stories[25]);
  EXPECT_EQ(std::ranges::count(change.stories, &stories[22]), 0);
}

TEST(ChangePoints, AreTheSameEachTime) {
  std::mt19937 random(5);
  std::vector<Story> stories;
  for (const int day : days(120, random))
    stories.push_back(story_of_day(day, drawn(hostile, random)));
  for (std::size_t n = 50; n < 120; ++n) stories[n].weight = drawn(friendly, random);
  const auto one = change_points_of(stories);
  const auto other = change_points_of(stories);
  ASSERT_FALSE(one.empty());
  ASSERT_EQ(one.size(), other.size());
  for (std::size_t n = 0; n < one.size(); ++n) {
    EXPECT_EQ(one[n].day, other[n].day);
    EXPECT_EQ(one[n].p, other[n].p);
  }
}

}  // namespace
}  // namespace entente
