#include "graph/filter.h"

#include <gtest/gtest.h>

#include "extract/error.h"

namespace entente {
namespace {

std::vector<std::string> lookup(std::string_view actor) {
  if (actor == "Kim") return {"person/kim-jong-un", "person/kim-il-sung"};
  if (actor.find('/') != std::string_view::npos) return {std::string(actor)};
  return {};
}

Fact meeting() {
  return {.key = {.subject = "person/kim-jong-un",
                  .object = "person/sergei-shoigu",
                  .relation_class = RelationClass::Consult,
                  .relation = "met",
                  .date = "2023-07-26",
                  .modality = Modality::Asserted},
          .evidence = {{.document = "d1", .observed = "2023-07-27", .confidence = 0.5},
                       {.document = "d2", .observed = "2023-08-01", .confidence = 0.5}}};
}

Fact accusation() {
  Fact fact = meeting();
  fact.key.relation_class = RelationClass::Accuse;
  return fact;
}

bool matches(const Filter& filter, const Fact& fact) {
  return FactMatcher(filter, lookup).matches(fact);
}

TEST(Filter, EmptyOneMatchesEverything) { EXPECT_TRUE(matches({}, meeting())); }

TEST(Filter, ActorsMayBeIdsOrNames) {
  EXPECT_TRUE(matches({.about = {"Kim"}}, meeting()));
  EXPECT_TRUE(matches({.about = {"person/sergei-shoigu"}}, meeting()));
  EXPECT_TRUE(matches({.about = {"org/efe", "Kim"}}, meeting()));
  EXPECT_FALSE(matches({.about = {"org/efe"}}, meeting()));
}

TEST(Filter, UnknownActorIsNamed) {
  try {
    matches({.subject = {"Kmi"}}, meeting());
    FAIL();
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("\"Kmi\""), std::string::npos);
  }
}

TEST(Filter, DirectionCountsExceptInSymmetricClasses) {
  const Filter forward{.subject = {"Kim"}, .object = {"person/sergei-shoigu"}};
  const Filter backward{.subject = {"person/sergei-shoigu"}, .object = {"Kim"}};
  EXPECT_TRUE(matches(forward, accusation()));
  EXPECT_FALSE(matches(backward, accusation()));
  EXPECT_TRUE(matches(forward, meeting()));
  EXPECT_TRUE(matches(backward, meeting()));
  EXPECT_FALSE(matches({.subject = {"Kim"}, .object = {"Kim"}}, meeting()));
}

TEST(Filter, LabelsClassesAndModalities) {
  EXPECT_TRUE(matches({.classes = {RelationClass::Aid, RelationClass::Consult}}, meeting()));
  EXPECT_FALSE(matches({.classes = {RelationClass::Aid}}, meeting()));
  EXPECT_TRUE(matches({.relations = {"met"}}, meeting()));
  EXPECT_FALSE(matches({.relations = {"Met"}}, meeting()));
  EXPECT_FALSE(matches({.modalities = {Modality::Planned}}, meeting()));
}

TEST(Filter, WindowIsComparedWithTheDateOfTheFact) {
  EXPECT_TRUE(matches({.since = "2023-07", .until = "2023-07"}, meeting()));
  EXPECT_TRUE(matches({.since = "2023-07-26"}, meeting()));
  EXPECT_FALSE(matches({.since = "2023-07-27"}, meeting()));
  EXPECT_FALSE(matches({.until = "2023-07-25"}, meeting()));
  Fact war = meeting();
  war.key.date = "1950/1953";
  EXPECT_TRUE(matches({.since = "1951", .until = "1951"}, war));
}

TEST(Filter, WindowIsComparedWithTheDocumentsWhereAFactHasNoDate) {
  Fact undated = meeting();
  undated.key.date = "";
  EXPECT_TRUE(matches({.since = "2023-07-27", .until = "2023-07-27"}, undated));
  EXPECT_TRUE(matches({.since = "2023-08-01"}, undated));
  EXPECT_FALSE(matches({.since = "2023-07-28", .until = "2023-07-31"}, undated));
  for (FactEvidence& evidence : undated.evidence) evidence.observed = "";
  EXPECT_FALSE(matches({.since = "0001"}, undated));
  EXPECT_TRUE(matches({}, undated));
}

TEST(Filter, WrongWindowIsRefused) {
  EXPECT_THROW(matches({.since = "yesterday"}, meeting()), Error);
  EXPECT_THROW(matches({.since = "2024", .until = "2023"}, meeting()), Error);
}

TEST(Filter, SupportConfidenceAndDocuments) {
  EXPECT_TRUE(matches({.min_support = 2}, meeting()));
  EXPECT_FALSE(matches({.min_support = 3}, meeting()));
  EXPECT_TRUE(matches({.min_confidence = 0.75}, meeting()));
  EXPECT_FALSE(matches({.min_confidence = 0.76}, meeting()));
  EXPECT_TRUE(matches({.documents = {"d0", "d2"}}, meeting()));
  EXPECT_FALSE(matches({.documents = {"d3"}}, meeting()));
}

}  // namespace
}  // namespace entente
