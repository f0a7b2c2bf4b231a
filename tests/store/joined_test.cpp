// A joined snapshot shows what joining in memory gives.
#include <gtest/gtest.h>
#include <map>

#include "extract/error.h"
#include "graph/temporal_graph.h"
#include "store/graph_resolution.h"
#include "store/store.h"
#include "tests/graph/random_triples.h"
#include "tests/store/graph_folder.h"
#include "tests/store/put_documents.h"

namespace entente {
namespace {

using testing::document_name;
using testing::GraphFolder;

const Identities& groups() {
  static const Identities identities(
      {{"person/vladimir-putin", {"person/kim-jong-un", "person/vladimir-putin"}},
       {"country/RUS", {"country/RUS", "misc/a", "org/kcna"}}});
  return identities;
}

// The store adds up what documents say of each entity; one that names two of them counts for both.
TemporalGraph joined_in_memory(const Contribution& contribution) {
  std::map<std::string, EntityTally> tallies;
  for (const NamedEntity& entity : contribution.entities) {
    tallies[std::string(groups().of(entity.id))].add(tally_of(entity));
  }
  std::vector<Entity> entities;
  for (const auto& [id, tally] : tallies) entities.push_back(entity_of(id, tally));
  return {std::move(entities), joined(contribution, groups()).facts};
}

class Joined : public ::testing::Test {
 protected:
  Joined() : store_(Store::open(folder_.graph(), {.mode = StoreMode::Create})) {
    std::mt19937 random(21);
    triples_ = testing::random_triples(random, 400, 9);
    memory_ = joined_in_memory(contribution_of(triples_));
    testing::put_documents(store_, triples_, 9);
  }

  Snapshot view() const {
    return store_.snapshot().joined(std::make_shared<const Identities>(groups()));
  }

  GraphFolder folder_;
  Store store_;
  std::vector<Triple> triples_;
  TemporalGraph memory_;
};

TEST_F(Joined, EveryFilterFindsInTheStoreWhatItFindsInMemory) {
  const std::vector<std::vector<std::string>> actors{
      {}, {}, {"Putin"}, {"Kim Jong Un"}, {"North Korea", "org/kcna"}, {"misc/a"}};
  const std::vector<std::optional<std::string>> since{{}, {}, "2023", "2023-07-27", "1952-05"};
  std::mt19937 random(22);
  const auto pick = [&](const auto& values) { return values[random() % values.size()]; };
  std::size_t found = 0;
  for (int i = 0; i < 300; ++i) {
    SCOPED_TRACE("filter " + std::to_string(i) + " of seed 22");
    Filter filter{.about = pick(actors), .subject = pick(actors), .object = pick(actors)};
    filter.since = pick(since);
    if (random() % 3 == 0) filter.classes = {RelationClass::Consult};
    if (random() % 3 == 0) filter.documents = {document_name(0), document_name(3)};
    if (random() % 3 == 0) filter.min_support = 2;
    if (random() % 3 == 0) filter.min_confidence = 0.9;
    // In memory, names are looked up after joining: an id that is gone is asked for by its new one.
    Filter in_memory = filter;
    for (auto* list : {&in_memory.about, &in_memory.subject, &in_memory.object}) {
      for (std::string& actor : *list) actor = groups().of(actor);
    }
    const TemporalGraph expected = memory_.select(in_memory);
    EXPECT_TRUE(view().load_graph(filter, Sentences::Load) == expected);
    found += expected.fact_count();
  }
  EXPECT_GT(found, 1000u);
}

TEST_F(Joined, IsTheSameBeforeAndAfterLeavingOutWhatWasNotKnown) {
  std::vector<Triple> until;
  for (const Triple& triple : triples_) {
    if (triple.observed == "2023-07-27") until.push_back(triple);
  }
  const auto expected = joined(contribution_of(until), groups()).facts;
  EXPECT_FALSE(expected.empty());
  const int day = days_of("2023-07-27")->last;
  const auto identities = std::make_shared<const Identities>(groups());
  for (const Snapshot& known :
       {view().known_by(day), store_.snapshot().known_by(day).joined(identities)}) {
    for (const Filter& filter : {Filter{}, Filter{.since = "0001"}}) {
      std::vector<Fact> facts;
      known.facts(
          filter,
          [&](const Fact& fact) {
            facts.push_back(fact);
            return Walk::Continue;
          },
          Sentences::Load);
      EXPECT_EQ(facts, expected);
    }
  }
}

TEST_F(Joined, FactsComeInOrder) {
  std::vector<FactKey> keys;
  view().facts({}, [&](const Fact& fact) {
    keys.push_back(fact.key);
    return Walk::Continue;
  });
  EXPECT_EQ(keys.size(), memory_.fact_count());
  EXPECT_TRUE(std::is_sorted(keys.begin(), keys.end()));
  EXPECT_EQ(view().statistics().facts, memory_.fact_count());
  EXPECT_EQ(view().statistics().entities, memory_.entity_count());
}

TEST_F(Joined, AnyIdAndNameStandsForAll) {
  const std::vector<std::string> putin{"person/vladimir-putin"};
  EXPECT_EQ(view().look_up("person/kim-jong-un"), putin);
  EXPECT_EQ(view().look_up("Kim Jong Un"), putin);
  EXPECT_EQ(view().entity("person/kim-jong-un"), memory_[*memory_.find(putin.front())]);
  EXPECT_EQ(view().entity("org/kcna")->id, "country/RUS");
}

TEST_F(Joined, NothingIsLostInTheStore) {
  EXPECT_TRUE(store_.snapshot().entity("person/kim-jong-un"));
  EXPECT_EQ(store_.snapshot().look_up("Kim Jong Un"),
            std::vector<std::string>{"person/kim-jong-un"});
}

TEST_F(Joined, IdentitiesAreKeptUntilADocumentChanges) {
  EXPECT_FALSE(store_.snapshot().identities());
  store_.put_identities(groups());
  EXPECT_EQ(store_.snapshot().identities(), groups());
  store_.put_document({.id = document_name(0)}, std::vector<Triple>());
  EXPECT_FALSE(store_.snapshot().identities());
}

TEST_F(Joined, IdentitiesAreGoneAfterAChangeInAnotherSession) {
  store_.put_identities(groups());
  store_ = Store::open(GraphFolder().graph(), {.mode = StoreMode::Create});
  Store again = Store::open(folder_.graph(), {.mode = StoreMode::ReadWrite});
  EXPECT_TRUE(again.snapshot().identities());
  again.remove_document(document_name(0));
  EXPECT_FALSE(again.snapshot().identities());
}

TEST_F(Joined, KeepingIdentitiesFindsThemOnce) {
  keep_identities(store_, NameWords());
  ASSERT_TRUE(store_.snapshot().identities());
  store_.put_identities(groups());
  keep_identities(store_, NameWords());
  EXPECT_EQ(store_.snapshot().identities(), groups());
}

}  // namespace
}  // namespace entente
