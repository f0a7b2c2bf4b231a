// Words a second of the analysis, on one core: segmentation alone, and the way to trees and names.
#include "tests/bench/article.h"

namespace entente {
namespace {

BENCHMARK(segment)->Unit(benchmark::kMillisecond);

// Of the seed article one time: a short text, whose batches are not full; and many times.
void annotate(benchmark::State& state) {
  const Document document = seed_article(static_cast<int>(state.range()));
  for (auto _ : state) benchmark::DoNotOptimize(annotator().annotate(document));
  state.SetItemsProcessed(state.iterations() * count_words(document));
  state.SetLabel("words against segment");
}
BENCHMARK(annotate)->ArgName("articles")->Arg(1)->Arg(20)->Unit(benchmark::kMillisecond);

void load(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(Annotator::load(source_folder / "extract/language/es"));
  }
}
BENCHMARK(load)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace entente

BENCHMARK_MAIN();
