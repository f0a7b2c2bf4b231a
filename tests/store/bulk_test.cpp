#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <random>

#include "extract/error.h"
#include "store/database.h"
#include "store/verify.h"
#include "tests/graph/random_triples.h"
#include "tests/store/graph_folder.h"

namespace entente {
namespace {

using testing::document_name;
using testing::dump;
using testing::GraphFolder;
using testing::random_triples;

constexpr std::size_t documents = 100;
constexpr std::size_t long_text = 5000;  // makes of these documents more than goes through the log
// A step holds half of it: all of them; with long texts a part, which goes through files; little.
constexpr std::size_t much_memory = std::size_t{64} << 20;
constexpr std::size_t some_memory = std::size_t{10} << 20;
constexpr std::size_t little_memory = std::size_t{256} << 10;

std::vector<DocumentContribution> random_texts(std::mt19937& random, std::size_t text_size) {
  std::map<std::string, std::vector<Triple>> triples;
  for (Triple& triple : random_triples(random, 30 * documents, documents)) {
    triple.evidence.text += std::string(text_size, 'x');
    triples[triple.document].push_back(std::move(triple));
  }
  std::vector<DocumentContribution> result;
  for (const auto& [id, of_document] : triples) {
    result.push_back({{.id = id, .title = "Title of " + id}, contribution_of(of_document)});
  }
  return result;
}

// Puts them all; says in how many steps.
std::size_t put(Store& store, const std::vector<DocumentContribution>& all) {
  std::size_t put = 0;
  std::size_t steps = 0;
  const auto next = [&]() -> std::optional<DocumentContribution> {
    if (put == all.size()) return std::nullopt;
    return all[put++];
  };
  std::size_t total = 0;
  while (const std::size_t count = store.put_documents(next)) {
    total += count;
    ++steps;
  }
  EXPECT_EQ(total, all.size());
  return steps;
}

// The machine's own, and whether any file was written for a graph to take over.
class WatchedFiles : public rocksdb::FileSystemWrapper {
 public:
  WatchedFiles() : FileSystemWrapper(rocksdb::FileSystem::Default()) {}
  const char* Name() const override { return "WatchedFiles"; }

  rocksdb::IOStatus NewWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* file,
                                    rocksdb::IODebugContext* debug) override {
    if (name.find("/bulk/") != std::string::npos) wrote_in_bulk_ = true;
    return FileSystemWrapper::NewWritableFile(name, options, file, debug);
  }

  bool wrote_in_bulk() const { return wrote_in_bulk_; }

 private:
  std::atomic<bool> wrote_in_bulk_ = false;
};

Store open(const GraphFolder& folder, std::size_t memory,
           std::shared_ptr<WatchedFiles> files = nullptr) {
  return Store::open(
      folder.graph(),
      {.mode = StoreMode::Create, .memory = memory, .file_system = std::move(files)});
}

std::string dump_of_one_by_one(const std::vector<DocumentContribution>& all) {
  const GraphFolder folder;
  {
    Store store = open(folder, much_memory);
    for (const auto& [record, contribution] : all) store.put_document(record, contribution);
  }
  return dump(folder.graph());
}

void expect_sound(const GraphFolder& folder) {
  verify(folder.graph(), {}, [](const Difference& difference) {
    ADD_FAILURE() << name_of(difference.family) << ": " << difference.key << ": "
                  << name_of(difference.kind) << " " << difference.reason;
  });
}

// The seed stands in the name of each case.
class BulkProperty : public ::testing::TestWithParam<unsigned> {
 protected:
  BulkProperty() : random_(GetParam()) {}
  std::mt19937 random_;
};

TEST_P(BulkProperty, LeavesTheSameBytesAsOneDocumentAfterTheOther) {
  struct Way {
    std::size_t text_size, memory;
    bool one_step, files;
  };
  for (const Way way :
       {Way{10, much_memory, true, false}, Way{10, little_memory, false, false},
        Way{long_text, much_memory, true, true}, Way{long_text, some_memory, false, true}}) {
    SCOPED_TRACE(std::to_string(way.text_size) + " bytes a text, memory " +
                 std::to_string(way.memory));
    auto all = random_texts(random_, way.text_size);
    const std::string expected = dump_of_one_by_one(all);
    std::shuffle(all.begin(), all.end(), random_);
    const GraphFolder folder;
    const auto files = std::make_shared<WatchedFiles>();
    {
      Store store = open(folder, way.memory, files);
      EXPECT_EQ(put(store, all) == 1, way.one_step);
    }
    EXPECT_EQ(files->wrote_in_bulk(), way.files);
    EXPECT_EQ(dump(folder.graph()), expected);
    expect_sound(folder);
  }
}

TEST_P(BulkProperty, AGraphThatHasSomeOfTheDocumentsHasEachOnceAfterwards) {
  const auto all = random_texts(random_, long_text);
  const GraphFolder folder;
  {
    Store store = open(folder, much_memory);
    // Some as they will be, some with what others say, some that will be removed first.
    for (std::size_t i = 0; i < all.size(); ++i) {
      const auto choice = random_() % 6;
      if (choice == 0) store.put_document(all[i].record, all[i].contribution);
      if (choice == 1) {
        std::vector<Triple> other = random_triples(random_, 10, documents);
        for (Triple& triple : other) triple.document = all[i].record.id;
        store.put_document(all[i].record, other);
        if (random_() % 2 == 0) store.remove_document(all[i].record.id);
      }
    }
    put(store, all);
    put(store, all);
  }
  EXPECT_EQ(dump(folder.graph()), dump_of_one_by_one(all));
  expect_sound(folder);
}

TEST_P(BulkProperty, OfADocumentThatComesAgainTheLastCounts) {
  auto all = random_texts(random_, long_text);
  auto latest = all;
  for (std::size_t i = 0; i < latest.size(); i += 7) {
    std::vector<Triple> other = random_triples(random_, 10, documents);
    for (Triple& triple : other) triple.document = latest[i].record.id;
    latest[i].contribution = contribution_of(other);
    all.push_back(latest[i]);
  }
  const GraphFolder folder;
  {
    Store store = open(folder, much_memory);
    put(store, all);
  }
  EXPECT_EQ(dump(folder.graph()), dump_of_one_by_one(latest));
}

INSTANTIATE_TEST_SUITE_P(Random, BulkProperty, ::testing::Range(91u, 94u),
                         [](const auto& seed) { return "Seed" + std::to_string(seed.param); });

TEST(Bulk, WhereADocumentIsRefusedNothingOfTheStepIsThere) {
  std::mt19937 random(94);
  auto all = random_texts(random, long_text);
  all.back().record.id = "another";
  const GraphFolder folder;
  {
    Store store = open(folder, std::size_t{1} << 30);
    EXPECT_THROW(put(store, all), Error);
  }
  EXPECT_EQ(dump(folder.graph()), dump_of_one_by_one({}));
  EXPECT_FALSE(std::filesystem::exists(folder.graph() / "bulk"));
}

TEST(Bulk, ReadersSeeTheGraphAsItWasUntilAStepIsDone) {
  std::mt19937 random(95);
  const auto all = random_texts(random, long_text);
  const GraphFolder folder;
  Store store = open(folder, much_memory);
  const Snapshot before = store.snapshot();
  put(store, all);
  EXPECT_EQ(before.statistics().documents, 0u);
  EXPECT_EQ(before.statistics().facts, 0u);
  EXPECT_EQ(store.snapshot().statistics().documents, all.size());
}

TEST(Bulk, WhatAStoppedStepLeftIsRemovedWhenTheGraphIsOpenedForWriting) {
  const GraphFolder folder;
  open(folder, much_memory);
  const auto left = folder.graph() / "bulk";
  std::filesystem::create_directory(left);
  std::ofstream(left / "facts.sst") << "half a file";
  Store::open(folder.graph(), {.mode = StoreMode::ReadOnly});
  EXPECT_TRUE(std::filesystem::exists(left));
  open(folder, much_memory);
  EXPECT_FALSE(std::filesystem::exists(left));
}

TEST(Bulk, WhoIsOneIsForgotten) {
  std::mt19937 random(96);
  const auto all = random_texts(random, long_text);
  const GraphFolder folder;
  Store store = open(folder, much_memory);
  store.put_identities(Identities());
  ASSERT_TRUE(store.snapshot().identities());
  put(store, all);
  EXPECT_FALSE(store.snapshot().identities());
}

}  // namespace
}  // namespace entente
