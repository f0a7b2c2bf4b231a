#include "graph/merge.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <limits>

#include "extract/error.h"
#include "graph/temporal_graph.h"
#include "tests/graph/random_triples.h"

namespace entente {
namespace {

using testing::random_triples;

Triple example_triple() {
  return {.document = "es-001",
          .observed = "2023-07-27",
          .subject = {"person/sergei-shoigu", "Sergei Shoigu", EntityType::Person, "RUS"},
          .relation = "met",
          .relation_class = RelationClass::Consult,
          .object = {"person/kim-jong-un", "Kim Jong Un", EntityType::Person, "PRK"},
          .date = "2023-07-26",
          .modality = Modality::Asserted,
          .source = EntityRef{"org/kcna", "KCNA", EntityType::Organization, "PRK"},
          .confidence = 0.9,
          .module = "events",
          .evidence = {.sentence = 1, .begin = 7, .end = 211, .text = "Kim se reunió con Shoigu."}};
}

Triple turned(Triple triple) {
  std::swap(triple.subject, triple.object);
  return triple;
}

Fact fact_of(const std::vector<Triple>& triples) {
  const Contribution contribution = contribution_of(triples);
  EXPECT_EQ(contribution.facts.size(), 1u);
  return contribution.facts.at(0);
}

TEST(Fact, SymmetricRelationIsTheSameFactBothWays) {
  Triple other = turned(example_triple());
  other.document = "es-002";
  const Fact fact = fact_of({example_triple(), other});
  EXPECT_EQ(fact.key.subject, "person/kim-jong-un");
  EXPECT_EQ(fact.support(), (Support{.documents = 2, .mentions = 2}));
  EXPECT_TRUE(fact.evidence[0].reversed);
  EXPECT_FALSE(fact.evidence[1].reversed);
}

TEST(Fact, DirectionIsWhatMostMentionsSay) {
  Triple letter = example_triple();
  letter.relation = "sent letter to";
  const Fact fact = fact_of({letter});
  EXPECT_EQ(fact.key.subject, "person/kim-jong-un");
  EXPECT_EQ(fact.subject(), "person/sergei-shoigu");
  EXPECT_EQ(fact.object(), "person/kim-jong-un");
}

TEST(Fact, OtherRelationsKeepTheirDirectionApart) {
  Triple triple = example_triple();
  triple.relation_class = RelationClass::Accuse;
  EXPECT_EQ(contribution_of(std::vector{triple, turned(triple)}).facts.size(), 2u);
}

TEST(Fact, EveryMemberOfTheKeyTellsFactsApart) {
  std::vector<Triple> triples(5, example_triple());
  triples[1].relation = "called";
  triples[2].relation_class = RelationClass::Cooperate;
  triples[3].date = "2023-07";
  triples[4].modality = Modality::Planned;
  const Contribution contribution = contribution_of(triples);
  ASSERT_EQ(contribution.facts.size(), 5u);
  std::vector<std::string> ids;
  for (const Fact& fact : contribution.facts) ids.push_back(fact_id(fact.key));
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(std::unique(ids.begin(), ids.end()), ids.end());
}

// The expected value was computed with Python's uuid.uuid5(uuid.NAMESPACE_OID, name).
TEST(Fact, IdIsTheNameBasedUuidOfItsKey) {
  EXPECT_EQ(fact_id(fact_of({example_triple()}).key), "4cc9aae3ada1506999807af9973e1fc0");
}

TEST(Fact, ConfidenceGrowsWithDocumentsNotWithRepetition) {
  Triple again = example_triple();
  again.evidence.sentence = 5;
  again.confidence = 0.5;
  EXPECT_DOUBLE_EQ(fact_of({example_triple(), again}).confidence(), 0.9);
  again.document = "es-002";
  EXPECT_DOUBLE_EQ(fact_of({example_triple(), again}).confidence(), 1.0 - 0.1 * 0.5);
}

TEST(Fact, KnowsWhenAndByWhomItWasObserved) {
  Triple later = example_triple();
  later.document = "es-002";
  later.observed = "2024-01-01";
  later.source.reset();
  Triple undated = later;
  undated.document = "es-003";
  undated.observed = "";
  const Fact fact = fact_of({later, undated, example_triple()});
  EXPECT_EQ(fact.first_observed(), "2023-07-27");
  EXPECT_EQ(fact.last_observed(), "2024-01-01");
  EXPECT_EQ(fact.sources(), std::vector<std::string>{"org/kcna"});
  EXPECT_EQ(fact_of({undated}).first_observed(), "");
}

TEST(Fact, LastsAsItsDateSaysElseAsDocumentsDo) {
  Triple dated = example_triple();
  dated.date = "2023-07";
  EXPECT_EQ(fact_of({dated}).days(), days_of("2023-07"));
  Triple undated = example_triple();
  undated.date = "";
  Triple later = undated;
  later.document = "es-002";
  later.observed = "2024-01-01";
  EXPECT_EQ(fact_of({later, undated}).days(), days_of("2023-07-27/2024-01-01"));
  undated.observed = "";
  EXPECT_FALSE(fact_of({undated}).days());
}

TEST(Merge, SurerOfTwoReadingsOfTheSamePlaceStays) {
  Triple surer = example_triple();
  surer.confidence = 0.95;
  const Fact fact = fact_of({example_triple(), surer});
  ASSERT_EQ(fact.evidence.size(), 1u);
  EXPECT_EQ(fact.evidence[0].confidence, 0.95);
}

TEST(Merge, FactsOfDifferentKeysAreRefused) {
  Triple other = example_triple();
  other.relation = "called";
  EXPECT_THROW(merge(fact_of({example_triple()}), fact_of({other})), Error);
}

TEST(Merge, TripleThatCannotBeAFactIsNamed) {
  const auto message_of = [](auto change) -> std::string {
    Triple triple = example_triple();
    change(triple);
    try {
      contribution_of(std::vector{triple});
    } catch (const Error& error) {
      EXPECT_NE(std::string(error.what()).find("\"met\""), std::string::npos) << error.what();
      return error.what();
    }
    return "nothing was thrown";
  };
  EXPECT_NE(message_of([](Triple& t) { t.document = ""; }).find("document"), std::string::npos);
  EXPECT_NE(message_of([](Triple& t) { t.subject.id = ""; }).find("no id"), std::string::npos);
  EXPECT_NE(message_of([](Triple& t) { t.source->name = ""; }).find("no name"), std::string::npos);
  EXPECT_NE(message_of([](Triple& t) { t.date = "2023-02-30"; }).find("2023-02-30"),
            std::string::npos);
  EXPECT_NE(message_of([](Triple& t) { t.observed = "today"; }).find("today"), std::string::npos);
  for (const double wrong : {-0.1, 1.1, std::numeric_limits<double>::quiet_NaN()}) {
    EXPECT_NE(message_of([&](Triple& t) { t.confidence = wrong; }).find("[0, 1]"),
              std::string::npos);
  }
}

// The seed stands in the name of each case.
class MergeProperty : public ::testing::TestWithParam<unsigned> {
 protected:
  MergeProperty() : random_(GetParam()) {}

  // Splits `triples` into parts at random, some triples falling into several of them.
  std::vector<Contribution> random_parts(const std::vector<Triple>& triples) {
    std::vector<std::vector<Triple>> parts(1 + random_() % 6);
    for (const Triple& triple : triples) {
      do {
        parts[random_() % parts.size()].push_back(triple);
      } while (random_() % 3 == 0);
    }
    std::vector<Contribution> contributions;
    for (const auto& part : parts) contributions.push_back(contribution_of(part));
    return contributions;
  }

  std::mt19937 random_;
};

TEST_P(MergeProperty, OrderSplitsAndDuplicatesDoNotMatter) {
  auto triples = random_triples(random_, 300, 7);
  const Contribution expected = contribution_of(triples);
  std::shuffle(triples.begin(), triples.end(), random_);
  EXPECT_EQ(contribution_of(triples), expected);
  auto parts = random_parts(triples);
  std::shuffle(parts.begin(), parts.end(), random_);
  Contribution merged;
  for (const Contribution& part : parts) merged = merge(std::move(merged), part);
  EXPECT_EQ(merged, expected);
  EXPECT_TRUE(TemporalGraph(merged) == TemporalGraph(expected));
}

TEST_P(MergeProperty, MergingIsAssociativeCommutativeAndIdempotent) {
  const auto part = [&] { return contribution_of(random_triples(random_, 60, 4)); };
  const Contribution a = part(), b = part(), c = part();
  EXPECT_EQ(merge(merge(a, b), c), merge(a, merge(b, c)));
  EXPECT_EQ(merge(a, b), merge(b, a));
  EXPECT_EQ(merge(a, a), a);
  EXPECT_EQ(merge(merge(a, b), b), merge(a, b));
  EXPECT_EQ(merge(a, Contribution{}), a);
}

INSTANTIATE_TEST_SUITE_P(Random, MergeProperty, ::testing::Range(1u, 41u),
                         [](const auto& seed) { return "Seed" + std::to_string(seed.param); });

}  // namespace
}  // namespace entente
