// Triples a second that become facts, on one core, against copying the triples.
#include <benchmark/benchmark.h>
#include <cstdint>
#include <vector>

#include "graph/merge.h"
#include "graph/temporal_graph.h"
#include "tests/bench/corpus.h"

namespace entente {
namespace {

constexpr std::size_t documents = 1000;

void count_triples(benchmark::State& state) {
  state.SetItemsProcessed(state.iterations() *
                          static_cast<std::int64_t>(documents * triples_per_document));
}

std::vector<Contribution> contributions_of(const std::vector<std::vector<Triple>>& corpus) {
  std::vector<Contribution> contributions;
  for (const auto& triples : corpus) contributions.push_back(contribution_of(triples));
  return contributions;
}

// Merges neighbours, then neighbours of these, and so on, as a reduce does.
Contribution merge_all(std::vector<Contribution> parts) {
  for (std::size_t step = 1; step < parts.size(); step *= 2) {
    for (std::size_t i = 0; i + step < parts.size(); i += 2 * step) {
      parts[i] = merge(std::move(parts[i]), parts[i + step]);
    }
  }
  return std::move(parts.front());
}

void copy(benchmark::State& state) {
  const auto corpus = made_up_corpus(documents);
  for (auto _ : state) {
    auto copied = corpus;
    benchmark::DoNotOptimize(copied);
  }
  count_triples(state);
  state.SetLabel("triples");
}
BENCHMARK(copy)->Unit(benchmark::kMillisecond);

// Each document alone.
void contribute(benchmark::State& state) {
  const auto corpus = made_up_corpus(documents);
  for (auto _ : state) benchmark::DoNotOptimize(contributions_of(corpus));
  count_triples(state);
  state.SetLabel("triples against copy");
}
BENCHMARK(contribute)->Unit(benchmark::kMillisecond);

// All documents into one.
void merge_documents(benchmark::State& state) {
  const auto contributions = contributions_of(made_up_corpus(documents));
  for (auto _ : state) benchmark::DoNotOptimize(merge_all(contributions));
  count_triples(state);
  state.SetLabel("triples against copy");
}
BENCHMARK(merge_documents)->Unit(benchmark::kMillisecond);

void make_graph(benchmark::State& state) {
  const Contribution whole = merge_all(contributions_of(made_up_corpus(documents)));
  for (auto _ : state) benchmark::DoNotOptimize(TemporalGraph(whole));
  count_triples(state);
  state.SetLabel("triples against copy");
}
BENCHMARK(make_graph)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace entente

BENCHMARK_MAIN();
