// Graphs of every schema version that was ever released still open, and hold what they held:
// tests/store/versions has one of each, made by its make.sh.
#include <filesystem>
#include <gtest/gtest.h>

#include "store/database.h"
#include "store/schema.h"
#include "tests/cli/program.h"
#include "tests/cli/temporary_folder.h"

namespace entente {
namespace {

namespace fs = std::filesystem;

const fs::path versions = fs::path(ENTENTE_SOURCE_DIR) / "tests" / "store" / "versions";

class SchemaVersion : public ::testing::TestWithParam<std::string> {
 protected:
  SchemaVersion() { fs::copy(versions / GetParam() / "graph", graph_); }

  std::string output_of(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--graph", graph_});
    const ProgramRun run = run_entente(arguments);
    EXPECT_EQ(run.exit_code, 0) << run.errors;
    return run.output;
  }

  std::string expected(const std::string& name) const {
    return read_file(versions / GetParam() / name);
  }

  const TemporaryFolder folder_;
  const std::string graph_ = folder_.file("graph");
};

TEST_P(SchemaVersion, IsReadAsItWasWritten) {
  EXPECT_EQ(output_of({"export", "--to", "jsonl"}), expected("graph.jsonl"));
  EXPECT_EQ(output_of({"facts", "--json"}), expected("facts.jsonl"));
  EXPECT_EQ(output_of({"resolve", "list", "--json"}), expected("decisions.jsonl"));
  EXPECT_NE(output_of({"verify"}).find("no difference"), std::string::npos);
}

TEST_P(SchemaVersion, CanBeWritten) {
  const std::string line =
      R"({"document":"new","subject":{"name":"Kim"},"relation":"met","object":{"name":"Xi"}})";
  const ProgramRun run = run_entente({"ingest", "-", "--graph", graph_},
                                     {.input = line, .environment = {}, .output_file = {}});
  ASSERT_EQ(run.exit_code, 0) << run.errors;
  EXPECT_NE(output_of({"verify"}).find("no difference"), std::string::npos);
  EXPECT_EQ(run_entente({"remove", "new", "--graph", graph_}).exit_code, 0);
  EXPECT_EQ(output_of({"export", "--to", "jsonl"}), expected("graph.jsonl"));
}

std::vector<std::string> names_of_versions() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(versions)) {
    if (entry.is_directory()) names.push_back(entry.path().filename());
  }
  return names;
}

INSTANTIATE_TEST_SUITE_P(Released, SchemaVersion, ::testing::ValuesIn(names_of_versions()),
                         [](const auto& version) { return "Version" + version.param; });

TEST(SchemaVersions, ThePresentOneIsAmongThose) {
  EXPECT_TRUE(fs::is_directory(versions / std::string(schema_version)))
      << "run tests/store/versions/make.sh with the program that is released";
}

TEST(SchemaVersions, AGraphOfANewerOneIsRefusedByEveryCommandAndLeftAlone) {
  const TemporaryFolder folder;
  const std::string graph = folder.file("graph");
  fs::copy(versions / std::string(schema_version) / "graph", graph);
  {
    const Database database(graph, {.mode = StoreMode::ReadWrite});
    ASSERT_TRUE(database.db().Put({}, database.handle(Family::Meta), slice(schema_key), "7").ok());
  }
  for (const std::vector<std::string>& command : {std::vector<std::string>{"facts"},
                                                  {"verify"},
                                                  {"remove", "a"},
                                                  {"backup", "--to", folder.file("backups")}}) {
    std::vector<std::string> arguments = command;
    arguments.insert(arguments.end(), {"--graph", graph});
    const ProgramRun run = run_entente(arguments);
    EXPECT_EQ(run.exit_code, 1);
    EXPECT_NE(run.errors.find("has the schema version \"7\", this program reads versions 1 and 2"),
              std::string::npos)
        << run.errors;
    EXPECT_NE(run.errors.find("`entente export --to jsonl` with that"), std::string::npos)
        << run.errors;
  }
  EXPECT_FALSE(fs::exists(folder.file("backups")));
}

}  // namespace
}  // namespace entente
