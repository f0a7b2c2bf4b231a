// Words a second of the analysis, on one core: segmentation alone, and the whole way to trees and
// names.
//
// Both run over the seed article; `documents` of it are read one after the other, as in the
// program. "items_per_second" counts words, "share_of_segment" is the speed in units of
// segmentation alone.
#include <benchmark/benchmark.h>
#include <chrono>
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

double seconds_of_segment(const Document& document) {
  constexpr int rounds = 20;
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < rounds; ++i) benchmark::DoNotOptimize(annotator().segment(document));
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() / rounds;
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
  const double alone = seconds_of_segment(document);
  const auto start = std::chrono::steady_clock::now();
  for (auto _ : state) benchmark::DoNotOptimize(annotator().annotate(document));
  const double whole =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() /
      static_cast<double>(state.iterations());
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(words));
  state.counters["share_of_segment"] = alone / whole;
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
