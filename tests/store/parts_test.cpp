// Facts that several threads read are those that one reads, in their order.
#include <chrono>
#include <gtest/gtest.h>
#include <memory>
#include <random>
#include <vector>

#include "tests/graph/random_triples.h"
#include "tests/store/graph_folder.h"
#include "tests/store/put_documents.h"

namespace entente {
namespace {

constexpr std::size_t most_parts = 5;

class FactsInParts : public ::testing::Test {
 protected:
  FactsInParts() : store_(Store::open(folder_.graph(), {.mode = StoreMode::Create})) {
    std::mt19937 random(51);
    auto triples = testing::random_triples(random, 12'000, 9);
    for (std::size_t n = 0; n < triples.size(); ++n)
      triples[n].relation += std::to_string(n % 4'000);
    testing::put_documents(store_, triples, 9);
  }

  static std::vector<Fact> in_order(const Snapshot& view, const Filter& filter) {
    std::vector<Fact> facts;
    view.facts(filter, [&](const Fact& fact) {
      facts.push_back(fact);
      return Walk::Continue;
    });
    return facts;
  }

  static std::vector<std::vector<Fact>> in_parts(const Snapshot& view, const Filter& filter) {
    std::vector<std::vector<Fact>> parts(most_parts);
    view.facts_in_parts(filter, most_parts, [&](std::size_t part, const Fact& fact) {
      parts.at(part).push_back(fact);
      return Walk::Continue;
    });
    return parts;
  }

  testing::GraphFolder folder_;
  Store store_;
};

std::vector<Fact> together(const std::vector<std::vector<Fact>>& parts) {
  std::vector<Fact> facts;
  for (const auto& part : parts) facts.insert(facts.end(), part.begin(), part.end());
  return facts;
}

std::size_t used(const std::vector<std::vector<Fact>>& parts) {
  return static_cast<std::size_t>(
      std::ranges::count_if(parts, [](const auto& part) { return !part.empty(); }));
}

TEST_F(FactsInParts, AreThoseOfOneReaderInTheirOrder) {
  const Identities groups(
      {{"person/vladimir-putin", {"person/kim-jong-un", "person/vladimir-putin"}}});
  for (const Identities& identities : {Identities(), groups}) {
    const Snapshot view = store_.snapshot().joined(std::make_shared<const Identities>(identities));
    for (const Filter& filter :
         {Filter{}, Filter{.about = {"person/vladimir-putin"}}, Filter{.since = "2023"},
          Filter{.classes = {RelationClass::Consult}}, Filter{.min_support = 2}}) {
      EXPECT_EQ(together(in_parts(view, filter)), in_order(view, filter));
    }
    EXPECT_GT(used(in_parts(view, {})), 1u) << "or one reader had them all";
  }
}

TEST_F(FactsInParts, OfADayAreWhatWasKnownThen) {
  const Snapshot view = store_.snapshot().known_by(days_of("2023-07-26")->last);
  EXPECT_EQ(together(in_parts(view, {})), in_order(view, {}));
}

TEST_F(FactsInParts, AFailureOfOneReaderIsTheFailureOfAll) {
  const Snapshot late = store_.snapshot().reading_until(std::chrono::steady_clock::now());
  EXPECT_THROW(in_parts(late, {}), TimeIsUp);
  EXPECT_THROW(in_parts(store_.snapshot(), {.about = {"nobody"}}), Error);
}

TEST_F(FactsInParts, WhoStopsEndsItsPart) {
  std::vector<std::size_t> seen(most_parts);
  store_.snapshot().facts_in_parts({}, most_parts, [&](std::size_t part, const Fact&) {
    return ++seen.at(part) < 3 ? Walk::Continue : Walk::Stop;
  });
  for (const std::size_t count : seen) EXPECT_LE(count, 3u);
}

}  // namespace
}  // namespace entente
