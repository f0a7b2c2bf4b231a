#include "graph/alliances/blocs.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <iostream>
#include <map>
#include <random>
#include <set>

namespace entente {
namespace {

using Pairs = std::map<std::pair<std::string, std::string>, double>;

// One tie makes a member.
constexpr BlocRules loose{.least_ties = 1};

// Alliances with these scores, one map a window.
std::vector<Alliance> alliances(const std::vector<Pairs>& windows) {
  static const Story story{
      .day = 0, .relation_class = RelationClass::Consult, .weight = 1.0, .facts = {}};
  Pairs all;
  for (const Pairs& window : windows) all.insert(window.begin(), window.end());
  std::vector<Alliance> made;
  for (const auto& [pair, score] : all) {
    Alliance alliance;
    alliance.actor = pair.first;
    alliance.other = pair.second;
    for (std::size_t n = 0; n < windows.size(); ++n) {
      WindowScore window{.days = {static_cast<int>(n) * 10, static_cast<int>(n) * 10 + 9},
                         .score = {}};
      if (const auto found = windows[n].find(pair); found != windows[n].end()) {
        window.score.score = found->second;
        window.score.parts = {{.story = &story, .part = found->second}};
      }
      alliance.windows.push_back(window);
    }
    made.push_back(alliance);
  }
  return made;
}

// All members of a group are friends.
Pairs friends(const std::vector<std::vector<std::string>>& groups, double score = 0.8) {
  Pairs pairs;
  for (const auto& group : groups) {
    for (std::size_t left = 0; left < group.size(); ++left) {
      for (std::size_t right = left + 1; right < group.size(); ++right)
        pairs[{group[left], group[right]}] = score;
    }
  }
  return pairs;
}

TEST(Blocs, GoOnUnderTheirNumberWhileMembersComeAndGo) {
  const auto windows = blocs_of(alliances({friends({{"a", "b", "c", "d"}, {"w", "x", "y"}}),
                                           friends({{"a", "b", "c", "e"}, {"w", "x", "y"}})}),
                                loose);
  ASSERT_EQ(windows.size(), 2u);
  ASSERT_EQ(windows[1].blocs.size(), 2u);
  const Bloc& bloc = windows[1].blocs.front();
  EXPECT_EQ(bloc.number, windows[0].blocs.front().number);
  EXPECT_EQ(bloc.joined, std::vector<std::string>{"e"});
  EXPECT_EQ(bloc.left, std::vector<std::string>{"d"});
  EXPECT_TRUE(windows[1].blocs.back().joined.empty());
}

TEST(Blocs, MergingIsSaid) {
  const auto windows = blocs_of(alliances({friends({{"a", "b", "c", "d"}, {"x", "y"}}),
                                           friends({{"a", "b", "c", "d", "x", "y"}})}),
                                loose);
  ASSERT_EQ(windows[1].blocs.size(), 1u);
  const Bloc& bloc = windows[1].blocs.front();
  EXPECT_EQ(bloc.number, windows[0].blocs.front().number);
  EXPECT_EQ(bloc.merged_from, std::vector<std::size_t>{windows[0].blocs.back().number});
  EXPECT_EQ(bloc.joined, (std::vector<std::string>{"x", "y"}));
}

TEST(Blocs, SplittingIsSaid) {
  Pairs apart = friends({{"a", "b", "c", "d"}, {"x", "y", "z"}});
  for (const char* one : {"a", "b", "c", "d"}) {
    for (const char* other : {"x", "y", "z"}) apart[{one, other}] = -0.8;
  }
  const auto windows = blocs_of(alliances({friends({{"a", "b", "c", "d", "x", "y", "z"}}), apart}));
  ASSERT_EQ(windows[1].blocs.size(), 2u);
  EXPECT_EQ(windows[1].blocs.front().number, 1u);
  EXPECT_EQ(windows[1].blocs.front().left, (std::vector<std::string>{"x", "y", "z"}));
  EXPECT_EQ(windows[1].blocs.back().number, 2u);
  EXPECT_EQ(windows[1].blocs.back().split_from, 1u);
  EXPECT_FALSE(windows[1].blocs.front().split_from);
}

TEST(Blocs, WhatIsNewHasANumberThatWasNeverGiven) {
  const auto windows =
      blocs_of(alliances({friends({{"a", "b", "c"}}), friends({{"x", "y", "z"}})}));
  EXPECT_EQ(windows[0].blocs.front().number, 1u);
  EXPECT_EQ(windows[1].blocs.front().number, 2u);
  EXPECT_FALSE(windows[1].blocs.front().split_from);
}

TEST(Blocs, WhoWasAwayForAWindowComesBackUnderTheOldNumber) {
  const auto windows = blocs_of(alliances({friends({{"a", "b", "c"}}), friends({{"x", "y", "z"}}),
                                           friends({{"a", "b", "c", "d"}, {"x", "y", "z"}})}));
  ASSERT_EQ(windows[2].blocs.size(), 2u);
  EXPECT_EQ(windows[2].blocs[0].number, windows[0].blocs[0].number);
  EXPECT_EQ(windows[2].blocs[0].joined, std::vector<std::string>{"d"});
  EXPECT_EQ(windows[2].blocs[0].before, (DaySpan{0, 9})) << "since when d has";
  EXPECT_EQ(windows[2].blocs[1].before, (DaySpan{10, 19}));
  EXPECT_FALSE(windows[1].blocs[0].before);
  EXPECT_EQ(windows[2].blocs[1].number, windows[1].blocs[0].number);
  EXPECT_TRUE(windows[2].blocs[1].joined.empty());
}

TEST(Blocs, WhoHasFewFriendsInOneIsNoMember) {
  Pairs pairs = friends({{"a", "b", "c"}});
  pairs[{"a", "hanger-on"}] = 0.9;
  pairs[{"b", "enemy"}] = -0.9;
  pairs[{"c", "enemy"}] = -0.9;
  const auto members = [&](std::size_t least_ties) {
    return blocs_of(alliances({pairs}), {.least_ties = least_ties}).front().blocs;
  };
  ASSERT_EQ(members(2).size(), 1u);
  const Bloc bloc = members(2).front();
  EXPECT_EQ(std::set(bloc.members.begin(), bloc.members.end()),
            (std::set<std::string>{"a", "b", "c"}));
  EXPECT_TRUE(std::ranges::any_of(members(1), [](const Bloc& each) {
    return std::ranges::count(each.members, "hanger-on") == 1;
  }));
  EXPECT_TRUE(members(3).empty()) << "nobody has three";
}

TEST(Blocs, OneQuarrelOfAWindowTearsNobodyAwayThatTheyHold) {
  Pairs quarrel = friends({{"a", "b", "c", "d"}, {"w", "x", "y", "z"}}, 0.4);
  Pairs before = quarrel;
  for (const char* other : {"w", "x", "y"}) quarrel[{"d", other}] = 0.8;  // d among the others
  const auto where = [&](double hold) {
    const auto windows = blocs_of(alliances({before, quarrel, before}), {.hold = hold});
    return windows[1].blocs.front().members.size();
  };
  EXPECT_EQ(where(0.0), 5u) << "alone, the window would have it there";
  EXPECT_EQ(where(0.5), 4u);
}

// Groups that stay, with friends and enemies by chance beside: numbers stay, too.
TEST(Blocs, KeepTheirNumbersInNoise) {
  std::mt19937 random(9);
  std::vector<Pairs> windows;
  for (int n = 0; n < 6; ++n) {
    Pairs pairs;
    for (int left = 0; left < 30; ++left) {
      for (int right = left + 1; right < 30; ++right) {
        if (random() % 100 >= (left % 3 == right % 3 ? 60u : 20u)) continue;
        const bool is_friend = random() % 100 < (left % 3 == right % 3 ? 90u : 45u);
        pairs[{std::to_string(100 + left), std::to_string(100 + right)}] =
            static_cast<double>(random() % 60 + 10) / 100 * (is_friend ? 1 : -1);
      }
    }
    windows.push_back(pairs);
  }
  for (const BlocWindow& window : blocs_of(alliances(windows))) {
    ASSERT_EQ(window.blocs.size(), 3u);
    std::set<std::size_t> numbers;
    for (const Bloc& bloc : window.blocs) {
      numbers.insert(bloc.number);
      EXPECT_GE(bloc.members.size(), 8u);
      for (const std::string& member : bloc.members)
        EXPECT_EQ(std::stoi(member) % 3, std::stoi(bloc.members.front()) % 3) << member;
    }
    EXPECT_EQ(numbers, (std::set<std::size_t>{1, 2, 3}));
  }
}

// Without making alliances first.
TEST(Blocs, OfStoriesAreThoseOfTheirAlliances) {
  constexpr unsigned seed = 29;
  std::cout << "seed " << seed << '\n';
  std::mt19937 random(seed);
  const std::vector<DaySpan> windows{{0, 99}, {100, 199}, {200, 299}, {300, 399}};
  std::size_t blocs = 0;
  for (int round = 0; round < 20; ++round) {
    std::vector<PairStories> pairs;
    for (int left = 10; left < 40; ++left) {
      for (int right = left + 1; right < 40; ++right) {
        PairStories pair{
            .left = std::to_string(left), .right = std::to_string(right), .stories = {}};
        for (int day = static_cast<int>(random() % 300); day < 400;
             day += 1 + static_cast<int>(random() % 200)) {
          const double weight = static_cast<double>(random() % 10 + 1);
          const bool is_friend = random() % 10 < (left % 3 == right % 3 ? 9u : 2u);
          pair.stories.push_back({.day = day,
                                  .relation_class = RelationClass::Consult,
                                  .weight = is_friend ? weight : -weight,
                                  .facts = {}});
        }
        if (!pair.stories.empty()) pairs.push_back(std::move(pair));
      }
    }
    const ScoreTime time{.whole = {0, 399}, .windows = windows, .half_life = 60};
    const auto plain = blocs_of(alliances_of({}, pairs, {}, time, Intervals::Skip));
    const auto fast = blocs_of(pairs, time);
    ASSERT_EQ(fast.size(), plain.size());
    for (std::size_t n = 0; n < fast.size(); ++n) {
      EXPECT_EQ(fast[n].days, plain[n].days);
      EXPECT_NEAR(fast[n].modularity, plain[n].modularity, 1e-12);
      EXPECT_EQ(fast[n].triangles, plain[n].triangles);
      EXPECT_EQ(fast[n].balanced, plain[n].balanced);
      ASSERT_EQ(fast[n].blocs.size(), plain[n].blocs.size());
      for (std::size_t bloc = 0; bloc < fast[n].blocs.size(); ++bloc) {
        EXPECT_EQ(fast[n].blocs[bloc].number, plain[n].blocs[bloc].number);
        EXPECT_EQ(fast[n].blocs[bloc].members, plain[n].blocs[bloc].members);
      }
      blocs += fast[n].blocs.size();
    }
  }
  EXPECT_GT(blocs, 200u);
}

TEST(Blocs, MembersThatHoldMostComeFirst) {
  Pairs pairs = friends({{"a", "b", "c"}, {"x", "y", "z"}}, 0.5);
  pairs[{"a", "b"}] = 0.9;
  pairs[{"b", "c"}] = 0.8;
  EXPECT_EQ(blocs_of(alliances({pairs}), loose).front().blocs.front().members,
            (std::vector<std::string>{"b", "a", "c"}));
}

TEST(Blocs, WeakScoresTieNobody) {
  EXPECT_TRUE(blocs_of(alliances({friends({{"a", "b"}}, 0.05)}), loose).front().blocs.empty());
  EXPECT_TRUE(blocs_of({}, loose).empty());
}

TEST(Blocs, TrianglesAreBalancedByTheProductOfTheirSigns) {
  const auto balance = [](double one, double two, double three) {
    const auto windows =
        blocs_of(alliances({{{{"a", "b"}, one}, {{"b", "c"}, two}, {{"a", "c"}, three}}}),
                 {.least_score = 0.0});
    EXPECT_EQ(windows.front().triangles, 1u);
    return windows.front().balanced;
  };
  EXPECT_EQ(balance(1, 1, 1), 1u);
  EXPECT_EQ(balance(1, -1, -1), 1u) << "the enemy of my enemy";
  EXPECT_EQ(balance(-1, 1, -1), 1u);
  EXPECT_EQ(balance(1, 1, -1), 0u);
  EXPECT_EQ(balance(-1, -1, -1), 0u);
}

}  // namespace
}  // namespace entente
