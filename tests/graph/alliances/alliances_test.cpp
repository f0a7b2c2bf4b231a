#include "graph/alliances/alliances.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <iostream>
#include <numeric>
#include <random>
#include <utility>

#include "graph/alliances/windows.h"
#include "tests/graph/alliances/told_facts.h"

namespace entente {
namespace {

using testing::day;
using testing::fact;

class AlliancesOf : public ::testing::Test {
 protected:
  AlliancesOf() {
    for (int n = 0; n < 24; ++n) {
      const std::string date = iso_day(day("2020-01-15") + 30 * n);
      tell("a", RelationClass::Aid, "friend", date);
      tell("foe", RelationClass::Assault, "a", date);
      tell("a", n < 12 ? RelationClass::Threaten : RelationClass::Aid, "turning", date);
      tell("friend", RelationClass::Aid, "foe", date);
    }
    tell("a", RelationClass::Consult, "seldom", "2020-06-01");
    std::vector<std::size_t> all(facts_.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    pairs_ = stories_of(facts_, all, actors_, days_).pairs;
    alliances_ = alliances_of(
        "a", pairs_, Events(facts_),
        {.whole = days_, .windows = windows_of(days_, *length_of("6m")), .half_life = 180});
  }

  void tell(const std::string& subject, RelationClass relation_class, const std::string& object,
            const std::string& date) {
    facts_.push_back(fact({.subject = subject,
                           .relation_class = relation_class,
                           .object = object,
                           .date = date,
                           .document = subject + object + date}));
  }

  const DaySpan days_{day("2020-01-01"), day("2021-12-31")};
  const Leaders leaders_;
  const NameWords words_;
  const Actors actors_{RollUp::None, leaders_, words_};
  std::vector<Fact> facts_;
  std::vector<PairStories> pairs_;
  std::vector<Alliance> alliances_;
};

TEST_F(AlliancesOf, PartnersComeFirstAndOpponentsLast) {
  ASSERT_EQ(alliances_.size(), 4u) << "friend and foe have nothing to do with a, together";
  EXPECT_EQ(alliances_[0].other, "friend");
  EXPECT_EQ(alliances_[1].other, "turning");
  EXPECT_EQ(alliances_[2].other, "seldom");
  EXPECT_EQ(alliances_[3].other, "foe");
}

TEST_F(AlliancesOf, WithoutAnActorAllPairsAreThere) {
  const auto all =
      alliances_of({}, pairs_, Events(facts_), {.whole = days_, .windows = {}, .half_life = 180});
  EXPECT_EQ(all.size(), 5u);
  for (const Alliance& alliance : all) EXPECT_LT(alliance.actor, alliance.other);
}

TEST_F(AlliancesOf, WindowsTellOfTheTurn) {
  const Alliance& turning = alliances_[1];
  ASSERT_EQ(turning.windows.size(), 4u);
  EXPECT_LT(turning.windows.front().score.score, -0.5);
  EXPECT_GT(turning.windows.back().score.score, 0.5);
  EXPECT_GT(*turning.trend, 0.2);
  EXPECT_NEAR(*alliances_[0].trend, 0.0, 0.05);
}

TEST_F(AlliancesOf, WindowsWithoutStoriesAreNotZeroForTheTrend) {
  const Alliance& seldom = alliances_[2];
  EXPECT_EQ(seldom.windows[1].score.parts.size(), 0u);
  EXPECT_FALSE(seldom.trend);
  EXPECT_EQ(seldom.first, day("2020-06-01"));
  EXPECT_EQ(seldom.last, day("2020-06-01"));
}

// So many stories that several threads weigh them.
TEST(ManyAlliances, AreThoseOfEachPairAlone) {
  constexpr unsigned seed = 37;
  std::cout << "seed " << seed << '\n';
  std::mt19937 random(seed);
  std::vector<Fact> facts;
  for (int n = 0; n < 500; ++n)
    facts.push_back(fact({.subject = "a", .object = "b", .document = "d" + std::to_string(n)}));
  std::vector<PairStories> pairs;
  for (int other = 100; other < 700; ++other) {
    PairStories pair{.left = "a", .right = std::to_string(other), .stories = {}};
    if (pair.right < pair.left) std::swap(pair.left, pair.right);
    for (int day = 0; day < 700; day += 1 + static_cast<int>(random() % 20)) {
      pair.stories.push_back({.day = day,
                              .relation_class = RelationClass::Consult,
                              .weight = static_cast<double>(random() % 200) / 10 - 10.05,
                              .facts = {random() % facts.size()}});
    }
    pairs.push_back(std::move(pair));
  }
  const ScoreTime time{.whole = {0, 699}, .windows = {{0, 349}, {350, 699}}, .half_life = 180};
  const Events events(facts);
  const auto alliances = alliances_of("a", pairs, events, time);
  ASSERT_EQ(alliances.size(), pairs.size());
  std::size_t stories = 0;
  for (const Alliance& alliance : alliances) {
    EXPECT_EQ(alliance.actor, "a");
    const auto pair = std::ranges::find(pairs, alliance.other, &PairStories::left);
    ASSERT_NE(pair, pairs.end());
    stories += pair->stories.size();
    const ScoresOverTime alone =
        scores_of(pair->stories, events, time.whole, time.windows, time.half_life, Intervals::Find);
    EXPECT_EQ(alliance.score.score, alone.whole.score);
    EXPECT_EQ(alliance.score.low, alone.whole.low);
    EXPECT_EQ(alliance.score.high, alone.whole.high);
    for (std::size_t n = 0; n < time.windows.size(); ++n) {
      EXPECT_EQ(alliance.windows[n].score.low, alone.windows[n].low);
      EXPECT_EQ(alliance.windows[n].score.parts.size(), alone.windows[n].parts.size());
    }
  }
  EXPECT_GT(stories, 30'000u) << "or no second thread was needed";
}

}  // namespace
}  // namespace entente
