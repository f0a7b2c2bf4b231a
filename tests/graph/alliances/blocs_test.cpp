#include "graph/alliances/blocs.h"

#include <gtest/gtest.h>
#include <map>

namespace entente {
namespace {

using Pairs = std::map<std::pair<std::string, std::string>, double>;

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
                                0.1);
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
                                0.1);
  ASSERT_EQ(windows[1].blocs.size(), 1u);
  const Bloc& bloc = windows[1].blocs.front();
  EXPECT_EQ(bloc.number, windows[0].blocs.front().number);
  EXPECT_EQ(bloc.merged_from, std::vector<std::size_t>{windows[0].blocs.back().number});
  EXPECT_EQ(bloc.joined, (std::vector<std::string>{"x", "y"}));
}

TEST(Blocs, SplittingIsSaid) {
  const auto windows = blocs_of(alliances({friends({{"a", "b", "c", "d", "x", "y"}}),
                                           friends({{"a", "b", "c", "d"}, {"x", "y"}})}),
                                0.1);
  ASSERT_EQ(windows[1].blocs.size(), 2u);
  EXPECT_EQ(windows[1].blocs.front().number, 1u);
  EXPECT_EQ(windows[1].blocs.back().number, 2u);
  EXPECT_EQ(windows[1].blocs.back().split_from, 1u);
  EXPECT_FALSE(windows[1].blocs.front().split_from);
}

TEST(Blocs, WhatIsNewHasANumberThatWasNeverGiven) {
  const auto windows = blocs_of(alliances({friends({{"a", "b", "c"}}), friends({{"x", "y", "z"}}),
                                           friends({{"a", "b", "c"}})}),
                                0.1);
  EXPECT_EQ(windows[0].blocs.front().number, 1u);
  EXPECT_EQ(windows[1].blocs.front().number, 2u);
  EXPECT_EQ(windows[2].blocs.front().number, 3u)
      << "what was gone is not followed over a window without it";
  EXPECT_FALSE(windows[1].blocs.front().split_from);
}

TEST(Blocs, MembersThatHoldMostComeFirst) {
  Pairs pairs = friends({{"a", "b", "c"}, {"x", "y", "z"}}, 0.5);
  pairs[{"a", "b"}] = 0.9;
  pairs[{"b", "c"}] = 0.8;
  EXPECT_EQ(blocs_of(alliances({pairs}), 0.1).front().blocs.front().members,
            (std::vector<std::string>{"b", "a", "c"}));
}

TEST(Blocs, WeakScoresTieNobody) {
  EXPECT_TRUE(blocs_of(alliances({friends({{"a", "b"}}, 0.05)}), 0.1).front().blocs.empty());
  EXPECT_TRUE(blocs_of({}, 0.1).empty());
}

TEST(Blocs, TrianglesAreBalancedByTheProductOfTheirSigns) {
  const auto balance = [](double one, double two, double three) {
    const auto windows =
        blocs_of(alliances({{{{"a", "b"}, one}, {{"b", "c"}, two}, {{"a", "c"}, three}}}), 0.0);
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
