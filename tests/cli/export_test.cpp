// `entente export` as a user runs it: formats of one file and of a folder, options of formats.
#include <filesystem>
#include <gtest/gtest.h>

#include "tests/cli/program.h"
#include "tests/cli/temporary_folder.h"

namespace entente {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view triples =
    R"({"document":"a","subject":{"name":"Norway","type":"GPE"},"relation":"met","class":"CONSULT","object":{"name":"Sweden","type":"GPE"},"observed":"2023-07-27","date":"2023-07-26"})"
    "\n"
    R"({"document":"b","subject":{"name":"Norway","type":"GPE"},"relation":"called","class":"CONSULT","object":{"name":"Sweden","type":"GPE"},"observed":"2023-07-28","date":"2021"})"
    "\n"
    R"({"document":"b","subject":{"name":"Norway","type":"GPE"},"relation":"accused","class":"ACCUSE","object":{"name":"=1+1","type":"ORG"},"observed":"2023-07-28","date":"2020"})"
    "\n";

class Export : public testing::Test {
 protected:
  Export() {
    run_entente({"ingest", "-", "--graph", graph_},
                {.input = triples, .environment = {}, .output_file = {}});
  }

  ProgramRun run(std::vector<std::string> options) const {
    options.insert(options.begin(), {"export", "--graph", graph_});
    return run_entente(options);
  }

  TemporaryFolder folder_;
  std::string graph_ = folder_.file("graph");
  std::string tables_ = folder_.file("tables");
};

TEST_F(Export, AFormatOfSeveralFilesMakesAFolder) {
  const ProgramRun done = run({"--to", "csv", "-o", tables_});
  EXPECT_EQ(done.exit_code, 0) << done.errors;
  EXPECT_EQ(done.output, "");
  EXPECT_EQ(count_lines(read_file(tables_ + "/nodes.csv")), 4u);
  EXPECT_EQ(count_lines(read_file(tables_ + "/edges.csv")), 4u);
  EXPECT_EQ(done.errors,
            "entente: note: texts with an apostrophe in front, as a spreadsheet would take them "
            "for formulas: 1\n");
}

TEST_F(Export, AFolderThatIsNotEmptyIsLeftAsItIs) {
  fs::create_directory(tables_);
  write_file(tables_ + "/letter", "mine");
  const ProgramRun refused = run({"--to", "csv", "-o", tables_});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_NE(refused.errors.find(tables_), std::string::npos) << refused.errors;
  EXPECT_NE(refused.errors.find("not empty"), std::string::npos) << refused.errors;
  EXPECT_EQ(read_file(tables_ + "/letter"), "mine");
  EXPECT_FALSE(fs::exists(tables_ + "/nodes.csv"));
  fs::remove(tables_ + "/letter");
  EXPECT_EQ(run({"--to", "csv", "-o", tables_}).exit_code, 0);
}

TEST_F(Export, AFolderCannotGoToStandardOutput) {
  for (const auto& options : {std::vector<std::string>{"--to", "csv"},
                              std::vector<std::string>{"--to", "csv", "-o", "-"}}) {
    const ProgramRun refused = run(options);
    EXPECT_EQ(refused.exit_code, 2);
    EXPECT_EQ(refused.output, "");
    EXPECT_NE(refused.errors.find("--output"), std::string::npos) << refused.errors;
  }
}

TEST_F(Export, AnOptionThatAFormatDoesNotKnowIsRefusedWithTheFormatsThatDo) {
  const ProgramRun aggregate = run({"--to", "jsonl", "--aggregate"});
  EXPECT_EQ(aggregate.exit_code, 2);
  EXPECT_EQ(aggregate.output, "");
  EXPECT_NE(aggregate.errors.find("--aggregate: jsonl does not know it; it is an option of: csv, "
                                  "cytoscape, gexf, graphml"),
            std::string::npos)
      << aggregate.errors;
  const ProgramRun version = run({"--to", "graphml", "--gexf-version", "1.3"});
  EXPECT_EQ(version.exit_code, 2);
  EXPECT_NE(version.errors.find("it is an option of: gexf"), std::string::npos) << version.errors;
}

TEST_F(Export, AVersionOfGexfThatThereIsNotIsRefused) {
  const ProgramRun refused = run({"--to", "gexf", "--gexf-version", "1.4"});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_NE(refused.errors.find("1.2"), std::string::npos) << refused.errors;
}

TEST_F(Export, EveryGraphFormatTakesFiltersAndAggregates) {
  for (const std::string format : {"cytoscape", "gexf", "graphml"}) {
    const auto edges = [&](std::vector<std::string> options) {
      options.insert(options.begin(), {"--to", format});
      const std::string text = run(options).output;
      std::size_t count = 0;
      const std::string edge = format == "cytoscape" ? "\"source\":" : "<edge ";
      for (auto at = text.find(edge); at != text.npos; at = text.find(edge, at + 1)) ++count;
      return count;
    };
    EXPECT_EQ(edges({}), 3u) << format;
    EXPECT_EQ(edges({"--aggregate"}), 2u) << format;
    EXPECT_EQ(edges({"--class", "CONSULT"}), 2u) << format;
    EXPECT_EQ(edges({"--class", "CONSULT", "--aggregate"}), 1u) << format;
    EXPECT_EQ(edges({"--since", "2022"}), 1u) << format;
    EXPECT_EQ(edges({"--document", "a", "--aggregate"}), 1u) << format;
  }
}

TEST_F(Export, TheSameGraphGivesTheSameBytes) {
  for (const std::string format : {"cypher", "cytoscape", "gexf", "graphml", "jsonl", "nquads"}) {
    EXPECT_EQ(run({"--to", format}).output, run({"--to", format}).output) << format;
  }
}

TEST_F(Export, HelpListsTheFormatsAndTheirOptions) {
  const std::string help = run_entente({"export", "--help"}).output;
  for (const char* word :
       {"  csv ", "  cypher ", "  cytoscape ", "  gexf ", "  graphml ", "  jsonl ", "  neo4j ",
        "  nquads ", "--aggregate", "--gexf-version", "Of some formats"}) {
    EXPECT_NE(help.find(word), std::string::npos) << word;
  }
}

}  // namespace
}  // namespace entente
