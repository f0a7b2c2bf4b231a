#include "graph/alliances/paths.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <gtest/gtest.h>
#include <iostream>
#include <random>

#include "tests/graph/alliances/random_cooperation.h"
#include "tests/graph/alliances/told_facts.h"

namespace entente {
namespace {

using testing::random_cooperation;
using Ids = std::vector<std::string>;

// Over c it is 0.72, straight 0.5, over d and e 0.729.
const std::vector<Cooperation>& pairs() {
  static const std::vector<Cooperation> made{{"a", "b", 0.5}, {"a", "c", 0.9}, {"a", "d", 0.9},
                                             {"b", "c", 0.8}, {"b", "e", 0.9}, {"d", "e", 0.9},
                                             {"x", "y", 0.9}};
  return made;
}

std::optional<CooperativePath> path(const PathRequest& request) {
  return strongest_path(pairs(), request);
}

TEST(Path, IsTheOneWithTheGreatestProductOfScores) {
  const auto found = path({.from = "a", .to = "b"});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->actors, (Ids{"a", "d", "e", "b"}));
  EXPECT_DOUBLE_EQ(found->strength, 0.9 * 0.9 * 0.9);
}

TEST(Path, LeadsBackTheSameWay) {
  const auto back = path({.from = "b", .to = "a"});
  EXPECT_EQ(back->actors, (Ids{"b", "e", "d", "a"}));
  EXPECT_DOUBLE_EQ(back->strength, path({.from = "a", .to = "b"})->strength);
}

TEST(Path, OfFewerStepsMayBeWeaker) {
  EXPECT_EQ(path({.from = "a", .to = "b", .max_steps = 3})->actors, (Ids{"a", "d", "e", "b"}));
  EXPECT_EQ(path({.from = "a", .to = "b", .max_steps = 2})->actors, (Ids{"a", "c", "b"}));
  EXPECT_EQ(path({.from = "a", .to = "b", .max_steps = 1})->actors, (Ids{"a", "b"}));
  EXPECT_FALSE(path({.from = "c", .to = "e", .max_steps = 1}));
}

TEST(Path, LeadsAroundWhoIsAvoided) {
  EXPECT_EQ(path({.from = "a", .to = "b", .avoid = {"e"}})->actors, (Ids{"a", "c", "b"}));
  EXPECT_EQ(path({.from = "a", .to = "b", .avoid = {"c", "d"}})->actors, (Ids{"a", "b"}));
  EXPECT_FALSE(path({.from = "d", .to = "e", .avoid = {"nobody"}, .max_steps = 0}));
}

TEST(Path, IsNotThereWhereNoneLeadsThere) {
  EXPECT_FALSE(path({.from = "a", .to = "x"}));
  EXPECT_FALSE(path({.from = "a", .to = "nobody"}));
  EXPECT_FALSE(path({.from = "nobody", .to = "a"}));
  EXPECT_FALSE(strongest_path({}, {.from = "a", .to = "b"}));
}

// The strongest of all ways without circles, by trying them.
double strongest_by_trying(const std::vector<Cooperation>& pairs, const std::string& from,
                           const std::string& to, std::size_t steps) {
  double best = 0.0;
  Ids way{from};
  const std::function<void(double)> go_on = [&](double strength) {
    if (way.back() == to) best = std::max(best, strength);
    if (way.back() == to || way.size() > steps) return;
    for (const Cooperation& pair : pairs) {
      if (pair.left != way.back() && pair.right != way.back()) continue;
      const std::string& next = pair.left == way.back() ? pair.right : pair.left;
      if (std::ranges::find(way, next) != way.end()) continue;
      way.push_back(next);
      go_on(strength * pair.score);
      way.pop_back();
    }
  };
  go_on(1.0);
  return best;
}

TEST(Path, IsWhatTryingAllWaysFinds) {
  constexpr unsigned seed = 81;
  std::cout << "seed " << seed << '\n';
  std::mt19937 random(seed);
  std::size_t found = 0;
  for (int round = 0; round < 100; ++round) {
    const auto graph = random_cooperation(random, 7, 0.35);
    for (const std::size_t steps : {1u, 2u, 3u, 7u}) {
      const auto path =
          strongest_path(graph, {.from = "actor/0", .to = "actor/1", .max_steps = steps});
      EXPECT_NEAR(path ? path->strength : 0.0,
                  strongest_by_trying(graph, "actor/0", "actor/1", steps), 1e-7);
      if (!path) continue;
      ++found;
      EXPECT_LE(path->actors.size(), steps + 1);
    }
  }
  EXPECT_GT(found, 100u);
}

TEST(Path, IsNeverWeakerWhereActorsWorkTogetherThatDidNot) {
  constexpr unsigned seed = 82;
  std::cout << "seed " << seed << '\n';
  std::mt19937 random(seed);
  const auto strength = [](std::span<const Cooperation> pairs, std::size_t steps) {
    const auto path =
        strongest_path(pairs, {.from = "actor/0", .to = "actor/1", .max_steps = steps});
    return path ? path->strength : 0.0;
  };
  for (int round = 0; round < 50; ++round) {
    auto graph = random_cooperation(random, 12, 0.5);
    std::ranges::shuffle(graph, random);
    for (const std::size_t steps : {2u, 12u}) {
      double before = 0.0;
      for (std::size_t size = 0; size <= graph.size(); ++size) {
        const double now = strength(std::span(graph).first(size), steps);
        EXPECT_GE(now, before - 1e-7);
        before = now;
      }
    }
  }
}

// The scores of a path and of its steps are made up in different ways.
TEST(Path, StrengthIsThatOfTheAlliancesBehindItsSteps) {
  const DaySpan days{testing::day("2023-01-01"), testing::day("2023-12-31")};
  const Leaders leaders;
  const NameWords words;
  const Actors actors(RollUp::None, leaders, words);
  std::vector<Fact> facts;
  const auto tell = [&](const std::string& subject, RelationClass relation_class,
                        const std::string& object, const std::string& date) {
    facts.push_back(testing::fact(
        {.subject = subject, .relation_class = relation_class, .object = object, .date = date}));
  };
  for (const char* date : {"2023-02-01", "2023-05-01", "2023-09-01"}) {
    tell("c", RelationClass::Aid, "a", date);
    tell("b", RelationClass::Support, "c", date);
    tell("a", RelationClass::Assault, "b", date);
  }
  tell("c", RelationClass::Accuse, "b", "2023-10-01");
  const std::vector<std::size_t> all{0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
  ASSERT_EQ(facts.size(), all.size());
  const auto pairs = stories_of(facts, all, actors, days).pairs;
  const auto tied = cooperation_in(pairs, days, 180);
  ASSERT_EQ(tied.size(), 2u) << "a and b are enemies";
  const auto path = strongest_path(tied, {.from = "b", .to = "a"});
  ASSERT_TRUE(path);
  const auto steps =
      steps_of(*path, pairs, Events(facts), {.whole = days, .windows = {}, .half_life = 180});
  ASSERT_EQ(steps.size(), 2u);
  EXPECT_EQ(steps[0].actor, "b");
  EXPECT_EQ(steps[0].other, "c");
  EXPECT_EQ(steps[1].actor, "c");
  EXPECT_EQ(steps[1].other, "a");
  EXPECT_EQ(steps[0].score.parts.size(), 4u);
  EXPECT_DOUBLE_EQ(path->strength, steps[0].score.score * steps[1].score.score);
  EXPECT_TRUE(cooperation_in(pairs, days, 180, 0.99).empty());
}

}  // namespace
}  // namespace entente
