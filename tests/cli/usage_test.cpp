#include <gtest/gtest.h>

#include "tests/cli/program.h"
#include "tests/cli/temporary_folder.h"

namespace entente {
namespace {

const std::vector<std::string> commands{
    "build",        "extract",   "annotate",  "ingest",    "export", "facts",   "entity",
    "timeline",     "alliances", "alignment", "blocs",     "path",   "brokers", "neighbours",
    "resolve",      "stats",     "copies",    "remove",    "verify", "backup",  "restore",
    "merge-graphs", "serve",     "manual",    "completion"};

TEST(Usage, NoCommandIsWrongUsage) {
  const ProgramRun run = run_entente({});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_EQ(run.output, "");
  EXPECT_NE(run.errors.find("--help"), std::string::npos) << run.errors;
}

TEST(Usage, AnUnknownCommandIsRefusedWithTheListOfCommands) {
  const ProgramRun run = run_entente({"biuld"});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_EQ(
      run.errors,
      "entente: error: there is no command 'biuld'; there are: build, extract, annotate, "
      "ingest, export, facts, entity, timeline, alliances, alignment, blocs, path, brokers, "
      "neighbours, resolve, stats, copies, remove, verify, backup, restore, merge-graphs, serve, "
      "manual, completion\n");
}

TEST(Usage, HelpOfTheProgramNamesEveryCommand) {
  const ProgramRun run = run_entente({"--help"});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_EQ(run.errors, "");
  for (const std::string& command : commands) {
    EXPECT_NE(run.output.find("\n  " + command), std::string::npos) << command;
  }
}

TEST(Usage, HelpOfEveryCommandHasExamplesAndExitCodes) {
  for (const std::string& command : commands) {
    const ProgramRun run = run_entente({command, "--help"});
    EXPECT_EQ(run.exit_code, 0) << command;
    EXPECT_EQ(run.errors, "") << command;
    EXPECT_NE(run.output.find("Examples:"), std::string::npos) << command;
    EXPECT_NE(run.output.find("  entente " + command), std::string::npos) << command;
    EXPECT_NE(run.output.find("Exit codes:"), std::string::npos) << command;
  }
}

TEST(Usage, ArgumentsThatAreNotExpectedAreNamedAsTheyStand) {
  const ProgramRun run = run_entente({"facts", "--at", "2021", "--graph", "graph"});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_EQ(run.errors,
            "entente: error: arguments that are not expected: --at 2021; see `entente facts "
            "--help`\n");
}

TEST(Usage, VersionIsOneLine) {
  const ProgramRun run = run_entente({"--version"});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_EQ(count_lines(run.output), 1u);
  EXPECT_TRUE(run.output.starts_with("entente 0.")) << run.output;
}

TEST(Usage, AMissingGraphIsWrongUsageAndNamed) {
  const std::vector<std::vector<std::string>> without_graph{{"build", "-"},
                                                            {"ingest", "-"},
                                                            {"export", "--to", "graphml"},
                                                            {"facts"},
                                                            {"stats"},
                                                            {"entity", "Kim"},
                                                            {"remove", "es-001"},
                                                            {"verify"},
                                                            {"resolve", "suggest"}};
  for (const auto& arguments : without_graph) {
    const std::string& command = arguments.front();
    const ProgramRun run = run_entente(arguments);
    EXPECT_EQ(run.exit_code, 2) << command;
    EXPECT_NE(run.errors.find("--graph"), std::string::npos) << run.errors;
    EXPECT_NE(run.errors.find("see `entente " + command + " "), std::string::npos) << run.errors;
  }
}

TEST(Usage, AnUnknownClassIsRefusedWithTheListOfClasses) {
  const ProgramRun run = run_entente({"facts", "--graph", "nowhere", "--class", "MEET"});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_NE(run.errors.find("--class MEET"), std::string::npos) << run.errors;
  for (const char* name : {"AGREE", "CONSULT", "ASSAULT", "ROLE", "OTHER"}) {
    EXPECT_NE(run.errors.find(name), std::string::npos) << name;
  }
}

TEST(Usage, AnUnknownModalityIsRefusedWithTheListOfModalities) {
  const ProgramRun run = run_entente({"facts", "--graph", "nowhere", "--modality", "maybe"});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_NE(run.errors.find("asserted, negated, possible, planned"), std::string::npos)
      << run.errors;
}

TEST(Usage, AnImpossibleDateIsRefused) {
  const std::vector<std::vector<std::string>> wrong{
      {"facts", "--graph", "nowhere", "--since", "2023-02-30"},
      {"facts", "--graph", "nowhere", "--until", "yesterday"},
      {"facts", "--graph", "nowhere", "--since", "2024", "--until", "2023"},
      {"extract", "-", "--date", "2023-13-01"},
      {"extract", "-", "--date", "2023"}};
  for (const auto& arguments : wrong) {
    const ProgramRun run = run_entente(arguments);
    EXPECT_EQ(run.exit_code, 2) << arguments.back();
    EXPECT_NE(run.errors.find(arguments[arguments.size() - 2]), std::string::npos) << run.errors;
  }
}

TEST(Usage, AnUnknownFormatIsRefusedWithTheListOfFormats) {
  const ProgramRun run = run_entente({"export", "--graph", "nowhere", "--to", "gml"});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_NE(run.errors.find("graphml"), std::string::npos) << run.errors;
  EXPECT_NE(run.errors.find("jsonl"), std::string::npos) << run.errors;
}

TEST(Usage, AnUnknownShellIsRefusedWithTheListOfShells) {
  const ProgramRun run = run_entente({"completion", "tcsh"});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_NE(run.errors.find("{bash,zsh,fish}"), std::string::npos) << run.errors;
}

TEST(Usage, TheManualPageNamesEveryCommandAndItsOptions) {
  const ProgramRun run = run_entente({"manual"});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_TRUE(run.output.find(".TH ENTENTE 1") != std::string::npos);
  for (std::string command : commands) {
    if (const auto hyphen = command.find('-'); hyphen != std::string::npos) {
      command.insert(hyphen, "\\");
    }
    EXPECT_NE(run.output.find("\n.SS " + command + "\n"), std::string::npos) << command;
  }
  EXPECT_NE(run.output.find("\n.SS resolve merge\n"), std::string::npos);
  EXPECT_NE(run.output.find("\\fB\\-\\-min\\-confidence\\fR \\fIP\\fR\n"), std::string::npos);
}

TEST(Usage, AFieldThatDocumentsDoNotHaveIsRefused) {
  const ProgramRun run = run_entente({"extract", "-", "--field", "body=text"});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_NE(run.errors.find("body"), std::string::npos) << run.errors;
  EXPECT_EQ(run_entente({"extract", "-", "--field", "text"}).exit_code, 2);
}

TEST(Usage, AnOutputWithoutANameIsWrongUsage) {
  const ProgramRun run = run_entente({"export", "--graph", "nowhere", "--to", "csv", "-o", ""});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_NE(run.errors.find("--output is given, but empty"), std::string::npos) << run.errors;
}

TEST(Usage, AnUnknownOptionIsWrongUsage) {
  EXPECT_EQ(run_entente({"facts", "--graph", "nowhere", "--colour"}).exit_code, 2);
}

TEST(Usage, AGraphThatIsNotThereFailsAndIsNamedAndIsNotMade) {
  const TemporaryFolder folder;
  const std::string graph = folder.file("graph");
  for (const std::string command : {"facts", "stats"}) {
    const ProgramRun run = run_entente({command, "--graph", graph});
    EXPECT_EQ(run.exit_code, 1) << command;
    EXPECT_NE(run.errors.find(graph), std::string::npos) << run.errors;
    EXPECT_FALSE(std::filesystem::exists(graph)) << command;
  }
}

}  // namespace
}  // namespace entente
