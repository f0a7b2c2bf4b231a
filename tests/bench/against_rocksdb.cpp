// against_rocksdb GRAPH: what plain RocksDB needs for the same as a graph, on standard output as
// JSON. ingest.py runs it beside `entente ingest`.
//
//   write    the entries that each document of the graph adds, in a batch for each document, put
//   into
//            a database with RocksDB's own defaults; its log is synced at the end. Wall and
//            processor time of this alone, all threads.
//   lookups  of random facts of the graph: by an entity, by a pair of entities, by a day, all facts
//            that are found. Each is compared with one Get from a plain database of a value of as
//            many bytes as the facts it found have. Both warm: the second of two rounds counts.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <functional>
#include <map>
#include <memory>
#include <random>
#include <rocksdb/cache.h>
#include <rocksdb/db.h>
#include <rocksdb/table.h>
#include <rocksdb/write_batch.h>
#include <stdexcept>
#include <string>
#include <vector>

#include "store/database.h"
#include "store/document_change.h"
#include "store/values.h"
#include "tests/store/graph_folder.h"

namespace entente {
namespace {

constexpr std::size_t lookups = 300;
constexpr std::size_t memory = std::size_t{512} << 20;  // everything that is looked up stays in it

void check(const rocksdb::Status& status) {
  if (!status.ok()) throw std::runtime_error(status.ToString());
}

double seconds(clockid_t clock) {
  timespec time{};
  ::clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

std::unique_ptr<rocksdb::DB> open_plain(const std::filesystem::path& path) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = rocksdb::NewLRUCache(memory);
  rocksdb::Options options;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  options.create_if_missing = true;
  rocksdb::DB* opened = nullptr;
  check(rocksdb::DB::Open(options, path, &opened));
  return std::unique_ptr<rocksdb::DB>(opened);
}

Contribution contribution_of_stored(const Database& graph, const StoredDocument& document) {
  Contribution contribution{.facts = {}, .entities = document.entities};
  graph.scan(Family::Evidence, prefix_range(text_prefix(document.record.id)), nullptr,
             [&](std::string_view key, std::string_view value) {
               contribution.facts.push_back({parse_fact_key(fact_of_evidence_key(key)),
                                             decode_evidence(document.record.id, value)});
               return Walk::Continue;
             });
  return contribution;
}

void measure_writing(const std::filesystem::path& path) {
  const Database graph(path, {.mode = StoreMode::ReadOnly});
  const testing::GraphFolder folder;
  double wall = 0;
  double elsewhere = 0;  // processor time of reading the graph
  std::size_t bytes = 0;
  std::size_t batches = 0;
  std::size_t triples = 0;
  const double begin = seconds(CLOCK_PROCESS_CPUTIME_ID);
  {
    const auto plain = open_plain(folder.graph());
    const auto timed = [&](const auto& work) {
      const double start = seconds(CLOCK_MONOTONIC);
      work();
      wall += seconds(CLOCK_MONOTONIC) - start;
    };
    double read_since = seconds(CLOCK_THREAD_CPUTIME_ID);
    graph.scan(Family::Documents, {}, nullptr, [&](std::string_view id, std::string_view value) {
      const StoredDocument document = decode_document(id, value);
      const Contribution contribution = contribution_of_stored(graph, document);
      std::vector<std::pair<std::string, std::string>> entries;
      add_document(document.record, contribution,
                   [&](Family family, std::string_view key, std::string_view entry) {
                     entries.emplace_back(static_cast<char>(family) + std::string(key), entry);
                     bytes += key.size() + entry.size();
                   });
      for (const Fact& fact : contribution.facts) triples += fact.evidence.size();
      elsewhere += seconds(CLOCK_THREAD_CPUTIME_ID) - read_since;
      timed([&] {
        rocksdb::WriteBatch batch;
        for (const auto& [key, entry] : entries) check(batch.Put(key, entry));
        check(plain->Write({}, &batch));
      });
      ++batches;
      read_since = seconds(CLOCK_THREAD_CPUTIME_ID);
      return Walk::Continue;
    });
    timed([&] { check(plain->FlushWAL(true)); });
  }
  std::printf(
      "\"write\": {\"wall\": %.3f, \"processor\": %.3f, \"bytes\": %zu, \"batches\": %zu, "
      "\"triples\": %zu}",
      wall, seconds(CLOCK_PROCESS_CPUTIME_ID) - begin - elsewhere, bytes, batches, triples);
}

struct Lookup {
  Filter filter{};
  std::size_t bytes = 0;  // that it finds
  std::size_t facts = 0;
  double seconds = 0;
  double get_seconds = 0;
};

std::vector<FactKey> random_facts(const Database& graph) {
  std::mt19937 random(1);
  std::vector<FactKey> sample;
  std::size_t seen = 0;
  graph.scan(Family::Facts, {}, nullptr, [&](std::string_view key, std::string_view) {
    if (sample.size() < lookups) {
      sample.push_back(parse_fact_key(key));
    } else if (const std::size_t place = random() % (seen + 1); place < lookups) {
      sample[place] = parse_fact_key(key);
    }
    ++seen;
    return Walk::Continue;
  });
  std::shuffle(sample.begin(), sample.end(), random);
  return sample;
}

double percentile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

void measure_lookups(const Snapshot& graph, rocksdb::DB& plain, const char* name,
                     std::vector<Lookup> all) {
  for (int round = 0; round < 2; ++round) {
    for (Lookup& lookup : all) {
      std::vector<Fact> found;
      const double start = seconds(CLOCK_MONOTONIC);
      graph.facts(lookup.filter, [&](const Fact& fact) {
        found.push_back(fact);
        return Walk::Continue;
      });
      lookup.seconds = seconds(CLOCK_MONOTONIC) - start;
      lookup.facts = found.size();
      if (lookup.bytes > 0) continue;
      for (Fact& fact : found) {
        lookup.bytes += fact_key(fact.key).size() +
                        encode_fact(split_by_document(std::move(fact.evidence))).size();
      }
    }
  }
  // The answers, each under its number; no two have the same bytes.
  std::mt19937 random(2);
  const auto key = [&](std::size_t i) { return std::string(name) + std::to_string(i); };
  for (std::size_t i = 0; i < all.size(); ++i) {
    std::string value(all[i].bytes, ' ');
    for (char& c : value) c = static_cast<char>('a' + random() % 26);
    check(plain.Put({}, key(i), value));
  }
  check(plain.Flush({}));
  for (int round = 0; round < 2; ++round) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::string at = key(i);
      std::string value;
      const double start = seconds(CLOCK_MONOTONIC);
      check(plain.Get({}, at, &value));
      all[i].get_seconds = seconds(CLOCK_MONOTONIC) - start;
    }
  }
  std::vector<double> times;
  std::vector<double> gets;
  std::vector<double> facts;
  for (const Lookup& lookup : all) {
    times.push_back(lookup.seconds);
    gets.push_back(lookup.get_seconds);
    facts.push_back(static_cast<double>(lookup.facts));
  }
  std::printf(
      ",\n\"%s\": {\"p50\": %.2f, \"p99\": %.2f, \"get_p50\": %.2f, \"get_p99\": %.2f, "
      "\"facts_p50\": %.0f, \"facts_p99\": %.0f}",
      name, 1e6 * percentile(times, 0.5), 1e6 * percentile(times, 0.99),
      1e6 * percentile(gets, 0.5), 1e6 * percentile(gets, 0.99), percentile(facts, 0.5),
      percentile(facts, 0.99));
}

void measure_all_lookups(const std::filesystem::path& path) {
  const auto facts = random_facts(Database(path, {.mode = StoreMode::ReadOnly}));
  const Store store = Store::open(path, {.mode = StoreMode::ReadOnly, .memory = memory});
  const Snapshot graph = store.snapshot();
  const testing::GraphFolder folder;
  const auto plain = open_plain(folder.graph());
  const auto measure = [&](const char* name, const std::function<Filter(const FactKey&)>& filter) {
    std::vector<Lookup> all;
    for (const FactKey& fact : facts) all.push_back({.filter = filter(fact)});
    measure_lookups(graph, *plain, name, std::move(all));
  };
  measure("entity", [](const FactKey& fact) { return Filter{.about = {fact.subject}}; });
  measure("pair", [](const FactKey& fact) {
    return Filter{.subject = {fact.subject}, .object = {fact.object}};
  });
  measure("time",
          [](const FactKey& fact) { return Filter{.since = fact.date, .until = fact.date}; });
  measure("pair_and_time", [](const FactKey& fact) {
    return Filter{
        .subject = {fact.subject}, .object = {fact.object}, .since = fact.date, .until = fact.date};
  });
}

}  // namespace
}  // namespace entente

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  try {
    std::printf("{");
    entente::measure_writing(argv[1]);
    entente::measure_all_lookups(argv[1]);
    std::printf("}\n");
  } catch (const std::exception& error) {
    std::fprintf(stderr, "against_rocksdb: %s\n", error.what());
    return 1;
  }
}
