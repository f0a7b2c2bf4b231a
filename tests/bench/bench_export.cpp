// Facts a second that a stored graph is exported with, on one core, against reading them alone.
#include <benchmark/benchmark.h>
#include <cstdint>
#include <ostream>
#include <streambuf>
#include <string>
#include <string_view>

#include "export/exporter.h"
#include "export/fact_views.h"
#include "export/graph_export.h"
#include "store/graph_alliances.h"
#include "store/store.h"
#include "tests/bench/corpus.h"
#include "tests/store/graph_folder.h"

namespace entente {
namespace {

constexpr std::size_t documents = 1000;

// Takes whatever is written and keeps nothing.
class Sink : public std::streambuf {
  int_type overflow(int_type c) override { return traits_type::not_eof(c); }
  std::streamsize xsputn(const char* text, std::streamsize size) override {
    benchmark::DoNotOptimize(text);
    return size;
  }
};

class Graph {
 public:
  Graph() : store_(Store::open(folder_.graph(), {.mode = StoreMode::Create})) {
    for (const auto& triples : made_up_corpus(documents)) {
      store_.put_document({.id = triples.front().document, .date = triples.front().observed},
                          triples);
    }
  }
  Snapshot snapshot() const { return store_.snapshot(); }

 private:
  testing::GraphFolder folder_;
  Store store_;
};

void visit(benchmark::State& state) {
  const Graph graph;
  std::int64_t facts = 0;
  for (auto _ : state) {
    visit_facts(graph.snapshot(), {}, Sentences::Load, [&](const FactView& view) {
      benchmark::DoNotOptimize(&view);
      ++facts;
      return Walk::Continue;
    });
  }
  state.SetItemsProcessed(facts);
  state.SetLabel("facts");
}
BENCHMARK(visit)->Unit(benchmark::kMillisecond);

void export_facts(benchmark::State& state, const ExportFormat& format) {
  const Graph graph;
  Sink sink;
  std::ostream stream(&sink);  // of all files of a folder
  const Leaders leaders;
  const NameWords words;
  FormatOptions options;
  options.actors = [&](const Snapshot& snapshot) {
    return actors_of(snapshot, RollUp::Country, leaders, words);
  };
  std::size_t facts = 0;
  for (auto _ : state) {
    const auto exporter =
        format.make([&](std::string_view) -> std::ostream& { return stream; }, options);
    facts += export_graph(graph.snapshot(), {}, Sentences::Load, *exporter).facts;
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(facts));
  state.SetLabel("facts against visit");
}

void register_exports() {
  for (const ExportFormat& format : export_formats()) {
    benchmark::RegisterBenchmark(
        ("export_facts/" + std::string(format.name)).c_str(),
        [&format](benchmark::State& state) { export_facts(state, format); })
        ->Unit(benchmark::kMillisecond);
  }
}

}  // namespace
}  // namespace entente

int main(int argc, char** argv) {
  entente::register_exports();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
