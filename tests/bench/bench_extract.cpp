// Words a second from text to triples, on one core, of the seed article and of a long text made of
// it.
#include "extract/extractor.h"
#include "tests/bench/article.h"

namespace entente {
namespace {

BENCHMARK(segment)->Unit(benchmark::kMillisecond);

void extract(benchmark::State& state) {
  const Extractor extractor = Extractor::open(source_folder / "extract/language");
  const Document document = seed_article(static_cast<int>(state.range()));
  for (auto _ : state) benchmark::DoNotOptimize(extractor.extract(document));
  state.SetItemsProcessed(state.iterations() * count_words(document));
  state.SetLabel("words against segment");
}
BENCHMARK(extract)->ArgName("articles")->Arg(1)->Arg(20)->Arg(100)->Unit(benchmark::kMillisecond);

void load(benchmark::State& state) {
  for (auto _ : state) {
    Extractor::open(source_folder / "extract/language").prepare("es");
  }
}
BENCHMARK(load)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace entente

BENCHMARK_MAIN();
