#include <gtest/gtest.h>

#include "tests/cli/program.h"
#include "tests/cli/temporary_folder.h"

namespace entente {
namespace {

std::string person(const std::string& name) { return R"({"name":")" + name + R"(","type":"PER"})"; }

std::string met_line(const std::string& document, const std::string& subject,
                     const std::string& object) {
  return R"({"document":")" + document + R"(","class":"CONSULT","relation":"met","subject":)" +
         person(subject) + R"(,"object":)" + person(object) + "}\n";
}

class Resolve : public testing::Test {
 protected:
  Resolve() {
    const std::string lines = met_line("a", "Kim Jong Un", "Serguéi Shoigú") +
                              met_line("b", "Kim Jong-un", "Sergei Shoigu") +
                              met_line("c", "Kim Jong Un", "Sergei Shoigu") +
                              met_line("d", "John Kerry", "John F. Kerry Jones");
    const ProgramRun run = run_entente({"ingest", "-", "--graph", graph_},
                                       {.input = lines, .environment = {}, .output_file = {}});
    EXPECT_EQ(run.exit_code, 0) << run.errors;
  }

  ProgramRun run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--graph", graph_});
    ProgramRun run = run_entente(arguments);
    EXPECT_EQ(run.exit_code, 0) << run.errors;
    return run;
  }

  const TemporaryFolder folder_;
  const std::string graph_ = folder_.file("graph");
};

TEST_F(Resolve, OnePersonUnderTwoNamesIsOneInQueries) {
  EXPECT_EQ(count_lines(run({"facts", "--json", "--about", "Kim Jong Un"}).output), 1u);
  EXPECT_EQ(count_lines(run({"facts", "--json", "--min-support", "3"}).output), 1u);
  const std::string entity = run({"entity", "Serguéi Shoigú", "--json"}).output;
  EXPECT_EQ(count_lines(entity), 1u);
  EXPECT_NE(entity.find(R"("id":"person/sergei-shoigu")"), std::string::npos) << entity;
}

TEST_F(Resolve, UnresolvedShowsWhatDocumentsName) {
  EXPECT_EQ(count_lines(run({"facts", "--json", "--unresolved", "--about", "Kim Jong Un"}).output),
            2u);
  EXPECT_NE(run({"stats", "--json"}).output, run({"stats", "--json", "--unresolved"}).output);
}

TEST_F(Resolve, ExportsAreJoinedToo) {
  EXPECT_EQ(run({"export", "--to", "graphml"}).output.find("person:serguei-shoigu"),
            std::string::npos);
  EXPECT_NE(run({"export", "--to", "graphml", "--unresolved"}).output.find("person:serguei-shoigu"),
            std::string::npos);
}

TEST_F(Resolve, WhatIsJoinedIsExplained) {
  const std::string joined = run({"resolve", "suggest", "--joined"}).output;
  EXPECT_NE(joined.find("\"Sergei Shoigu\" and \"Serguéi Shoigú\" sound the same"),
            std::string::npos)
      << joined;
}

TEST_F(Resolve, WhatIsNotSureIsSuggested) {
  const std::string suggested = run({"resolve", "suggest", "--json", "--min-score", "0"}).output;
  EXPECT_EQ(count_lines(suggested), 1u);
  EXPECT_NE(suggested.find("a fact relates one to the other"), std::string::npos) << suggested;
}

TEST_F(Resolve, FollowsWhenADocumentIsRemoved) {
  EXPECT_EQ(run_entente({"remove", "a", "--graph", graph_}).exit_code, 0);
  EXPECT_EQ(run({"entity", "Sergei Shoigu"}).output.find("Serguéi"), std::string::npos);
}

}  // namespace
}  // namespace entente
