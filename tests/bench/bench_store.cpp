// Triples a second that a graph on disk takes in, against a plain RocksDB database that is given
// the bytes the graph ends up with, in as many batches. Processor time of all threads counts.
#include <benchmark/benchmark.h>
#include <cstdint>
#include <memory>
#include <rocksdb/db.h>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "graph/merge.h"
#include "store/database.h"
#include "store/store.h"
#include "tests/bench/corpus.h"
#include "tests/store/graph_folder.h"

namespace entente {
namespace {

constexpr std::size_t documents = 2000;

void count_triples(benchmark::State& state) {
  state.SetItemsProcessed(state.iterations() *
                          static_cast<std::int64_t>(documents * triples_per_document));
}

struct Part {
  DocumentRecord record;
  Contribution contribution;
};

std::vector<Part> parts() {
  std::vector<Part> result;
  for (const auto& triples : made_up_corpus(documents)) {
    result.push_back({.record = {.id = triples.front().document, .date = triples.front().observed},
                      .contribution = contribution_of(triples)});
  }
  return result;
}

void fill(const std::filesystem::path& graph, const std::vector<Part>& parts) {
  Store store = Store::open(graph, {.mode = StoreMode::Create});
  for (const Part& part : parts) store.put_document(part.record, part.contribution);
  store.sync();
}

using Entries = std::vector<std::pair<std::string, std::string>>;

Entries entries_of(const std::filesystem::path& graph) {
  const Database database(graph, {.mode = StoreMode::ReadOnly});
  Entries entries;
  for (std::size_t family = 0; family < family_names.size(); ++family) {
    database.scan(static_cast<Family>(family), {}, nullptr,
                  [&](std::string_view key, std::string_view value) {
                    entries.emplace_back(static_cast<char>(family) + std::string(key), value);
                    return Walk::Continue;
                  });
  }
  return entries;
}

void check(const rocksdb::Status& status) {
  if (!status.ok()) throw std::runtime_error(status.ToString());
}

void write_plainly(const std::string& path, const Entries& entries) {
  rocksdb::Options options;
  options.create_if_missing = true;
  rocksdb::DB* opened = nullptr;
  check(rocksdb::DB::Open(options, path, &opened));
  const std::unique_ptr<rocksdb::DB> db(opened);
  const std::size_t batch_size = entries.size() / documents + 1;
  for (std::size_t i = 0; i < entries.size();) {
    rocksdb::WriteBatch batch;
    for (const std::size_t end = std::min(entries.size(), i + batch_size); i < end; ++i) {
      check(batch.Put(entries[i].first, entries[i].second));
    }
    check(db->Write({}, &batch));
  }
  check(db->FlushWAL(true));
}

void plain_rocksdb(benchmark::State& state) {
  const testing::GraphFolder source;
  fill(source.graph(), parts());
  const Entries entries = entries_of(source.graph());
  for (auto _ : state) {
    const testing::GraphFolder folder;
    write_plainly(folder.graph(), entries);
  }
  count_triples(state);
  state.SetLabel("triples");
}
BENCHMARK(plain_rocksdb)->MeasureProcessCPUTime()->Unit(benchmark::kMillisecond);

void put_documents(benchmark::State& state) {
  const std::vector<Part> corpus = parts();
  for (auto _ : state) {
    const testing::GraphFolder folder;
    fill(folder.graph(), corpus);
  }
  count_triples(state);
  state.SetLabel("triples against plain_rocksdb");
}
BENCHMARK(put_documents)->MeasureProcessCPUTime()->Unit(benchmark::kMillisecond);

// Nothing changes, as when a build is run again.
void put_same_documents(benchmark::State& state) {
  const std::vector<Part> corpus = parts();
  const testing::GraphFolder folder;
  fill(folder.graph(), corpus);
  for (auto _ : state) fill(folder.graph(), corpus);
  count_triples(state);
  state.SetLabel("triples against plain_rocksdb");
}
BENCHMARK(put_same_documents)->MeasureProcessCPUTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace entente

BENCHMARK_MAIN();
