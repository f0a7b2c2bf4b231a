#include "tests/bench/article.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

namespace entente {

Document seed_article(int copies) {
  const auto file = source_folder / "examples/seed/article.jsonl";
  std::ifstream stream(file);
  std::string line;
  if (!std::getline(stream, line)) throw std::runtime_error("cannot read " + file.string());
  const auto article = nlohmann::json::parse(line);
  Document document;
  document.id = article.at("id");
  document.date = article.at("date");
  document.language = article.at("lang");
  for (int i = 0; i < copies; ++i) {
    if (i > 0) document.text += "\n\n";
    document.text += article.at("text").get<std::string>();
  }
  return document;
}

const Annotator& annotator() {
  static const Annotator loaded = Annotator::load(source_folder / "extract/language/es");
  return loaded;
}

std::int64_t count_words(const Document& document) {
  std::size_t words = 0;
  for (const Sentence& sentence : annotator().segment(document).sentences) {
    words += sentence.words.size();
  }
  return static_cast<std::int64_t>(words);
}

void segment(benchmark::State& state) {
  const Document document = seed_article();
  for (auto _ : state) benchmark::DoNotOptimize(annotator().segment(document));
  state.SetItemsProcessed(state.iterations() * count_words(document));
  state.SetLabel("words");
}

}  // namespace entente
