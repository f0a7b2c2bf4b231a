#include "store/store.h"

#include <algorithm>
#include <functional>
#include <gtest/gtest.h>
#include <map>
#include <optional>
#include <thread>
#include <utility>

#include "extract/error.h"
#include "extract/limits.h"
#include "graph/temporal_graph.h"
#include "tests/graph/random_triples.h"
#include "tests/store/graph_folder.h"

namespace entente {
namespace {

using testing::document_name;
using testing::dump;
using testing::GraphFolder;
using testing::random_triples;
using testing::triples_of;
using Documents = std::map<std::string, std::vector<Triple>>;

Store create(const GraphFolder& folder) {
  return Store::open(folder.graph(), {.mode = StoreMode::Create});
}

DocumentRecord record(const std::string& id) { return {.id = id, .title = "Title of " + id}; }

Documents random_documents(std::mt19937& random, std::size_t count) {
  const auto triples = random_triples(random, 25 * count, count);
  Documents documents;
  for (std::size_t i = 0; i < count; ++i) {
    documents[document_name(i)] = triples_of(triples, document_name(i));
  }
  return documents;
}

TemporalGraph graph_of(const Documents& documents) {
  std::vector<Triple> all;
  for (const auto& [id, triples] : documents) all.insert(all.end(), triples.begin(), triples.end());
  return TemporalGraph(contribution_of(all));
}

TemporalGraph graph_of(const Store& store) {
  return store.snapshot().load_graph({}, Sentences::Load);
}

std::string dump_of_new_store(const Documents& documents) {
  const GraphFolder folder;
  {
    Store store = create(folder);
    for (const auto& [id, triples] : documents) store.put_document(record(id), triples);
  }
  return dump(folder.graph());
}

// The seed stands in the name of each case.
class StoreProperty : public ::testing::TestWithParam<unsigned> {
 protected:
  StoreProperty() : random_(GetParam()) {}
  std::mt19937 random_;
};

TEST_P(StoreProperty, GraphReadBackIsThatOfTheSameTriplesInMemory) {
  const Documents documents = random_documents(random_, 8);
  const GraphFolder folder;
  Store store = create(folder);
  std::vector<std::string> order;
  for (const auto& [id, triples] : documents) order.push_back(id);
  std::shuffle(order.begin(), order.end(), random_);
  for (const std::string& id : order) {
    EXPECT_EQ(store.put_document(record(id), documents.at(id)), Store::Outcome::Added);
  }
  EXPECT_TRUE(graph_of(store) == graph_of(documents));
}

TEST_P(StoreProperty, WhateverWasReplacedOrRemovedLeavesNoTrace) {
  Documents documents;
  const GraphFolder folder;
  std::optional<Store> store = create(folder);
  for (int step = 0; step < 40; ++step) {
    const std::string id = document_name(random_() % 6);
    if (random_() % 3 == 0) {
      EXPECT_EQ(store->remove_document(id), documents.erase(id) == 1);
    } else {
      auto triples = triples_of(random_triples(random_, 60, 6), id);
      // Often most of a document stays as it was.
      if (random_() % 2 == 0 && !documents[id].empty()) {
        triples = documents[id];
        triples.resize(triples.size() - random_() % triples.size());
      }
      store->put_document(record(id), triples);
      documents[id] = triples;
    }
    if (step % 10 == 9) {
      ASSERT_TRUE(graph_of(*store) == graph_of(documents)) << "step " << step;
    }
    if (step == 20) {
      store.reset();
      store = create(folder);
    }
  }
  store.reset();
  EXPECT_EQ(dump(folder.graph()), dump_of_new_store(documents));
}

TEST_P(StoreProperty, BuildingTwiceChangesNothing) {
  const Documents documents = random_documents(random_, 5);
  const GraphFolder folder;
  std::string first;
  for (int time = 0; time < 2; ++time) {
    {
      Store store = create(folder);
      for (const auto& [id, triples] : documents) {
        auto shuffled = triples;
        std::shuffle(shuffled.begin(), shuffled.end(), random_);
        EXPECT_EQ(store.put_document(record(id), shuffled),
                  time == 0 ? Store::Outcome::Added : Store::Outcome::Unchanged);
      }
    }
    if (time == 0) first = dump(folder.graph());
  }
  EXPECT_EQ(dump(folder.graph()), first);
}

INSTANTIATE_TEST_SUITE_P(Random, StoreProperty, ::testing::Range(1u, 9u),
                         [](const auto& seed) { return "Seed" + std::to_string(seed.param); });

TEST(Store, RemovingEverythingLeavesAnEmptyGraph) {
  std::mt19937 random(3);
  const Documents documents = random_documents(random, 4);
  const GraphFolder folder;
  {
    Store store = create(folder);
    for (const auto& [id, triples] : documents) store.put_document(record(id), triples);
    for (const auto& [id, triples] : documents) EXPECT_TRUE(store.remove_document(id));
    EXPECT_FALSE(store.remove_document("es-"));
    EXPECT_EQ(store.snapshot().statistics(), StoreStatistics{});
  }
  EXPECT_EQ(dump(folder.graph()), dump_of_new_store({}));
}

TEST(Store, RecordOfADocumentIsKeptAndReplaced) {
  const GraphFolder folder;
  Store store = create(folder);
  const Document document{.id = "es-001",
                          .date = "2023-07-27",
                          .language = "es",
                          .title = "Título",
                          .text = "Kim se reunió con Shoigu.",
                          .source = "EFE",
                          .file = "a.jsonl",
                          .line = 3};
  const DocumentRecord before = record_of(document);
  EXPECT_EQ(before.text_hash.size(), 32u);
  EXPECT_EQ(store.put_document(before, std::vector<Triple>()), Store::Outcome::Added);
  EXPECT_EQ(store.snapshot().document("es-001"), before);
  DocumentRecord after = before;
  after.title = "Otro título";
  EXPECT_EQ(store.put_document(after, std::vector<Triple>()), Store::Outcome::Replaced);
  EXPECT_EQ(store.snapshot().document("es-001"), after);
  EXPECT_FALSE(store.snapshot().document("es-002"));
}

TEST(Store, TriplesOfAnotherDocumentAreRefusedAndChangeNothing) {
  std::mt19937 random(4);
  const GraphFolder folder;
  Store store = create(folder);
  const auto triples = random_triples(random, 20, 2);
  EXPECT_THROW(store.put_document(record(document_name(0)), triples), Error);
  EXPECT_THROW(store.put_document({.id = ""}, std::vector<Triple>()), Error);
  EXPECT_EQ(store.snapshot().statistics(), StoreStatistics{});
}

TEST(Store, ADocumentOfTooMuchEvidenceIsRefusedAndChangesNothing) {
  const GraphFolder folder;
  Store store = Store::open(folder.graph(), {.mode = StoreMode::Create});
  const std::string before = dump(folder.graph());
  Contribution contribution;
  contribution.facts.emplace_back();
  contribution.facts.front().key.subject = "a";
  contribution.facts.front().key.object = "b";
  auto& evidence = contribution.facts.front().evidence;
  const auto expect_refused = [&](const std::string& reason) {
    const auto refused = [&](const std::function<void()>& put) {
      try {
        put();
        ADD_FAILURE() << "put";
      } catch (const Error& error) {
        EXPECT_NE(std::string(error.what()).find("document \"d\" cannot be stored: " + reason),
                  std::string::npos)
            << error.what();
      }
    };
    refused([&] { store.put_document({.id = "d"}, contribution); });
    bool given = false;
    refused([&] {
      store.put_documents([&]() -> std::optional<DocumentContribution> {
        if (std::exchange(given, true)) return {};
        return DocumentContribution{{.id = "d"}, contribution};
      });
    });
    EXPECT_EQ(dump(folder.graph()), before);
  };
  for (std::size_t i = 0; i <= limits::document_triples; ++i) {
    evidence.push_back({.document = "d", .sentence = i, .module = ""});
  }
  expect_refused("it has more triples than the limit of 100000");
  evidence.resize(limits::document_triple_bytes / limits::sentence_bytes);
  for (FactEvidence& piece : evidence) piece.text = std::string(limits::sentence_bytes, 'x');
  expect_refused("its triples have more bytes than the limit of 67108864");
}

TEST(Store, SnapshotStaysAsItWas) {
  std::mt19937 random(5);
  const Documents documents = random_documents(random, 2);
  const GraphFolder folder;
  Store store = create(folder);
  store.put_document(record(document_name(0)), documents.at(document_name(0)));
  const Snapshot snapshot = store.snapshot();
  const TemporalGraph before = snapshot.load_graph({});
  store.put_document(record(document_name(1)), documents.at(document_name(1)));
  store.remove_document(document_name(0));
  EXPECT_TRUE(snapshot.load_graph({}) == before);
  EXPECT_FALSE(store.snapshot().load_graph({}) == before);
}

TEST(Store, ManyThreadsPutDocumentsAndReadWholeOnes) {
  std::mt19937 random(6);
  const Documents documents = random_documents(random, 24);
  const GraphFolder folder;
  Store store = create(folder);
  const auto put_every_third = [&](std::size_t first) {
    for (std::size_t i = first; i < documents.size(); i += 3) {
      store.put_document(record(document_name(i)), documents.at(document_name(i)));
    }
  };
  const auto read = [&] {
    for (int i = 0; i < 20; ++i) {
      const Snapshot snapshot = store.snapshot();
      Documents seen;
      snapshot.documents([&](const DocumentRecord& document) {
        seen[document.id] = documents.at(document.id);
        return Walk::Continue;
      });
      ASSERT_TRUE(snapshot.load_graph({}, Sentences::Load) == graph_of(seen));
    }
  };
  {
    const std::jthread one(put_every_third, 0), two(put_every_third, 1), three(put_every_third, 2);
    const std::jthread reader(read);
  }
  EXPECT_TRUE(graph_of(store) == graph_of(documents));
}

}  // namespace
}  // namespace entente
