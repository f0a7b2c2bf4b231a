#include "graph/alliances/events.h"

#include <gtest/gtest.h>
#include <random>
#include <set>

#include "graph/merge.h"
#include "tests/graph/random_triples.h"

namespace entente {
namespace {

std::vector<Fact> random_facts(unsigned seed) {
  std::mt19937 random(seed);
  return contribution_of(testing::random_triples(random, 400, 9)).facts;
}

void expect_the_same(const Events& events, const std::vector<Fact>& facts) {
  const Events expected(facts);
  ASSERT_EQ(events.size(), facts.size());
  for (std::size_t n = 0; n < facts.size(); ++n) {
    EXPECT_EQ(events.key_of(n), facts[n].key);
    EXPECT_EQ(events[n].weight, expected[n].weight);
    EXPECT_EQ(events[n].days, expected[n].days);
    EXPECT_EQ(events[n].last_told, expected[n].last_told);
    for (const int first : {0, 15'000, 19'000}) {
      const DaySpan window{.first = first, .last = first + 1'000};
      EXPECT_EQ(events.days_in(n, window), days_in(facts[n], window));
    }
    EXPECT_TRUE(std::ranges::equal(events.documents_of(n), expected.documents_of(n)));
  }
}

TEST(Events, GiveBackTheKeysOfFacts) {
  for (unsigned seed = 1; seed <= 5; ++seed) {
    SCOPED_TRACE(seed);
    const auto facts = random_facts(seed);
    expect_the_same(Events(facts), facts);
  }
}

TEST(Events, HaveEachDocumentOfAFactOnce) {
  for (const Fact& fact : random_facts(6)) {
    const Events events(std::span(&fact, 1));
    std::set<std::uint64_t> documents;
    for (const FactEvidence& evidence : fact.evidence) documents.insert(voice_of(evidence));
    const auto found = events.documents_of(0);
    EXPECT_EQ(std::set(found.begin(), found.end()), documents);
    EXPECT_EQ(found.size(), fact.support().documents);
  }
}

// As of one reader, whatever part of the facts each of several reads.
TEST(Events, OfSeveralReadersAreThoseOfOne) {
  std::mt19937 random(7);
  for (unsigned seed = 1; seed <= 10; ++seed) {
    SCOPED_TRACE(seed);
    const auto facts = random_facts(seed);
    Events events;
    for (std::size_t begin = 0; begin < facts.size();) {
      const std::size_t count = random() % (facts.size() - begin + 1);
      events.append(Events(std::span(facts).subspan(begin, count)));
      begin += count;
    }
    expect_the_same(events, facts);
  }
}

TEST(Events, KnowTheOrderOfKeysWhateverTheirOwn) {
  std::mt19937 random(8);
  auto facts = random_facts(8);
  for (int round = 0; round < 3; ++round) {
    const Events events(facts);
    for (int pair = 0; pair < 2'000; ++pair) {
      const std::size_t one = random() % facts.size();
      const std::size_t other = random() % facts.size();
      ASSERT_EQ(events.comes_before(one, other), facts[one].key < facts[other].key);
    }
    std::ranges::shuffle(facts, random);
  }
}

}  // namespace
}  // namespace entente
