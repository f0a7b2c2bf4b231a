#include "graph/alliances/neighbours.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>

#include "tests/graph/alliances/told_facts.h"

namespace entente {
namespace {

using testing::day;
using testing::fact;
using testing::Told;
using Side = Neighbour::Side;

class NeighboursOf : public ::testing::Test {
 protected:
  std::vector<Neighbour> neighbours(const std::string& actor) {
    std::vector<Fact> facts;
    for (const Told& told : told_) facts.push_back(fact(told));
    ToldNeighbours found = neighbours_of(facts, actors_, actor, days_, 180);
    undated_ = found.undated;
    later_ = found.later;
    return found.neighbours;
  }

  const DaySpan days_{day("2023-01-01"), day("2023-12-31")};
  const Leaders leaders_;
  const NameWords words_;
  const Actors actors_{RollUp::None, leaders_, words_};
  std::vector<Told> told_;
  std::size_t undated_ = 0;
  std::size_t later_ = 0;
};

TEST_F(NeighboursOf, ArePartnersThenOpponentsThenOthers) {
  told_ = {{"x", RelationClass::Located, "city", "2023-01-05"},
           {"foe", RelationClass::Assault, "x", "2023-05-01"},
           {"x", RelationClass::Consult, "acquaintance", "2023-05-01"},
           {"x", RelationClass::Aid, "friend", "2023-05-01"},
           {"x", RelationClass::Accuse, "rival", "2023-05-01"},
           {"boss", RelationClass::Role, "x", "2023"},
           {"boss", RelationClass::Kin, "x", "2023"},
           {"friend", RelationClass::Aid, "foe", "2023-05-01"}};
  const auto found = neighbours("x");
  std::vector<std::string> order;
  for (const Neighbour& neighbour : found) order.push_back(neighbour.actor);
  EXPECT_EQ(order,
            (std::vector<std::string>{"friend", "acquaintance", "foe", "rival", "boss", "city"}));
  EXPECT_EQ(found[0].side, Side::Partner);
  EXPECT_GT(*found[0].score, *found[1].score);
  EXPECT_EQ(found[2].side, Side::Opponent);
  EXPECT_LT(*found[2].score, *found[3].score);
  EXPECT_EQ(found[4].side, Side::Other);
  EXPECT_FALSE(found[4].score);
}

TEST_F(NeighboursOf, SayHowManyFactsOfWhichClassAndWhen) {
  told_ = {{"x", RelationClass::Consult, "y", "2023-02-01", "d1"},
           {"y", RelationClass::Consult, "x", "2023-06-01", "d2"},
           {"y", RelationClass::Member, "x", "2023-04", "d2"},
           {"x", RelationClass::Consult, "y", "2022-02-01", "d3"}};
  const auto found = neighbours("x");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].facts, 3u) << "one is before the window";
  EXPECT_EQ(found[0].classes, (std::map<RelationClass, std::size_t>{{RelationClass::Consult, 2},
                                                                    {RelationClass::Member, 1}}));
  EXPECT_EQ(found[0].documents, 2u);
  EXPECT_EQ(found[0].days.first, day("2023-02-01"));
  EXPECT_EQ(found[0].days.last, day("2023-06-01"));
}

TEST_F(NeighboursOf, AreOfAllDaysOfTheirFactsAlsoBeyondTheWindow) {
  told_ = {{"minister", RelationClass::Role, "x", "2004/2026"},
           {"x", RelationClass::Consult, "y", "", "d", "2023-02-03"}};
  const auto found = neighbours("x");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].days, (DaySpan{day("2023-02-03"), day("2023-02-03")}));
  EXPECT_EQ(found[1].days, (DaySpan{day("2004-01-01"), day("2026-12-31")}));
}

TEST_F(NeighboursOf, WhatIsDeniedAndWhatIsBetweenOneAndItselfTiesNobody) {
  Told denied{"x", RelationClass::Aid, "y", "2023-02-01"};
  denied.modality = Modality::Negated;
  told_ = {denied, {"x", RelationClass::Kin, "x", "2023-02-01"}};
  EXPECT_TRUE(neighbours("x").empty());
}

TEST_F(NeighboursOf, FactsWithoutADayAreCountedAndLeftOut) {
  told_ = {{"x", RelationClass::Role, "y"}, {"x", RelationClass::Kin, "y", "2023"}};
  const auto found = neighbours("x");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].facts, 1u);
  EXPECT_EQ(undated_, 1u);
}

TEST_F(NeighboursOf, OnlyFactsThatWouldTieTheActorAreCountedAsLeftOut) {
  Told denied{"x", RelationClass::Aid, "y", "2024"};
  denied.modality = Modality::Negated;
  told_ = {denied,
           {"x", RelationClass::Role, "y", "2024"},
           {"x", RelationClass::Kin, "x", "2024"},
           {"y", RelationClass::Kin, "z", "2024"},
           {"x", RelationClass::Aid, "y", "2022"},
           {"x", RelationClass::Kin, "x"},
           {"y", RelationClass::Kin, "z"}};
  EXPECT_TRUE(neighbours("x").empty());
  EXPECT_EQ(later_, 1u);
  EXPECT_EQ(undated_, 0u);
}

TEST_F(NeighboursOf, DoNotDependOnTheOrderOfFacts) {
  for (int n = 0; n < 40; ++n) {
    told_.push_back({"x", static_cast<RelationClass>(n % 25), "y" + std::to_string(n % 7),
                     iso_day(day("2023-03-01") + n), "d" + std::to_string(n % 5)});
  }
  const auto summary = [&] {
    std::vector<std::tuple<std::string, Side, std::optional<double>, std::size_t>> all;
    for (const Neighbour& one : neighbours("x"))
      all.emplace_back(one.actor, one.side, one.score, one.documents);
    return all;
  };
  const auto before = summary();
  EXPECT_EQ(before.size(), 7u);
  std::mt19937 random(84);
  std::ranges::shuffle(told_, random);
  EXPECT_EQ(summary(), before);
}

}  // namespace
}  // namespace entente
