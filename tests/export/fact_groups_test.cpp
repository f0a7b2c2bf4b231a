#include "export/fact_groups.h"

#include <gtest/gtest.h>
#include <random>

#include "graph/hash.h"
#include "tests/export/graph_of_triples.h"

namespace entente {
namespace {

std::vector<FactGroup> groups_of(const std::vector<Triple>& triples) {
  std::vector<FactGroup> groups;
  FactGrouping grouping([&](const FactGroup& group) { groups.push_back(group); });
  for (const Fact& fact : contribution_of(triples).facts) grouping.add(fact);
  grouping.finish();
  return groups;
}

Triple said(std::string document, EntityRef subject, std::string relation, EntityRef object,
            RelationClass relation_class = RelationClass::Consult) {
  Triple one = triple(std::move(subject), std::move(relation), relation_class, std::move(object));
  one.document = std::move(document);
  return one;
}

TEST(FactGroups, FactsOfAPairAndClassAreOneGroupWhateverTheirRelationAndDate) {
  Triple met = said("a", kim(), "met", shoigu());
  Triple called = said("a", shoigu(), "called", kim());
  called.date = "2023-08";
  called.confidence = 0.5;
  Triple met_again = said("b", kim(), "met", shoigu());
  met_again.date = "1999";
  met_again.observed = "2023-07-29";
  const auto groups = groups_of({met, called, met_again});
  ASSERT_EQ(groups.size(), 1u);
  const FactGroup& group = groups.front();
  EXPECT_EQ(group.subject, kim().id);
  EXPECT_EQ(group.object, shoigu().id);
  EXPECT_EQ(group.facts, 3u);
  EXPECT_EQ(group.mentions, 3u);
  EXPECT_EQ(group.voices,
            (std::map<std::uint64_t, double>{{hash_of("a"), 0.9}, {hash_of("b"), 0.9}}));
  EXPECT_DOUBLE_EQ(group.confidence(), 0.99);
  EXPECT_EQ(group.relations, (std::set<std::string>{"called", "met"}));
  EXPECT_EQ(group.dates, days_of("1999-01-01/2023-08-31"));
  EXPECT_EQ(group.first_observed, "2023-07-27");
  EXPECT_EQ(group.last_observed, "2023-07-29");
  EXPECT_EQ(united(group.days),
            (std::vector{*days_of("1999"), *days_of("2023-07-26"), *days_of("2023-08")}));
}

TEST(FactGroups, WhatIsDeniedIsNotAddedToWhatIsAsserted) {
  Triple met = said("a", kim(), "met", shoigu());
  Triple did_not = said("b", kim(), "met", shoigu());
  did_not.modality = Modality::Negated;
  Triple called = said("c", kim(), "called", shoigu());
  const auto groups = groups_of({met, did_not, called});
  ASSERT_EQ(groups.size(), 2u);
  EXPECT_EQ(groups[0].modality, Modality::Asserted);
  EXPECT_EQ(groups[0].facts, 2u);
  EXPECT_EQ(groups[1].modality, Modality::Negated);
  EXPECT_EQ(groups[1].facts, 1u);
  EXPECT_NE(group_id(groups[0]), group_id(groups[1]));
}

TEST(FactGroups, WhatNoFactKnowsTheGroupDoesNotKnow) {
  Triple bare = said("a", kim(), "knows", kcna(), RelationClass::Other);
  bare.observed = bare.date = "";
  const auto groups = groups_of({bare});
  ASSERT_EQ(groups.size(), 1u);
  EXPECT_FALSE(groups[0].dates);
  EXPECT_TRUE(groups[0].days.empty());
  EXPECT_EQ(groups[0].first_observed, "");
}

TEST(FactGroups, AnObservedDayIsNotLostToADocumentWithoutOne) {
  Triple bare = said("a", kim(), "knows", kcna(), RelationClass::Other);
  Triple known = said("b", kim(), "admires", kcna(), RelationClass::Other);
  bare.observed = "";
  EXPECT_EQ(groups_of({bare, known}).at(0).first_observed, "2023-07-27");
  std::swap(bare.relation, known.relation);
  EXPECT_EQ(groups_of({bare, known}).at(0).first_observed, "2023-07-27");
}

TEST(FactGroups, DaysThatOverlapOrTouchAreOneSpan) {
  EXPECT_EQ(united({{5, 9}, {1, 2}, {3, 3}, {6, 7}, {11, 11}}),
            (std::vector<DaySpan>{{1, 3}, {5, 9}, {11, 11}}));
  EXPECT_TRUE(united({}).empty());
}

TEST(FactGroups, EveryFactIsInOneGroupOfItsOwnPairClassAndModality) {
  constexpr unsigned seed = 20230726;
  std::cout << "seed " << seed << '\n';
  std::mt19937 random(seed);
  const std::vector<EntityRef> actors{kim(), shoigu(), kcna()};
  const auto any = [&](std::size_t size) { return random() % size; };
  for (int round = 0; round < 50; ++round) {
    std::vector<Triple> triples;
    for (int i = 0; i < 60; ++i) {
      Triple one = said("d" + std::to_string(any(5)), actors[any(3)], "r" + std::to_string(any(3)),
                        actors[any(3)], static_cast<RelationClass>(any(4)));
      one.date = std::array{"", "2023", "2023-07", "1950/1953"}[any(4)];
      one.modality = static_cast<Modality>(any(4));
      triples.push_back(one);
    }
    const auto facts = contribution_of(triples).facts;
    std::set<std::string> ids;
    std::size_t in_groups = 0;
    for (const FactGroup& group : groups_of(triples)) {
      EXPECT_TRUE(ids.insert(group_id(group)).second);
      std::size_t expected = 0;
      for (const Fact& fact : facts) {
        const bool of_group =
            fact.key.subject == group.subject && fact.key.object == group.object &&
            fact.key.relation_class == group.relation_class && fact.key.modality == group.modality;
        if (of_group) ++expected;
      }
      EXPECT_EQ(group.facts, expected);
      in_groups += group.facts;
    }
    EXPECT_EQ(in_groups, facts.size());
  }
}

}  // namespace
}  // namespace entente
