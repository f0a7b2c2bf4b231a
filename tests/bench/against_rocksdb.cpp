// against_rocksdb GRAPH: what plain RocksDB needs for the same as a graph, on standard output as
// JSON. ingest.py runs it beside `entente ingest`.
//
//   write    the entries that each document of the graph adds, in a batch for each document, put
//   into
//            a database with RocksDB's own defaults; its log is synced at the end. Wall and
//            processor time of this alone, all threads.
//   lookups  of all facts of random entities, of the pairs and of the dates of random facts, and of
//            a pair at a date: each visits what it finds and reads its evidence. It is compared
//            with plain Gets of the same facts one by one, and with one Get of a value of as many
//            bytes as they have together, and with a scan of them as rows that lie side by side:
//            what RocksDB itself needs at the least to hand over as many. All are warm: the median
//            of the rounds after the first counts.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
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

constexpr std::size_t lookups = 200;
constexpr int rounds = 6;
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
  std::fflush(stdout);
}

struct Lookup {
  Filter filter{};
  std::vector<std::string> found{};  // keys of facts
  std::size_t bytes = 0;             // of their keys and values
  // Seconds of each round.
  std::vector<double> times{};
  std::vector<double> gets_times{};
  std::vector<double> one_get_times{};
  std::vector<double> rows_times{};
};

template <typename Item>
void keep_sample(std::vector<Item>& sample, std::size_t seen, Item item, std::mt19937& random) {
  if (sample.size() < lookups) {
    sample.push_back(std::move(item));
  } else if (const std::size_t place = random() % (seen + 1); place < lookups) {
    sample[place] = std::move(item);
  }
}

double percentile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

// The median of the rounds after the first.
double microseconds(const std::vector<double>& times) {
  return 1e6 * percentile({times.begin() + 1, times.end()}, 0.5);
}

// What is warm waits for nothing, so that processor time tells the same on a busy machine.
template <typename Work>
double timed(const Work& work) {
  const double start = seconds(CLOCK_THREAD_CPUTIME_ID);
  work();
  return seconds(CLOCK_THREAD_CPUTIME_ID) - start;
}

void find(const Snapshot& graph, Lookup& lookup) {
  graph.facts(lookup.filter, [&](const Fact& fact) {
    lookup.found.push_back(fact_key(fact.key));
    return Walk::Continue;
  });
}

void look_up(const Snapshot& graph, Lookup& lookup) {
  std::size_t facts = 0;
  std::size_t mentions = 0;
  lookup.times.push_back(timed([&] {
    graph.facts(lookup.filter, [&](const Fact& fact) {
      ++facts;
      mentions += fact.support().mentions;
      return Walk::Continue;
    });
  }));
  if (facts != lookup.found.size() || mentions < facts) {
    throw std::runtime_error("a lookup does not find what it found before");
  }
}

// `facts` holds every fact under its key.
void get_one_by_one(rocksdb::DB& facts, Lookup& lookup) {
  lookup.bytes = 0;
  lookup.gets_times.push_back(timed([&] {
    for (const std::string& key : lookup.found) {
      std::string value;
      check(facts.Get({}, key, &value));
      lookup.bytes += key.size() + value.size();
    }
  }));
}

// The facts of a lookup as rows that lie together, under a prefix of their own.
void put_rows(rocksdb::DB& facts, rocksdb::DB& answers, const std::string& prefix,
              const Lookup& lookup) {
  rocksdb::WriteBatch batch;
  for (const std::string& key : lookup.found) {
    std::string value;
    check(facts.Get({}, key, &value));
    check(batch.Put(prefix + key, value));
  }
  check(answers.Write({}, &batch));
}

// Takes over the rows, key by key and value by value.
void scan_rows(rocksdb::DB& answers, const std::string& prefix, Lookup& lookup) {
  std::vector<std::pair<std::string, std::string>> rows;
  lookup.rows_times.push_back(timed([&] {
    const std::unique_ptr<rocksdb::Iterator> at(answers.NewIterator({}));
    for (at->Seek(prefix); at->Valid() && at->key().starts_with(prefix); at->Next()) {
      rows.emplace_back(at->key().ToString(), at->value().ToString());
    }
    check(at->status());
  }));
  if (rows.size() != lookup.found.size()) throw std::runtime_error("rows are missing");
}

void measure_lookups(const Snapshot& graph, rocksdb::DB& facts, rocksdb::DB& answers,
                     const char* name, const std::vector<Filter>& filters) {
  std::vector<Lookup> all;
  for (const Filter& filter : filters) {
    all.push_back({.filter = filter});
    find(graph, all.back());
  }
  for (int round = 0; round < rounds; ++round) {
    for (Lookup& lookup : all) look_up(graph, lookup);
    for (Lookup& lookup : all) get_one_by_one(facts, lookup);
  }
  // No two answers have the same bytes.
  std::mt19937 random(2);
  const auto key = [&](std::size_t i) { return std::string(name) + std::to_string(i); };
  for (std::size_t i = 0; i < all.size(); ++i) {
    std::string value(all[i].bytes, ' ');
    for (char& c : value) c = static_cast<char>('a' + random() % 26);
    check(answers.Put({}, key(i), value));
    put_rows(facts, answers, key(i) + "/", all[i]);
  }
  check(answers.Flush({}));
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::string at = key(i);
      std::string value;
      all[i].one_get_times.push_back(timed([&] { check(answers.Get({}, at, &value)); }));
      scan_rows(answers, at + "/", all[i]);
    }
  }
  const auto column = [&](const auto& of) {
    std::vector<double> values;
    for (const Lookup& lookup : all) values.push_back(of(lookup));
    return values;
  };
  const auto times = column([](const Lookup& lookup) { return microseconds(lookup.times); });
  const auto gets = column([](const Lookup& lookup) { return microseconds(lookup.gets_times); });
  const auto one_get =
      column([](const Lookup& lookup) { return microseconds(lookup.one_get_times); });
  const auto rows = column([](const Lookup& lookup) { return microseconds(lookup.rows_times); });
  const auto found =
      column([](const Lookup& one) { return static_cast<double>(one.found.size()); });
  std::printf(
      ",\n\"%s\": {\"p50\": %.2f, \"p99\": %.2f, \"gets_p50\": %.2f, \"gets_p99\": %.2f, "
      "\"one_get_p50\": %.2f, \"one_get_p99\": %.2f, \"rows_p50\": %.2f, \"rows_p99\": %.2f, "
      "\"facts_p50\": %.0f, \"facts_p99\": %.0f}",
      name, percentile(times, 0.5), percentile(times, 0.99), percentile(gets, 0.5),
      percentile(gets, 0.99), percentile(one_get, 0.5), percentile(one_get, 0.99),
      percentile(rows, 0.5), percentile(rows, 0.99), percentile(found, 0.5),
      percentile(found, 0.99));
}

void measure_all_lookups(const std::filesystem::path& path) {
  const testing::GraphFolder facts_folder;
  const testing::GraphFolder answers_folder;
  const auto plain_facts = open_plain(facts_folder.graph());
  const auto answers = open_plain(answers_folder.graph());
  std::mt19937 random(1);
  std::vector<FactKey> facts;
  std::vector<std::string> entities;
  {
    const Database graph(path, {.mode = StoreMode::ReadOnly});
    std::size_t seen = 0;
    graph.scan(Family::Facts, {}, nullptr, [&](std::string_view key, std::string_view value) {
      keep_sample(facts, seen++, parse_fact_key(key), random);
      check(plain_facts->Put({}, slice(key), slice(value)));
      return Walk::Continue;
    });
    check(plain_facts->Flush({}));
    seen = 0;
    graph.scan(Family::Entities, {}, nullptr, [&](std::string_view id, std::string_view) {
      keep_sample(entities, seen++, std::string(id), random);
      return Walk::Continue;
    });
  }
  const Store store = Store::open(path, {.mode = StoreMode::ReadOnly, .memory = memory});
  const Snapshot graph = store.snapshot();
  const auto measure = [&](const char* name, const auto& samples, const auto& filter_of) {
    std::vector<Filter> filters;
    for (const auto& sample : samples) filters.push_back(filter_of(sample));
    measure_lookups(graph, *plain_facts, *answers, name, filters);
  };
  measure("entity", entities, [](const std::string& id) { return Filter{.about = {id}}; });
  measure("pair", facts, [](const FactKey& fact) {
    return Filter{.subject = {fact.subject}, .object = {fact.object}};
  });
  measure("time", facts,
          [](const FactKey& fact) { return Filter{.since = fact.date, .until = fact.date}; });
  measure("pair_and_time", facts, [](const FactKey& fact) {
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
