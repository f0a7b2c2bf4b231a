// Copies are found among the documents of a graph, kept there, and taken away by any change.
#include "graph/copies.h"

#include <gtest/gtest.h>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "store/database.h"
#include "store/graph_copies.h"
#include "store/merge_graphs.h"
#include "store/schema.h"
#include "store/store.h"
#include "store/verify.h"
#include "tests/graph/random_text.h"
#include "tests/store/graph_folder.h"

namespace entente {
namespace {

using testing::dump;
using testing::GraphFolder;
using testing::random_text;
using Text = std::vector<std::string>;

// That Kim met Shoigu, in each sentence.
std::vector<Triple> triples_of(const std::string& document, const Text& sentences) {
  std::vector<Triple> triples;
  for (std::size_t n = 0; n < sentences.size(); ++n) {
    Triple triple;
    triple.document = document;
    triple.observed = "2023-07-27";
    triple.subject = {.id = "person/kim", .name = "Kim", .type = EntityType::Person, .country = ""};
    triple.relation = "met";
    triple.relation_class = RelationClass::Consult;
    triple.object = {
        .id = "person/shoigu", .name = "Shoigu", .type = EntityType::Person, .country = ""};
    triple.source = EntityRef{
        .id = "org/" + document, .name = document, .type = EntityType::Organization, .country = ""};
    triple.confidence = 0.5;
    triple.evidence.sentence = n;
    triple.evidence.text = sentences[n];
    triples.push_back(std::move(triple));
  }
  return triples;
}

class GraphCopies : public ::testing::Test {
 protected:
  GraphCopies() : random_(1), text_(random_text(random_, 5)), other_(random_text(random_, 5)) {
    put("a", text_);
    put("b", text_);
    put("c", other_);
    keep_copies(store_);
  }

  void put(const std::string& document, const Text& text) {
    store_.put_document({.id = document, .date = "2023-07-27"}, triples_of(document, text));
  }

  static Fact fact_in(const Snapshot& snapshot, Sentences sentences = Sentences::Skip) {
    std::vector<Fact> facts;
    snapshot.facts(
        {},
        [&](const Fact& fact) {
          facts.push_back(fact);
          return Walk::Continue;
        },
        sentences);
    EXPECT_EQ(facts.size(), 1U);
    return facts.at(0);
  }

  Copies kept() const { return store_.snapshot().kept_copies().value(); }

  std::mt19937 random_;
  Text text_;
  Text other_;
  GraphFolder folder_;
  Store store_ = Store::open(folder_.graph(), {.mode = StoreMode::Create});
};

TEST_F(GraphCopies, CountOnceWithAllTheirEvidenceAndSources) {
  const Fact apart = fact_in(store_.snapshot());
  EXPECT_EQ(apart.support(), (Support{.documents = 3, .mentions = 15}));
  EXPECT_DOUBLE_EQ(apart.confidence(), 0.875);
  const Snapshot view = with_copies(store_.snapshot());
  for (const Sentences sentences : {Sentences::Skip, Sentences::Load}) {
    const Fact fact = fact_in(view, sentences);
    EXPECT_EQ(fact.support(), (Support{.documents = 2, .mentions = 15, .copies = 1}));
    EXPECT_DOUBLE_EQ(fact.confidence(), 0.75);
    EXPECT_EQ(fact.sources(), (std::vector<std::string>{"org/a", "org/b", "org/c"}));
    EXPECT_EQ(view.fact(fact.key, sentences), fact);
  }
  EXPECT_EQ(view.statistics().documents, 3U);
  EXPECT_EQ(view.statistics().copies, 1U);
}

TEST_F(GraphCopies, AreCountedOnceByFilters) {
  const auto found = [&](const Filter& filter) {
    std::size_t facts = 0;
    with_copies(store_.snapshot()).facts(filter, [&](const Fact&) {
      ++facts;
      return Walk::Continue;
    });
    return facts;
  };
  EXPECT_EQ(found({.min_support = 2}), 1U);
  EXPECT_EQ(found({.min_support = 3}), 0U);
  EXPECT_EQ(found({.min_confidence = 0.8}), 0U);
  EXPECT_EQ(found({.documents = {"b"}}), 1U);
}

TEST_F(GraphCopies, AreCountedOnceAsKnownByADay) {
  store_.put_document({.id = "0", .date = "2023-07-26"}, triples_of("0", text_));
  std::vector<Triple> later = triples_of("d", text_);
  for (Triple& triple : later) triple.observed = "2023-07-28";
  store_.put_document({.id = "d", .date = "2023-07-28"}, later);
  const Snapshot view = with_copies(store_.snapshot()).known_by(days_of("2023-07-27")->last);
  EXPECT_EQ(fact_in(view).support(), (Support{.documents = 2, .mentions = 20, .copies = 2}));
  EXPECT_EQ(view.statistics().copies, 2U);
}

TEST_F(GraphCopies, FollowEveryChangeOfADocument) {
  EXPECT_EQ(kept(), Copies({{"a", {{"b", 1.0}}}}));
  put("c", text_);
  EXPECT_FALSE(store_.snapshot().kept_copies());
  EXPECT_EQ(fact_in(with_copies(store_.snapshot())).support().documents, 1U);
  keep_copies(store_);
  EXPECT_EQ(kept(), Copies({{"a", {{"b", 1.0}, {"c", 1.0}}}}));
  store_.remove_document("a");
  EXPECT_FALSE(store_.snapshot().kept_copies());
  keep_copies(store_);
  EXPECT_EQ(kept(), Copies({{"b", {{"c", 1.0}}}}));
  put("b", other_);
  keep_copies(store_);
  EXPECT_TRUE(kept().empty());
  put("b", other_);  // as it was
  EXPECT_TRUE(store_.snapshot().kept_copies());
}

TEST_F(GraphCopies, AreGoneAfterAChangeInBulkAndInAnotherSession) {
  store_ = Store::open(GraphFolder().graph(), {.mode = StoreMode::Create});
  Store again = Store::open(folder_.graph(), {.mode = StoreMode::ReadWrite});
  EXPECT_TRUE(again.snapshot().kept_copies());
  bool done = false;
  again.put_documents([&]() -> std::optional<DocumentContribution> {
    if (std::exchange(done, true)) return std::nullopt;
    return DocumentContribution{{.id = "d"}, contribution_of(triples_of("d", text_))};
  });
  EXPECT_FALSE(again.snapshot().kept_copies());
}

TEST_F(GraphCopies, StayWhereUsersDecideWhoIsOne) {
  store_.decide({.kind = DecisionKind::Merge,
                 .entities = {"person/kim", "person/shoigu"},
                 .name = {},
                 .time = "2026-11-29T01:00:00Z",
                 .note = {}});
  EXPECT_TRUE(store_.snapshot().kept_copies());
  put("c", text_);
  EXPECT_FALSE(store_.snapshot().kept_copies());
}

TEST_F(GraphCopies, AreTheSameInShardsThatAreMerged) {
  const auto shard = [&](const std::string& name, const std::vector<std::string>& documents) {
    Store store = Store::open(folder_.path() / name, {.mode = StoreMode::Create});
    for (const std::string& document : documents) {
      store.put_document({.id = document, .date = "2023-07-27"},
                         triples_of(document, document == "c" ? other_ : text_));
    }
    keep_copies(store);
    return store.snapshot();
  };
  const std::vector<Snapshot> shards{shard("one", {"b", "c"}), shard("two", {"a"})};
  EXPECT_TRUE(shards[0].kept_copies()->empty());
  {
    Store merged = Store::open(folder_.path() / "merged", {.mode = StoreMode::Create});
    merge_graphs(shards, merged, {});
    keep_copies(merged);
  }
  store_ = Store::open(GraphFolder().graph(), {.mode = StoreMode::Create});
  EXPECT_EQ(dump(folder_.path() / "merged"), dump(folder_.graph()));
}

TEST_F(GraphCopies, ThatAreNotThoseOfTheEvidenceAreFoundAndTakenAway) {
  const auto differences = [&](Repair repair) {
    std::vector<std::string> found;
    verify(folder_.graph(), {.repair = repair}, [&](const Difference& difference) {
      EXPECT_EQ(difference.family, Family::Meta);
      found.push_back(difference.key);
    });
    return found;
  };
  const auto close = [&] {
    store_ = Store::open(GraphFolder().graph(), {.mode = StoreMode::Create});
  };
  const auto reopen = [&] {
    store_ = Store::open(folder_.graph(), {.mode = StoreMode::ReadWrite});
  };
  close();
  EXPECT_EQ(differences(Repair::No), Text{});
  for (const bool readable : {true, false}) {
    reopen();
    store_.put_copies(Copies({{"a", {{"c", 1.0}}}}));
    close();
    if (!readable) {
      const Database database(folder_.graph(), {.mode = StoreMode::ReadWrite});
      ASSERT_TRUE(
          database.db().Put({}, database.handle(Family::Meta), slice(copies_key), "x").ok());
    }
    EXPECT_EQ(differences(Repair::No), Text{"copies"});
    EXPECT_EQ(differences(Repair::Yes), Text{"copies"});
    EXPECT_EQ(differences(Repair::No), Text{});
    reopen();
    EXPECT_FALSE(store_.snapshot().kept_copies());
    close();
  }
}

TEST_F(GraphCopies, MakeAGraphOfTheVersionBeforeOneOfThis) {
  const auto version = [&] {
    const Database database(folder_.graph(), {.mode = StoreMode::ReadOnly});
    return database.get(Family::Meta, schema_key, nullptr);
  };
  store_ = Store::open(GraphFolder().graph(), {.mode = StoreMode::Create});
  {
    const Database database(folder_.graph(), {.mode = StoreMode::ReadWrite});
    auto* const meta = database.handle(Family::Meta);
    ASSERT_TRUE(database.db().Delete({}, meta, slice(copies_key)).ok());
    ASSERT_TRUE(database.db().Put({}, meta, slice(schema_key), slice(schema_without_copies)).ok());
  }
  store_ = Store::open(folder_.graph(), {.mode = StoreMode::ReadWrite});
  EXPECT_EQ(fact_in(with_copies(store_.snapshot())).support().documents, 2U);
  EXPECT_EQ(version(), schema_without_copies);
  keep_copies(store_);
  EXPECT_EQ(version(), schema_version);
}

}  // namespace
}  // namespace entente
