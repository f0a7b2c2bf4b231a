// Shards put together are the graph that one run makes, to the byte.
#include "store/merge_graphs.h"

#include <algorithm>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <random>
#include <string>
#include <vector>

#include "store/verify.h"
#include "tests/store/graph_folder.h"
#include "tests/store/put_documents.h"

namespace entente {
namespace {

using testing::document_name;
using testing::dump;
using testing::GraphFolder;
using testing::random_triples;
using testing::triples_of;

constexpr std::size_t document_count = 150;  // more than are read at a time

class MergeGraphs : public ::testing::Test {
 protected:
  Store make(const std::string& name) {
    return Store::open(folder_.path() / name, {.mode = StoreMode::Create});
  }

  // Puts the graphs of these names into that of another.
  MergedGraphs merge(const std::vector<std::string>& names, const std::string& into) {
    std::vector<Snapshot> graphs;
    for (const std::string& name : names) {
      graphs.push_back(Store::open(folder_.path() / name).snapshot());
    }
    said_.clear();
    Store store = make(into);
    return merge_graphs(
        graphs, store,
        {.on_other_document =
             [&](std::size_t graph, const DocumentRecord& document) {
               said_.push_back(fmt::format("{} {}", names[graph], document.id));
             },
         .on_refused =
             [&](std::size_t graph, const Decision& decision, const RefusedDecision&) {
               said_.push_back(fmt::format("{} {}", names[graph], decision.number));
             }});
  }

  std::string bytes_of(const std::string& name) { return dump(folder_.path() / name); }

  const GraphFolder folder_;
  std::vector<std::string> said_;
};

Decision merge_of(const std::string& one, const std::string& other) {
  return {.kind = DecisionKind::Merge,
          .entities = {one, other},
          .name = {},
          .time = "2026-11-29T01:00:00Z",
          .note = {}};
}

TEST_F(MergeGraphs, ShardsOfAnyCutAndOrderAreTheGraphOfAll) {
  constexpr unsigned seed = 2026;
  std::cout << "seed " << seed << '\n';
  std::mt19937 random(seed);
  for (int round = 0; round < 4; ++round) {
    const auto triples = random_triples(random, 1500, document_count);
    const auto named = [&](const char* name) { return fmt::format("{}{}", name, round); };
    {
      Store all = make(named("all"));
      testing::put_documents(all, triples, document_count);
    }
    std::vector<std::string> shards{named("one"), named("two"), named("three")};
    {
      std::vector<Store> stores;
      for (const std::string& shard : shards) stores.push_back(make(shard));
      for (std::size_t i = 0; i < document_count; ++i) {
        // Some are in two shards.
        for (int copies = random() % 5 == 0 ? 2 : 1; copies > 0; --copies) {
          stores[random() % stores.size()].put_document({.id = document_name(i)},
                                                        triples_of(triples, document_name(i)));
        }
      }
    }
    std::ranges::shuffle(shards, random);
    EXPECT_EQ(merge(shards, named("merged")).put, document_count);
    EXPECT_EQ(said_, std::vector<std::string>{});
    ASSERT_EQ(bytes_of(named("merged")), bytes_of(named("all"))) << "round " << round;

    merge({shards[0]}, named("step"));
    merge({shards[2], shards[1]}, named("step"));
    ASSERT_EQ(bytes_of(named("step")), bytes_of(named("all"))) << "round " << round;
    EXPECT_EQ(merge(shards, named("step")).put, 0u);
    ASSERT_EQ(bytes_of(named("step")), bytes_of(named("all"))) << "round " << round;
  }
}

TEST_F(MergeGraphs, OfADocumentWithDifferentContentsTheFirstStaysAndTheOthersAreNamed) {
  std::mt19937 random(7);
  const auto triples = random_triples(random, 60, 3);
  for (const auto& [name, title] : {std::pair("one", "former"), std::pair("two", "latter")}) {
    Store store = make(name);
    for (std::size_t i = 0; i < 3; ++i) {
      const std::string id = document_name(i);
      store.put_document({.id = id, .title = i == 1 ? title : "same"}, triples_of(triples, id));
    }
  }
  const MergedGraphs merged = merge({"one", "two"}, "both");
  EXPECT_EQ(merged.put, 3u);
  EXPECT_EQ(merged.skipped, 1u);
  EXPECT_EQ(said_, std::vector<std::string>{"two " + document_name(1)});
  EXPECT_EQ(bytes_of("both"), bytes_of("one"));

  EXPECT_EQ(merge({"one"}, "two").put, 0u);
  EXPECT_EQ(said_, std::vector<std::string>{"one " + document_name(1)});
  EXPECT_EQ(make("two").snapshot().document(document_name(1))->title, "latter");
}

TEST_F(MergeGraphs, DecisionsOfAllStandAndContradictionsAreNamed) {
  make("one").decide(merge_of("person/a", "person/b"));
  {
    Store two = make("two");
    two.decide(merge_of("person/a", "person/b"));
    two.decide(merge_of("person/c", "person/d"));
    Decision split = merge_of("person/e", "person/f");
    split.kind = DecisionKind::Split;
    two.decide(split);
  }
  make("three").decide(merge_of("person/f", "person/e"));
  const MergedGraphs merged = merge({"one", "two", "three"}, "all");
  EXPECT_EQ(merged.skipped, 1u);
  EXPECT_EQ(said_, std::vector<std::string>{"three 1"});
  EXPECT_EQ(make("all").snapshot().decisions().size(), 3u);
}

TEST_F(MergeGraphs, TheGraphIsWhatItsDocumentsSay) {
  std::mt19937 random(11);
  const auto triples = random_triples(random, 400, 40);
  {
    Store one = make("one");
    testing::put_documents(one, triples, 20);
    Store two = make("two");
    testing::put_documents(two, triples, 40);
  }
  merge({"one", "two"}, "both");
  EXPECT_EQ(verify(folder_.path() / "both", {}, [](const Difference&) {}).total(), 0u);
}

}  // namespace
}  // namespace entente
