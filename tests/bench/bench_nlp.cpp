// Words a second of the analysis, on one core: segmentation alone, and the way to trees and names.
//
// Both run over the seed article, one document after the other, as in the program.
// "items_per_second" counts words; "share_of_segment" is the speed in units of segmentation alone.
#include <benchmark/benchmark.h>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "extract/nlp/annotator.h"

namespace entente {
namespace {

const std::filesystem::path source = ENTENTE_SOURCE_DIR;

Document seed_article() {
  const auto file = source / "examples/seed/article.jsonl";
  std::ifstream stream(file);
  std::string line;
  if (!std::getline(stream, line)) throw std::runtime_error("cannot read " + file.string());
  Document document;
  document.text = nlohmann::json::parse(line).at("text").get<std::string>();
  return document;
}

const Annotator& annotator() {
  static const Annotator loaded = Annotator::load(source / "extract/language/es");
  return loaded;
}

std::size_t count_words(const Annotation& annotation) {
  std::size_t words = 0;
  for (const Sentence& sentence : annotation.sentences) words += sentence.words.size();
  return words;
}

// Processor time, so that a busy machine does not count.
double seconds_of(const auto& work, std::int64_t rounds) {
  const std::clock_t start = std::clock();
  for (std::int64_t i = 0; i < rounds; ++i) work();
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC / static_cast<double>(rounds);
}

void segment(benchmark::State& state) {
  const Document document = seed_article();
  const std::size_t words = count_words(annotator().segment(document));
  for (auto _ : state) benchmark::DoNotOptimize(annotator().segment(document));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(words));
}
BENCHMARK(segment)->Unit(benchmark::kMillisecond);

void annotate(benchmark::State& state) {
  const Document document = seed_article();
  const std::size_t words = count_words(annotator().segment(document));
  for (auto _ : state) benchmark::DoNotOptimize(annotator().annotate(document));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(words));
  const auto alone = [&] { benchmark::DoNotOptimize(annotator().segment(document)); };
  const auto whole = [&] { benchmark::DoNotOptimize(annotator().annotate(document)); };
  state.counters["share_of_segment"] = seconds_of(alone, 1000) / seconds_of(whole, 20);
}
BENCHMARK(annotate)->Unit(benchmark::kMillisecond);

// One long text instead of an article: full batches.
void annotate_long(benchmark::State& state) {
  const Document article = seed_article();
  Document document;
  for (int i = 0; i < 50; ++i) document.text += article.text + "\n\n";
  const std::size_t words = count_words(annotator().segment(document));
  for (auto _ : state) benchmark::DoNotOptimize(annotator().annotate(document));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(words));
}
BENCHMARK(annotate_long)->Unit(benchmark::kMillisecond);

void load(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(Annotator::load(source / "extract/language/es"));
}
BENCHMARK(load)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace entente

BENCHMARK_MAIN();
