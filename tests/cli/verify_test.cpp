#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

#include "tests/cli/program.h"
#include "tests/cli/temporary_folder.h"

namespace entente {
namespace {

class Verify : public testing::Test {
 protected:
  Verify() {
    const std::string line =
        R"({"document":"a","subject":{"name":"Kim"},"relation":"met","object":{"name":"Xi"}})"
        "\n";
    const ProgramRun run = run_entente({"ingest", "-", "--graph", graph_},
                                       {.input = line, .environment = {}, .output_file = {}});
    EXPECT_EQ(run.exit_code, 0) << run.errors;
    // Opening for writing moves what was stored into files.
    EXPECT_EQ(run_entente({"remove", "b", "--graph", graph_}).exit_code, 3);
  }

  ProgramRun verify(std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"verify", "--graph", graph_});
    return run_entente(more);
  }

  // Flips a byte in the file of the column family.
  void damage(const std::string& family) const {
    std::size_t damaged = 0;
    for (const auto& entry : std::filesystem::directory_iterator(graph_)) {
      if (entry.path().extension() != ".sst") continue;
      std::string bytes = read_file(entry.path());
      // Each file names its family in its properties.
      if (bytes.find(family) == std::string::npos) continue;
      bytes[0] = static_cast<char>(bytes[0] ^ 1);
      write_file(entry.path(), bytes);
      ++damaged;
    }
    ASSERT_GT(damaged, 0u);
  }

  const TemporaryFolder folder_;
  const std::string graph_ = folder_.file("graph");
};

TEST_F(Verify, AHealthyGraphHasNoDifference) {
  const ProgramRun run = verify();
  EXPECT_EQ(run.exit_code, 0) << run.errors;
  EXPECT_NE(run.output.find("no difference"), std::string::npos) << run.output;
  const ProgramRun json = verify({"--json"});
  EXPECT_EQ(json.exit_code, 0);
  EXPECT_EQ(json.output, "");
}

TEST_F(Verify, DamageIsListedThenRepairedThenGone) {
  const std::string before = run_entente({"facts", "--graph", graph_, "--json"}).output;
  damage("by_object");
  const ProgramRun found = verify();
  EXPECT_EQ(found.exit_code, 1);
  EXPECT_TRUE(found.output.starts_with("by_object: file ")) << found.output;
  EXPECT_NE(found.output.find("1 difference (1 in by_object)"), std::string::npos) << found.output;
  const ProgramRun json = verify({"--json"});
  EXPECT_EQ(json.exit_code, 1);
  EXPECT_EQ(count_lines(json.output), 1u);
  EXPECT_NE(json.output.find(R"("kind":"unreadable")"), std::string::npos) << json.output;
  EXPECT_NE(json.output.find(R"("remedy":"rebuild")"), std::string::npos) << json.output;
  const ProgramRun repaired = verify({"--repair"});
  EXPECT_EQ(repaired.exit_code, 0) << repaired.errors;
  EXPECT_NE(repaired.output.find("1 difference repaired"), std::string::npos) << repaired.output;
  EXPECT_EQ(verify().exit_code, 0);
  EXPECT_EQ(run_entente({"facts", "--graph", graph_, "--json"}).output, before);
}

TEST_F(Verify, OfADamagedLogRepairKeepsWhatWasStoredBeforeAndNamesWhatIsLost) {
  const auto ingest = [&](const std::string& document) {
    return run_entente({"ingest", "-", "--graph", graph_},
                       {.input = R"({"document":")" + document +
                                 R"(","subject":{"name":"Kim"},"relation":"called","object":)"
                                 R"({"name":"Xi"}})"
                                 "\n",
                        .environment = {},
                        .output_file = {}})
        .exit_code;
  };
  const std::string before = run_entente({"facts", "--graph", graph_, "--json"}).output;
  ASSERT_EQ(ingest("c"), 0);
  const std::string after = run_entente({"facts", "--graph", graph_, "--json"}).output;
  for (const auto& entry : std::filesystem::directory_iterator(graph_)) {
    if (entry.path().extension() != ".log") continue;
    std::string bytes = read_file(entry.path());
    bytes[10] = static_cast<char>(bytes[10] ^ 1);
    write_file(entry.path(), bytes);
  }
  for (const std::string command : {"facts", "verify"}) {
    const ProgramRun run = run_entente({command, "--graph", graph_});
    EXPECT_EQ(run.exit_code, 1);
    EXPECT_NE(run.errors.find("`entente verify --repair` keeps what was stored before the damage; "
                              "else restore a backup, or build the graph again"),
              std::string::npos)
        << run.errors;
  }
  const ProgramRun repaired = verify({"--repair"});
  EXPECT_EQ(repaired.exit_code, 1) << repaired.errors;
  EXPECT_NE(repaired.output.find(".log: unreadable: its file "), std::string::npos);
  EXPECT_NE(repaired.output.find("build or ingest again what was stored last; the files as they "
                                 "were are in " +
                                 graph_ + "/damaged-1\n"),
            std::string::npos)
      << repaired.output;
  EXPECT_TRUE(std::filesystem::exists(graph_ + "/damaged-1/SYNCED"));
  EXPECT_EQ(verify().exit_code, 0);
  EXPECT_EQ(run_entente({"facts", "--graph", graph_, "--json"}).output, before);
  EXPECT_EQ(ingest("c"), 0);
  EXPECT_EQ(run_entente({"facts", "--graph", graph_, "--json"}).output, after);
}

TEST_F(Verify, WhatCannotBeDerivedIsListedAndFails) {
  damage("evidence");
  for (const std::vector<std::string>& more : {std::vector<std::string>{}, {"--repair"}}) {
    const ProgramRun run = verify(more);
    EXPECT_EQ(run.exit_code, 1);
    EXPECT_NE(run.errors.find("restore a backup, or build the graph again"), std::string::npos)
        << run.errors;
    EXPECT_TRUE(run.output.starts_with("evidence: file ")) << run.output;
  }
}

TEST_F(Verify, AGraphThatIsNotThereFails) {
  const ProgramRun run = run_entente({"verify", "--graph", folder_.file("none")});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_NE(run.errors.find("it does not exist"), std::string::npos) << run.errors;
}

}  // namespace
}  // namespace entente
