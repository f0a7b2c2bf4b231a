#include <algorithm>
#include <chrono>
#include <gtest/gtest.h>
#include <memory>
#include <span>

#include "extract/error.h"
#include "graph/temporal_graph.h"
#include "store/store.h"
#include "tests/graph/random_triples.h"
#include "tests/store/graph_folder.h"
#include "tests/store/put_documents.h"

namespace entente {
namespace {

using testing::document_name;
using testing::GraphFolder;

class Query : public ::testing::Test {
 protected:
  Query() : store_(Store::open(folder_.graph(), {.mode = StoreMode::Create})) {
    std::mt19937 random(11);
    triples_ = testing::random_triples(random, 400, 9);
    memory_ = TemporalGraph(contribution_of(triples_));
    testing::put_documents(store_, triples_, 9);
  }

  std::vector<Fact> facts(const Filter& filter) const { return facts(filter, store_.snapshot()); }

  static std::vector<Fact> facts(const Filter& filter, const Snapshot& snapshot) {
    std::vector<Fact> found;
    snapshot.facts(
        filter,
        [&](const Fact& fact) {
          found.push_back(fact);
          return Walk::Continue;
        },
        Sentences::Load);
    return found;
  }

  std::vector<Fact> facts_in_memory(const Filter& filter) const {
    std::vector<Fact> found;
    const TemporalGraph selected = memory_.select(filter);
    for (const auto edge : selected.edges()) found.push_back(selected[edge]);
    return found;
  }

  GraphFolder folder_;
  Store store_;
  std::vector<Triple> triples_;
  TemporalGraph memory_;
};

TEST_F(Query, EveryFilterFindsInTheStoreWhatItFindsInMemory) {
  const std::vector<std::vector<std::string>> actors{
      {}, {}, {"Putin"}, {"North Korea", "org/kcna"}, {std::string("misc/a\0", 7)}};
  const std::vector<std::optional<std::string>> since{{}, {}, "2023", "2023-07-27", "1952-05"};
  const std::vector<std::optional<std::string>> until{{}, "2023-12-31", "9999"};
  std::mt19937 random(12);
  const auto pick = [&](const auto& values) { return values[random() % values.size()]; };
  std::size_t found = 0;
  for (int i = 0; i < 400; ++i) {
    SCOPED_TRACE("filter " + std::to_string(i) + " of seed 12");
    Filter filter{.about = pick(actors), .subject = pick(actors), .object = pick(actors)};
    filter.since = pick(since);
    filter.until = pick(until);
    if (random() % 3 == 0) filter.classes = {RelationClass::Consult};
    if (random() % 3 == 0) filter.relations = {"met", "supports"};
    if (random() % 3 == 0) filter.modalities = {Modality::Negated};
    if (random() % 3 == 0) filter.documents = {document_name(0), document_name(3)};
    if (random() % 3 == 0) filter.min_support = 2;
    if (random() % 3 == 0) filter.min_confidence = 0.9;
    const auto expected = facts_in_memory(filter);
    ASSERT_EQ(facts(filter), expected);
    EXPECT_TRUE(store_.snapshot().load_graph(filter, Sentences::Load) == memory_.select(filter));
    found += expected.size();
  }
  EXPECT_GT(found, 1000u);
}

constexpr int summer = 19'500;  // 2023-05-23

// What document "d" says of two persons in ten days, or, as `intervals`, over them.
std::vector<Triple> triples_of_a_pair(std::mt19937& random, bool intervals) {
  const auto day = [&](int first) { return iso_day(first + static_cast<int>(random() % 10)); };
  const auto person = [&] { return random() % 2 == 0 ? "person/a" : "person/b"; };
  std::vector<Triple> triples = testing::random_triples(random, 300, 1);
  for (Triple& triple : triples) {
    triple.document = "d";
    triple.observed = day(summer);
    triple.subject.id = person();
    triple.object.id = person();
    triple.date = random() % 4 == 0 ? "" : random() % 4 == 0 ? "2023-05" : day(summer);
    if (intervals) triple.date = day(summer - 10 * static_cast<int>(random() % 9)) + "/2023-07-01";
  }
  return triples;
}

// by_time has the facts of a pair and a day side by side; where intervals begin on too many days,
// all that the pair has is read.
TEST_F(Query, PairInAShortWindowHasTheFactsThatItHasInMemory) {
  std::mt19937 random(14);
  for (const bool intervals : {false, true}) {
    const std::vector<Triple> triples = triples_of_a_pair(random, intervals);
    const TemporalGraph memory(contribution_of(triples));
    GraphFolder folder;
    Store store = Store::open(folder.graph(), {.mode = StoreMode::Create});
    store.put_document({.id = "d"}, triples);
    std::size_t found = 0;
    for (int i = 0; i < 60; ++i) {
      SCOPED_TRACE("window " + std::to_string(i) + " of seed 14");
      const int first = summer - 2 + i % 14;
      Filter filter{.subject = {"person/a"}, .object = {"person/b"}};
      if (i % 2 == 0) std::swap(filter.subject, filter.object);
      if (i % 5 == 0) filter.object.push_back(filter.subject.front());
      filter.since = iso_day(first);
      filter.until = iso_day(first + i % 4);
      std::vector<Fact> expected;
      const TemporalGraph selected = memory.select(filter);
      for (const auto edge : selected.edges()) expected.push_back(selected[edge]);
      ASSERT_EQ(facts(filter, store.snapshot()), expected);
      found += expected.size();
    }
    EXPECT_GT(found, 300u);
  }
}

// As if the documents after the day had never been written.
TEST_F(Query, WhatWasKnownByADayIsWhatTheDocumentsUpToItSay) {
  const std::vector<std::optional<std::string>> since{{}, "2023-07-27", "1952-05"};
  std::mt19937 random(13);
  std::size_t found = 0;
  for (const char* iso : {"2023-07-26", "2023-07-27", "2024-01-01", "2024-01-02"}) {
    std::vector<Triple> until;
    for (const Triple& triple : triples_) {
      if (!triple.observed.empty() && triple.observed <= iso) until.push_back(triple);
    }
    const Snapshot view = store_.snapshot().known_by(days_of(iso)->last);
    for (int i = 0; i < 40; ++i) {
      SCOPED_TRACE(std::string(iso) + ", filter " + std::to_string(i) + " of seed 13");
      Filter filter;
      filter.since = since[random() % since.size()];
      if (random() % 3 == 0) filter.about = {"Putin"};
      if (random() % 3 == 0) filter.documents = {document_name(0), document_name(3)};
      if (random() % 3 == 0) filter.min_support = 2;
      if (random() % 3 == 0) filter.min_confidence = 0.9;
      const FactMatcher matcher(filter, [&](std::string_view id) { return memory_.look_up(id); });
      std::vector<Fact> expected;
      for (const Fact& fact : contribution_of(until).facts) {
        if (matcher.matches(fact)) expected.push_back(fact);
      }
      EXPECT_EQ(facts(filter, view), expected);
      found += expected.size();
    }
    for (const Fact& fact : contribution_of(until).facts) {
      EXPECT_EQ(view.fact(fact.key, Sentences::Load), fact);
    }
    EXPECT_EQ(view.statistics().facts, contribution_of(until).facts.size());
    EXPECT_EQ(view.statistics().entities, contribution_of(until).entities.size());
  }
  EXPECT_GT(found, 1000u);
}

TEST_F(Query, WhatWasNotKnownYetIsNotThere) {
  const Snapshot before = store_.snapshot().known_by(days_of("2023-07-26")->last);
  EXPECT_TRUE(facts({}, before).empty());
  EXPECT_FALSE(before.fact(facts({}).front().key));
  EXPECT_EQ(before.statistics().documents, 0u);
  EXPECT_EQ(before.statistics().first_observed, "");
  EXPECT_EQ(before.load_graph({}).entity_count(), 0u);
  EXPECT_TRUE(before.entity("org/kcna")) << "names stay";
  EXPECT_TRUE(before.is_of_a_day());
  EXPECT_FALSE(store_.snapshot().is_of_a_day());
}

TEST_F(Query, FactsComeInOrderAndStopWhenToldTo) {
  const auto all = facts({});
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end(), [](const Fact& left, const Fact& right) {
    return left.key < right.key;
  }));
  for (const Filter& filter : {Filter{}, Filter{.about = {"Putin"}}, Filter{.since = "0001"}}) {
    const auto matching = facts(filter);
    for (const std::size_t wanted : {1u, 3u, 40u}) {
      ASSERT_GT(matching.size(), wanted);
      std::vector<Fact> seen;
      const auto visit = [&](const Fact& fact) {
        seen.push_back(fact);
        return seen.size() < wanted ? Walk::Continue : Walk::Stop;
      };
      for (const Sentences sentences : {Sentences::Skip, Sentences::Load}) {
        seen.clear();
        store_.snapshot().facts(filter, visit, sentences);
        EXPECT_EQ(seen.size(), wanted);
      }
      EXPECT_TRUE(std::ranges::equal(seen, std::span(matching).first(wanted)));
    }
  }
}

TEST_F(Query, PagesOfFactsAreWhatIsThereInOnePiece) {
  const Snapshot plain = store_.snapshot();
  const Snapshot joined =
      plain.joined(std::make_shared<const Identities>(std::vector<Identities::Group>{
          {"person/vladimir-putin", {"org/kcna", "person/vladimir-putin"}}}));
  for (const Snapshot& snapshot : {plain, joined}) {
    for (const Filter& filter : {Filter{}, Filter{.about = {"Putin"}}, Filter{.since = "0001"},
                                 Filter{.documents = {document_name(0)}},
                                 Filter{.subject = {"North Korea"}, .object = {"Putin"}}}) {
      std::vector<FactKey> whole, pages;
      snapshot.facts(filter, [&](const Fact& fact) {
        whole.push_back(fact.key);
        return Walk::Continue;
      });
      std::optional<FactKey> after;
      do {
        after = pages.empty() ? std::nullopt : std::optional(pages.back());
        std::size_t seen = 0;
        const auto visit = [&](const Fact& fact) {
          pages.push_back(fact.key);
          return ++seen < 3 ? Walk::Continue : Walk::Stop;
        };
        snapshot.facts(filter, visit, Sentences::Skip, after);
      } while (!pages.empty() && after != pages.back());
      EXPECT_EQ(pages, whole);
      EXPECT_GT(whole.size(), 0u);
    }
  }
}

TEST_F(Query, PagesOfEntitiesAndDocumentsBeginBehindAnId) {
  const Snapshot snapshot = store_.snapshot();
  const auto entities_after = [&](std::string_view id) {
    std::vector<std::string> ids;
    const auto visit = [&](const Entity& entity) {
      ids.push_back(entity.id);
      return Walk::Continue;
    };
    snapshot.entities(visit, id);
    return ids;
  };
  const auto all = entities_after("");
  ASSERT_GT(all.size(), 3u);
  EXPECT_EQ(entities_after(all[2]), std::vector<std::string>(all.begin() + 3, all.end()));
  EXPECT_TRUE(entities_after(all.back()).empty());
  std::vector<std::string> documents;
  const auto visit = [&](const DocumentRecord& record) {
    documents.push_back(record.id);
    return Walk::Continue;
  };
  snapshot.documents(visit, document_name(7));
  EXPECT_EQ(documents, (std::vector{document_name(5), document_name(3), document_name(1)}));
}

TEST_F(Query, NamesAreFoundByTheirBeginning) {
  const Snapshot snapshot = store_.snapshot();
  EXPECT_EQ(snapshot.names_beginning("VLAD", 100),
            std::vector<std::string>{"person/vladimir-putin"});
  EXPECT_EQ(snapshot.names_beginning("Vladimir Putin", 100),
            std::vector<std::string>{"person/vladimir-putin"});
  EXPECT_TRUE(snapshot.names_beginning("vladimir putin jr", 100).empty());
  EXPECT_EQ(snapshot.names_beginning("v", 1).size(), 1u);
  const Snapshot renamed = snapshot.joined(std::make_shared<const Identities>(
      std::vector<Identities::Group>{}, Identities::Names{{"org/kcna", "Korean agency"}}));
  EXPECT_EQ(renamed.names_beginning("korean a", 100), std::vector<std::string>{"org/kcna"});
}

TEST_F(Query, ReadingEndsWhenItsTimeIsUp) {
  const auto now = std::chrono::steady_clock::now();
  const auto visit = [](const Fact&) { return Walk::Continue; };
  EXPECT_THROW(store_.snapshot().reading_until(now).facts({}, visit), TimeIsUp);
  EXPECT_THROW(store_.snapshot().reading_until(now).facts({.since = "0001"}, visit), TimeIsUp);
  EXPECT_THROW(store_.snapshot().reading_until(now).statistics(), TimeIsUp);
  EXPECT_NO_THROW(store_.snapshot().reading_until(now + std::chrono::hours(1)).facts({}, visit));
}

TEST_F(Query, SentencesAreLoadedWhereAskedFor) {
  const FactKey key = facts({}).front().key;
  EXPECT_EQ(store_.snapshot().fact(key)->evidence[0].text, "");
  EXPECT_NE(store_.snapshot().fact(key, Sentences::Load)->evidence[0].text, "");
  EXPECT_EQ(store_.snapshot().fact(key)->support(), facts({}).front().support());
  EXPECT_FALSE(store_.snapshot().fact(FactKey{}));
}

TEST_F(Query, EntitiesAreFoundByIdAndByName) {
  const Snapshot snapshot = store_.snapshot();
  EXPECT_EQ(snapshot.look_up("VLADIMIR PUTIN"), std::vector<std::string>{"person/vladimir-putin"});
  EXPECT_EQ(snapshot.look_up("person/vladimir-putin"),
            std::vector<std::string>{"person/vladimir-putin"});
  EXPECT_EQ(snapshot.look_up("!!!"), std::vector<std::string>{"misc/a"});
  EXPECT_TRUE(snapshot.look_up("Vladimir").empty());
  EXPECT_EQ(snapshot.entity("org/kcna"), memory_[*memory_.find("org/kcna")]);
  EXPECT_FALSE(snapshot.entity("org/kcn"));
  std::vector<Entity> entities, expected;
  snapshot.entities([&](const Entity& entity) {
    entities.push_back(entity);
    return Walk::Continue;
  });
  for (const auto vertex : memory_.vertices()) expected.push_back(memory_[vertex]);
  EXPECT_EQ(entities, expected);
  EXPECT_THROW(facts({.about = {"Nobody"}}), Error);
}

TEST_F(Query, StatisticsCountWhatIsThere) {
  const StoreStatistics statistics = store_.snapshot().statistics();
  EXPECT_EQ(statistics.documents, 9u);
  EXPECT_EQ(statistics.entities, memory_.entity_count());
  EXPECT_EQ(statistics.facts, memory_.fact_count());
  std::size_t mentions = 0, consultations = 0;
  for (const auto edge : memory_.edges()) {
    mentions += memory_[edge].support().mentions;
    if (memory_[edge].key.relation_class == RelationClass::Consult) ++consultations;
  }
  EXPECT_EQ(statistics.mentions, mentions);
  EXPECT_EQ(statistics.facts_by_class[static_cast<std::size_t>(RelationClass::Consult)],
            consultations);
  EXPECT_EQ(statistics.first_date, "1950-01-01");
  EXPECT_EQ(statistics.last_date, "2023-12-31");
  EXPECT_EQ(statistics.first_observed, "2023-07-27");
  EXPECT_EQ(statistics.last_observed, "2024-01-02");
}

}  // namespace
}  // namespace entente
