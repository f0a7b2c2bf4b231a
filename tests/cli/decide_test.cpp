// `entente resolve merge, split, rename, undo, list`, as a user decides who is who.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>

#include "tests/cli/program.h"
#include "tests/cli/temporary_folder.h"

namespace entente {
namespace {

std::string met(const std::string& document, const std::string& subject,
                const std::string& object) {
  const auto person = [](const std::string& name) {
    return R"({"name":")" + name + R"(","type":"PER"})";
  };
  return R"({"document":")" + document + R"(","class":"CONSULT","relation":"met","subject":)" +
         person(subject) + R"(,"object":)" + person(object) + "}\n";
}

const std::string lines = met("a", "Kim Jong Un", "Serguéi Shoigú") +
                          met("b", "Kim Jong Un", "Sergei Shoigu") +
                          met("c", "Marshal Kim", "Sergei Shoigu");

class Decide : public testing::Test {
 protected:
  Decide() { ingest(lines); }

  void ingest(const std::string& triples) const {
    const ProgramRun run = run_entente({"ingest", "-", "--graph", graph_},
                                       {.input = triples, .environment = {}, .output_file = {}});
    EXPECT_EQ(run.exit_code, 0) << run.errors;
  }

  ProgramRun run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--graph", graph_});
    return run_entente(arguments);
  }

  // What it prints.
  std::string done(const std::vector<std::string>& arguments) const {
    const ProgramRun ended = run(arguments);
    EXPECT_EQ(ended.exit_code, 0) << ended.errors;
    return ended.output;
  }

  // What it complains of; nothing may have been decided.
  std::string refused(const std::vector<std::string>& arguments, int exit_code = 1) const {
    const std::string before = done({"resolve", "list", "--json"});
    const ProgramRun ended = run(arguments);
    EXPECT_EQ(ended.exit_code, exit_code) << ended.errors;
    EXPECT_EQ(ended.output, "");
    EXPECT_EQ(done({"resolve", "list", "--json"}), before);
    return ended.errors;
  }

  // What any query or export says, and what is decided.
  std::string everything() const {
    return done({"export", "--to", "graphml"}) + done({"export", "--to", "jsonl"}) +
           done({"facts", "--json"}) + done({"stats", "--json"}) +
           done({"resolve", "suggest", "--json", "--min-score", "0"}) +
           done({"resolve", "list", "--json"});
  }

  std::vector<nlohmann::json> listed() const {
    std::istringstream text(done({"resolve", "list", "--json"}));
    std::vector<nlohmann::json> decisions;
    for (std::string line; std::getline(text, line);) {
      decisions.push_back(nlohmann::json::parse(line));
    }
    return decisions;
  }

  const TemporaryFolder folder_;
  const std::string graph_ = folder_.file("graph");
};

TEST_F(Decide, MergedEntitiesAreOneInQueriesAndExports) {
  EXPECT_EQ(count_lines(done({"facts", "--json"})), 2u);
  const std::string said = done({"resolve", "merge", "marshal kim", "Kim Jong Un"});
  EXPECT_TRUE(has(said, "decision 1: merge person/marshal-kim and person/kim-jong-un\n")) << said;
  EXPECT_TRUE(has(said, "Kim Jong Un (person/kim-jong-un), one with person/marshal-kim\n")) << said;
  EXPECT_EQ(count_lines(done({"facts", "--json"})), 1u);
  EXPECT_FALSE(has(done({"export", "--to", "graphml"}), "person:marshal-kim"));
  EXPECT_TRUE(has(done({"entity", "Marshal Kim"}), "(person/kim-jong-un, PER)"));
  EXPECT_TRUE(has(done({"export", "--to", "graphml", "--unresolved"}), "person:marshal-kim"));
}

TEST_F(Decide, SplitEntitiesAreTwoAgain) {
  const std::string said = done({"resolve", "split", "Serguéi Shoigú", "Sergei Shoigu"});
  EXPECT_EQ(said,
            "decision 1: split person/serguei-shoigu from person/sergei-shoigu\n"
            "  Serguéi Shoigú (person/serguei-shoigu)\n"
            "  Sergei Shoigu (person/sergei-shoigu)\n");
  EXPECT_TRUE(has(done({"export", "--to", "graphml"}), "person:serguei-shoigu"));
  EXPECT_EQ(done({"resolve", "suggest", "--json", "--min-score", "0"}), "");
}

TEST_F(Decide, SplitOfOneTakesItFromAllThatItIsJoinedWith) {
  EXPECT_TRUE(has(done({"resolve", "split", "person/serguei-shoigu"}),
                  "split person/serguei-shoigu from person/sergei-shoigu"));
  EXPECT_TRUE(has(refused({"resolve", "split", "person/serguei-shoigu"}), "joined with no other"));
}

TEST_F(Decide, RenamedEntityIsCalledSoAndFoundSo) {
  done({"resolve", "rename", "Serguéi Shoigú", "The \"minister\" & friend"});
  EXPECT_TRUE(has(done({"export", "--to", "graphml"}), "The \"minister\" &amp; friend"));
  EXPECT_TRUE(has(done({"export", "--to", "jsonl"}), R"(The \"minister\" & friend)"));
  EXPECT_TRUE(has(done({"facts"}), "The \"minister\" & friend"));
  EXPECT_EQ(count_lines(done({"facts", "--json", "--about", "the \"minister\" & friend"})), 2u);
  EXPECT_TRUE(has(done({"entity", "Sergei Shoigu"}), "also \"Sergei Shoigu\""));
  EXPECT_FALSE(has(done({"facts", "--unresolved"}), "minister"));
}

TEST_F(Decide, UndoRestoresEveryByteOfQueriesAndExports) {
  const std::vector<std::vector<std::string>> decisions{
      {"merge", "Marshal Kim", "Kim Jong Un", "--note", "his rank"},
      {"split", "Sergei Shoigu", "Serguéi Shoigú"},
      {"rename", "person/kim-jong-un", "Kim"},
      {"rename", "person/marshal-kim", "Kim III"}};
  std::vector<std::string> states{everything()};
  for (std::vector<std::string> decision : decisions) {
    decision.insert(decision.begin(), "resolve");
    done(decision);
    states.push_back(everything());
    EXPECT_NE(states.back(), states[states.size() - 2]);
  }
  while (states.size() > 1) {
    EXPECT_EQ(everything(), states.back());
    states.pop_back();
    EXPECT_TRUE(
        has(done({"resolve", "undo"}), "undone: decision " + std::to_string(states.size()) + ": "));
  }
  EXPECT_EQ(everything(), states.front());
}

TEST_F(Decide, UndoTakesTheDecisionThatIsAskedFor) {
  done({"resolve", "merge", "Marshal Kim", "Kim Jong Un"});
  const std::string merged = done({"export", "--to", "graphml"});
  done({"resolve", "split", "Sergei Shoigu", "Serguéi Shoigú"});
  done({"resolve", "rename", "Kim Jong Un", "Kim"});
  done({"resolve", "undo", "2"});
  done({"resolve", "undo", "3"});
  EXPECT_EQ(done({"export", "--to", "graphml"}), merged);
  EXPECT_TRUE(has(refused({"resolve", "undo", "2"}), "no decision 2"));
  done({"resolve", "undo"});
  EXPECT_TRUE(has(refused({"resolve", "undo"}), "no decision to undo"));
}

TEST_F(Decide, ListShowsWhatStandsWithTimeAndNote) {
  EXPECT_EQ(done({"resolve", "list", "--json"}), "");
  done({"resolve", "merge", "Marshal Kim", "Kim Jong Un", "--note", "his rank"});
  done({"resolve", "rename", "Kim Jong Un", "Kim"});
  const auto decisions = listed();
  ASSERT_EQ(decisions.size(), 2u);
  EXPECT_EQ(decisions[0]["number"], 1);
  EXPECT_EQ(decisions[0]["decision"], "merge");
  EXPECT_EQ(decisions[0]["entities"], nlohmann::json({"person/marshal-kim", "person/kim-jong-un"}));
  EXPECT_EQ(decisions[0]["note"], "his rank");
  EXPECT_TRUE(decisions[0]["name"].is_null());
  EXPECT_EQ(decisions[1]["name"], "Kim");
  const std::regex utc(R"(20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ)");
  EXPECT_TRUE(std::regex_match(decisions[1]["time"].get<std::string>(), utc)) << decisions[1];
  const std::string table = done({"resolve", "list"});
  EXPECT_TRUE(has(table, "merge person/marshal-kim and person/kim-jong-un")) << table;
  EXPECT_TRUE(has(table, "his rank")) << table;
  EXPECT_FALSE(has(table, "waits")) << table;
}

TEST_F(Decide, DecisionsSurviveRemovalAndIngestOfTheSameTriples) {
  done({"resolve", "merge", "Marshal Kim", "Kim Jong Un"});
  done({"resolve", "split", "Sergei Shoigu", "Serguéi Shoigú"});
  done({"resolve", "rename", "Kim Jong Un", "Kim"});
  const std::string before = everything();
  done({"remove", "a", "b", "c"});
  EXPECT_EQ(count_lines(done({"facts", "--json"})), 0u);
  ASSERT_EQ(listed().size(), 3u);
  EXPECT_EQ(listed()[0]["missing"], listed()[0]["entities"]);
  EXPECT_TRUE(has(done({"resolve", "list"}), "waits: the graph does not have person/marshal-kim"));
  ingest(lines);
  EXPECT_EQ(everything(), before);
}

TEST_F(Decide, ContradictionsAreRefusedWithTheDecisionThatStandsAgainst) {
  done({"resolve", "split", "Kim Jong Un", "Marshal Kim", "--note", "two men"});
  const std::string time = listed()[0]["time"];
  const std::string merge = refused({"resolve", "merge", "Marshal Kim", "Kim Jong Un"});
  EXPECT_TRUE(has(merge, "decision 1: split person/kim-jong-un from person/marshal-kim (" + time +
                             ", \"two men\")"))
      << merge;
  EXPECT_TRUE(has(merge, "entente resolve undo 1")) << merge;
  done({"resolve", "merge", "Kim Jong Un", "Sergei Shoigu"});
  const std::string chain = refused({"resolve", "merge", "Sergei Shoigu", "Marshal Kim"});
  EXPECT_TRUE(has(chain, "decision 1: ")) << chain;
  EXPECT_TRUE(has(chain, "decision 2: ")) << chain;
  const std::string split = refused({"resolve", "split", "Sergei Shoigu", "Kim Jong Un"});
  EXPECT_TRUE(has(split, "decision 2: merge person/kim-jong-un and person/sergei-shoigu")) << split;
  EXPECT_TRUE(has(refused({"resolve", "split", "Marshal Kim", "Kim Jong Un"}), "decision 1: "));
  EXPECT_TRUE(has(refused({"resolve", "merge", "Sergei Shoigu", "Kim Jong Un"}), "decision 2: "));
}

TEST_F(Decide, WhatCannotBeMeantIsRefused) {
  const std::string itself = refused({"resolve", "merge", "kim jong un", "person/kim-jong-un"});
  EXPECT_TRUE(has(itself, "there is nothing to merge")) << itself;
  const std::string typo = refused({"resolve", "rename", "Kim Jong Uhn", "Kim"});
  EXPECT_TRUE(has(typo, "Kim Jong Un (person/kim-jong-un)")) << typo;
  EXPECT_TRUE(has(refused({"resolve", "split", "Kim Jong Un", "Nobody"}), "\"Nobody\""));
  EXPECT_TRUE(has(refused({"entity", "Kim Jong Uhn"}), "Kim Jong Un (person/kim-jong-un)"));
  EXPECT_TRUE(has(refused({"facts", "--about", "Kim Jong Uhn"}), "person/kim-jong-un"));
  EXPECT_TRUE(has(refused({"resolve", "rename", "Kim Jong Un", " "}), "empty"));
  refused({"resolve", "rename", "Kim Jong Un", "\xFF"}, 2);
  refused({"resolve", "merge", "Kim Jong Un", "Marshal Kim", "--note", "\xFF"}, 2);
  refused({"resolve", "merge", "Kim Jong Un"}, 2);
  refused({"resolve", "undo", "first"}, 2);
  EXPECT_TRUE(has(refused({"resolve", "undo", "9"}), "no decision"));
  refused({"resolve", "join", "Kim Jong Un", "Marshal Kim"}, 2);
}

TEST_F(Decide, WhatIsSoAlreadyIsKeptAndSaidSo) {
  const std::string before = done({"export", "--to", "graphml"});
  const ProgramRun merge = run({"resolve", "merge", "Sergei Shoigu", "Serguéi Shoigú"});
  EXPECT_EQ(merge.exit_code, 0);
  EXPECT_TRUE(has(merge.errors, "were one already")) << merge.errors;
  const ProgramRun rename = run({"resolve", "rename", "Kim Jong Un", "Kim Jong Un"});
  EXPECT_EQ(rename.exit_code, 0);
  EXPECT_TRUE(has(rename.errors, "was called so already")) << rename.errors;
  EXPECT_EQ(done({"export", "--to", "graphml"}), before);
  EXPECT_EQ(listed().size(), 2u);
}

TEST_F(Decide, HelpOfEveryCommandHasExamplesAndExitCodes) {
  for (const std::string command : {"suggest", "merge", "split", "rename", "undo", "list"}) {
    const ProgramRun help = run_entente({"resolve", command, "--help"});
    EXPECT_EQ(help.exit_code, 0) << command;
    EXPECT_TRUE(has(help.output, "  entente resolve " + command)) << help.output;
    EXPECT_TRUE(has(help.output, "Exit codes:")) << help.output;
    const ProgramRun bare = run_entente({"resolve", command});
    EXPECT_EQ(bare.exit_code, 2) << command;
  }
}

}  // namespace
}  // namespace entente
