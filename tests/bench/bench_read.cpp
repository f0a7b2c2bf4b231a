// Bytes of text a second that readers of corpora hand out: JSON Lines against parsing them alone,
// tables against reading lines alone.
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "extract/read/reader.h"
#include "tests/bench/article.h"
#include "tests/extract/read/compressed.h"
#include "tests/store/graph_folder.h"

namespace entente {
namespace {

constexpr int documents = 1000;

std::string json_lines(const Document& article) {
  std::string lines;
  for (int i = 0; i < documents; ++i) {
    const nlohmann::json record{{"id", article.id + std::to_string(i)},
                                {"date", article.date},
                                {"lang", article.language},
                                {"text", article.text}};
    lines += record.dump() + "\n";
  }
  return lines;
}

std::string table(const Document& article) {
  std::string quoted;
  for (const char c : article.text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  std::string rows = "id,date,lang,text\n";
  for (int i = 0; i < documents; ++i) {
    rows += article.id + std::to_string(i) + "," + article.date + "," + article.language + ",\"" +
            quoted + "\"\n";
  }
  return rows;
}

std::string write(const testing::GraphFolder& folder, std::string_view name,
                  std::string_view bytes) {
  const std::string file = folder.path() / name;
  std::ofstream(file, std::ios::binary) << bytes;
  return file;
}

void count_text(benchmark::State& state) {
  const auto text = static_cast<std::int64_t>(seed_article().text.size());
  state.SetItemsProcessed(state.iterations() * documents * text);
}

void read_documents(benchmark::State& state, std::string_view name, const std::string& bytes) {
  const testing::GraphFolder folder;
  const std::string file = write(folder, name, bytes);
  for (auto _ : state) {
    CorpusReader reader({file}, {.strict = true});
    while (const auto document = reader.next()) benchmark::DoNotOptimize(document->text.data());
  }
  count_text(state);
}

void for_each_line(benchmark::State& state, void (*visit)(const std::string& line)) {
  const testing::GraphFolder folder;
  const std::string file = write(folder, "news.jsonl", json_lines(seed_article()));
  for (auto _ : state) {
    std::ifstream stream(file, std::ios::binary);
    std::string line;
    while (std::getline(stream, line)) visit(line);
  }
  count_text(state);
  state.SetLabel("bytes of text");
}

void read_lines(benchmark::State& state) {
  for_each_line(state, [](const std::string& line) { benchmark::DoNotOptimize(line.data()); });
}
BENCHMARK(read_lines)->Unit(benchmark::kMillisecond);

void parse_lines(benchmark::State& state) {
  for_each_line(state, [](const std::string& line) {
    benchmark::DoNotOptimize(nlohmann::json::parse(line));
  });
}
BENCHMARK(parse_lines)->Unit(benchmark::kMillisecond);

void read_json_lines(benchmark::State& state) {
  read_documents(state, "news.jsonl", json_lines(seed_article()));
  state.SetLabel("bytes of text against parse_lines");
}
BENCHMARK(read_json_lines)->Unit(benchmark::kMillisecond);

void read_json_lines_gzip(benchmark::State& state) {
  read_documents(state, "news.jsonl.gz", gzip(json_lines(seed_article())));
  state.SetLabel("bytes of text against parse_lines");
}
BENCHMARK(read_json_lines_gzip)->Unit(benchmark::kMillisecond);

void read_table(benchmark::State& state) {
  read_documents(state, "news.csv", table(seed_article()));
  state.SetLabel("bytes of text against read_lines");
}
BENCHMARK(read_table)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace entente

BENCHMARK_MAIN();
