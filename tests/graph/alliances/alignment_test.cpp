#include "graph/alliances/alignment.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>

namespace entente {
namespace {

const DaySpan window{.first = 0, .last = 360};

PairStories pair(const std::string& one, const std::string& two, double weight, int day = 360) {
  return {.left = std::min(one, two),
          .right = std::max(one, two),
          .stories = {{.day = day,
                       .relation_class = RelationClass::Cooperate,
                       .weight = weight,
                       .facts = {0}}}};
}

std::vector<PairStories> sorted(std::vector<PairStories> pairs) {
  std::ranges::sort(pairs, {},
                    [](const PairStories& each) { return std::tie(each.left, each.right); });
  return pairs;
}

std::string actor(std::size_t number) {
  return "country/" + std::string(1, static_cast<char>('A' + number / 26)) +
         std::string(1, static_cast<char>('A' + number % 26));
}

// Two camps, the even and the odd ones; within a camp two in three act with each other, across few.
std::vector<PairStories> two_camps(std::size_t actors, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<PairStories> pairs;
  for (std::size_t one = 0; one < actors; ++one) {
    for (std::size_t two = one + 1; two < actors; ++two) {
      const bool together = one % 2 == two % 2;
      if (random() % 100 >= (together ? 66U : 10U)) continue;
      pairs.push_back(pair(actor(one), actor(two), static_cast<double>(random() % 80 + 10)));
    }
  }
  return sorted(pairs);
}

TEST(Alignment, WhoActsWithTheSameStandsInTheSamePlace) {
  const auto pairs = two_camps(30, 1);
  const Alignment alignment(pairs, window, 180);
  double within = 0, across = 0, within_unseen = 0;
  std::size_t of_within = 0, of_across = 0, of_unseen = 0;
  for (std::size_t one = 0; one < 30; ++one) {
    for (std::size_t two = one + 1; two < 30; ++two) {
      const double value = alignment.of(actor(one), actor(two)).value();
      if (one % 2 != two % 2) {
        across += value;
        ++of_across;
        continue;
      }
      within += value;
      ++of_within;
      const bool seen = std::ranges::any_of(pairs, [&](const PairStories& each) {
        return each.left == actor(one) && each.right == actor(two);
      });
      if (seen) continue;
      within_unseen += value;
      ++of_unseen;
    }
  }
  ASSERT_GT(of_unseen, 10U);
  EXPECT_GT(within / static_cast<double>(of_within), across / static_cast<double>(of_across) + 0.4);
  EXPECT_GT(within_unseen / static_cast<double>(of_unseen),
            across / static_cast<double>(of_across) + 0.2);
}

TEST(Alignment, PartsAddUpToIt) {
  for (unsigned seed = 1; seed <= 5; ++seed) {
    const auto pairs = two_camps(24, seed);
    const Alignment alignment(pairs, window, 180);
    for (const std::string_view one : alignment.actors()) {
      for (const std::string_view two : alignment.actors()) {
        if (one == two) continue;
        const auto parts = alignment.parts_of(one, two);
        double sum = 0;
        for (const auto& part : parts) sum += part.part;
        EXPECT_NEAR(sum, alignment.of(one, two).value(), 1e-9);
        EXPECT_LE(std::abs(alignment.of(one, two).value()), 1.0);
        EXPECT_TRUE(std::ranges::is_sorted(parts, std::ranges::greater{},
                                           [](const auto& part) { return std::abs(part.part); }));
      }
    }
  }
}

TEST(Alignment, IsTheSameFromBothSides) {
  const auto pairs = two_camps(24, 7);
  const Alignment alignment(pairs, window, 180);
  EXPECT_EQ(alignment.of(actor(3), actor(8)), alignment.of(actor(8), actor(3)));
}

// Above 300 actors the eigenvectors are found step by step: parts still add up, camps still part.
TEST(Alignment, HoldsForManyActors) {
  const auto pairs = two_camps(400, 2);
  const Alignment alignment(pairs, window, 180);
  EXPECT_GT(alignment.of(actor(0), actor(2)).value(), alignment.of(actor(0), actor(1)).value());
  double sum = 0;
  for (const auto& part : alignment.parts_of(actor(5), actor(9))) sum += part.part;
  EXPECT_NEAR(sum, alignment.of(actor(5), actor(9)).value(), 1e-6);
}

TEST(Alignment, ConflictDoesNotCount) {
  auto pairs = two_camps(20, 3);
  const auto before = Alignment(pairs, window, 180).of(actor(0), actor(4));
  for (PairStories& each : pairs) {
    each.stories.push_back(
        {.day = 300, .relation_class = RelationClass::Assault, .weight = -10, .facts = {0}});
  }
  EXPECT_EQ(Alignment(pairs, window, 180).of(actor(0), actor(4)), before);
}

TEST(Alignment, LittleCooperationGivesNoPosition) {
  const std::vector<PairStories> pairs{pair("a", "b", 30), pair("a", "c", 9.9), pair("b", "d", 10)};
  const Alignment alignment(pairs, window, 180);
  EXPECT_EQ(alignment.actors(), (std::vector<std::string_view>{"a", "b", "d"}));
  EXPECT_DOUBLE_EQ(alignment.cooperation_of("a"), 39.9);
  EXPECT_EQ(alignment.cooperation_of("c"), 0.0);
  EXPECT_FALSE(alignment.of("a", "c"));
  EXPECT_FALSE(alignment.of("a", "nobody"));
  EXPECT_TRUE(alignment.parts_of("a", "c").empty());
  // A half-life ago it was twice as much.
  const std::vector<PairStories> old{pair("a", "b", 19.9, 180)};
  EXPECT_TRUE(Alignment(old, window, 180).actors().empty());
}

TEST(Alignment, OutsideTheWindowNothingCounts) {
  const std::vector<PairStories> pairs{pair("a", "b", 90, 361), pair("a", "c", 90, -1)};
  EXPECT_TRUE(Alignment(pairs, window, 180).actors().empty());
  EXPECT_TRUE(Alignment({}, window, 180).actors().empty());
}

}  // namespace
}  // namespace entente
