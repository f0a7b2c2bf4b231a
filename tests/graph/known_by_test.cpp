#include "graph/known_by.h"

#include <gtest/gtest.h>
#include <iostream>
#include <random>

#include "graph/merge.h"
#include "tests/graph/random_triples.h"

namespace entente {
namespace {

int day(const char* iso) { return days_of(iso)->last; }

FactEvidence said(const std::string& document, const std::string& observed, double confidence) {
  return {.document = document, .observed = observed, .confidence = confidence};
}

Fact told() {
  return {.key = FactKey(),
          .evidence = {said("d1", "2023-07-27", 0.5), said("d2", "2023-08", 0.5),
                       said("d3", "", 0.9), said("d4", "2024-01-01", 0.9)}};
}

TEST(KnownBy, SupportConfidenceAndDaysAreOfTheDocumentsThatWereThere) {
  const Fact then = known_by(told(), day("2023-08-31"));
  EXPECT_EQ(then.support(), (Support{.documents = 2, .mentions = 2}));
  EXPECT_DOUBLE_EQ(then.confidence(), 0.75);
  EXPECT_EQ(then.first_observed(), "2023-07-27");
  EXPECT_EQ(then.last_observed(), "2023-08");
}

TEST(KnownBy, ADocumentCountsFromItsDayOnAndOneOfAMonthFromItsLastDayOn) {
  EXPECT_EQ(known_by(told(), day("2023-07-26")).evidence.size(), 0u);
  EXPECT_EQ(known_by(told(), day("2023-07-27")).evidence.size(), 1u);
  EXPECT_EQ(known_by(told(), day("2023-08-30")).evidence.size(), 1u);
  EXPECT_EQ(known_by(told(), day("2023-08-31")).evidence.size(), 2u);
}

TEST(KnownBy, ADocumentWithoutADateNeverCounts) {
  for (const FactEvidence& e : known_by(told(), day("9999")).evidence) EXPECT_NE(e.document, "d3");
}

// Of random graphs: what was known by a day is the graph of the documents up to it, and grows.
TEST(KnownBy, FactsAreThoseOfTheDocumentsUpToTheDayAlone) {
  constexpr unsigned seed = 85;
  std::cout << "seed " << seed << '\n';
  std::mt19937 random(seed);
  for (int round = 0; round < 20; ++round) {
    const auto triples = testing::random_triples(random, 200, 9);
    const auto whole = contribution_of(triples).facts;
    std::vector<std::size_t> support(whole.size(), 0);
    for (const char* iso : {"2023-07-26", "2023-07-27", "2024-01-01", "2024-01-02"}) {
      std::vector<Triple> until;
      for (const Triple& triple : triples) {
        if (!triple.observed.empty() && triple.observed <= iso) until.push_back(triple);
      }
      std::vector<Fact> known;
      for (std::size_t n = 0; n < whole.size(); ++n) {
        const Fact fact = known_by(whole[n], day(iso));
        EXPECT_GE(fact.support().mentions, support[n]);
        support[n] = fact.support().mentions;
        if (!fact.evidence.empty()) known.push_back(fact);
      }
      EXPECT_EQ(known, contribution_of(until).facts);
    }
  }
}

}  // namespace
}  // namespace entente
