#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/cli/program.h"
#include "tests/cli/temporary_folder.h"

namespace entente {
namespace {

using Json = nlohmann::json;

class AlliancesCommand : public testing::Test {
 protected:
  AlliancesCommand() {
    const std::string source = ENTENTE_SOURCE_DIR;
    const ProgramRun run = run_entente({"build", source + "/examples/seed/article.jsonl",
                                        source + "/examples/english", "--graph", graph_});
    EXPECT_EQ(run.exit_code, 0) << run.errors;
  }

  ProgramRun run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "alliances");
    arguments.insert(arguments.end(), {"--graph", graph_});
    return run_entente(arguments);
  }

  std::vector<Json> json(std::vector<std::string> arguments) const {
    arguments.emplace_back("--json");
    const ProgramRun done = run(arguments);
    EXPECT_EQ(done.exit_code, 0) << done.errors;
    std::vector<Json> objects;
    std::istringstream lines(done.output);
    for (std::string line; std::getline(lines, line);) objects.push_back(Json::parse(line));
    return objects;
  }

  const TemporaryFolder folder_;
  const std::string graph_ = folder_.file("graph");
};

TEST_F(AlliancesCommand, SeedArticleSaysWhoStandsWithNorthKorea) {
  const auto alliances = json({"--actor", "North Korea"});
  ASSERT_FALSE(alliances.empty());
  EXPECT_EQ(alliances.front()["other"]["id"], "country/RUS");
  EXPECT_GT(alliances.front()["score"], 0.3);
  const ProgramRun table = run({"--actor", "North Korea"});
  EXPECT_LT(table.output.find("Partners"), table.output.find("Russia"));
  EXPECT_LT(table.output.find("Opponents"), table.output.find("United States"));
}

TEST_F(AlliancesCommand, PartsAddUpToTheScoreAndLeadToSentences) {
  for (const Json& alliance : json({"--actor", "North Korea", "--explain", "--top", "1000"})) {
    double sum = 0;
    for (const Json& part : alliance["parts"]) {
      sum += part["part"].get<double>();
      ASSERT_FALSE(part["facts"].empty());
      EXPECT_FALSE(part["facts"][0]["evidence"][0]["text"].get<std::string>().empty());
    }
    EXPECT_NEAR(sum, alliance["score"].get<double>(), 1e-5) << alliance["other"];
    EXPECT_EQ(alliance["parts"].size(), alliance["stories"]);
  }
}

TEST_F(AlliancesCommand, PersonsActForTheirCountriesUnlessToldNotTo) {
  const ProgramRun both = run({"--pair", "Vladimir Putin", "Kim Jong Un"});
  EXPECT_EQ(both.output.find("Russia (for Vladimir Putin) and North Korea (for Kim Jong Un)"), 0u)
      << both.output;
  const ProgramRun themselves =
      run({"--pair", "Vladimir Putin", "Kim Jong Un", "--roll-up", "none"});
  EXPECT_EQ(themselves.output.find("Vladimir Putin and Kim Jong Un"), 0u) << themselves.output;
  const ProgramRun explained = run({"--pair", "Vladimir Putin", "Kim Jong Un", "--explain"});
  EXPECT_NE(explained.output.find("Kim Jong Un acts for North Korea (post: leader of"),
            std::string::npos)
      << explained.output;
}

TEST_F(AlliancesCommand, BothSidesOfAPairSayTheSame) {
  const auto one = json({"--pair", "Russia", "North Korea"});
  const auto other = json({"--pair", "North Korea", "Russia"});
  ASSERT_EQ(one.size(), 1u);
  for (const char* key :
       {"score", "interval", "cooperation", "conflict", "stories", "windows", "since", "until"}) {
    EXPECT_EQ(one.front()[key], other.front()[key]) << key;
  }
}

TEST_F(AlliancesCommand, WindowsHaveWhatTheirScoreIsMadeOf) {
  const Json alliance = json({"--pair", "Russia", "North Korea"}).at(0);
  ASSERT_EQ(alliance["windows"].size(), 1u);
  for (const char* key : {"score", "interval", "cooperation", "conflict", "stories"})
    EXPECT_EQ(alliance["windows"][0][key], alliance[key]) << key;
}

TEST_F(AlliancesCommand, AllPairsComeWithTheStoriesThatCountMost) {
  for (const Json& alliance : json({})) {
    EXPECT_EQ(alliance["parts"].size(),
              std::min<std::size_t>(3, alliance["stories"].get<std::size_t>()));
  }
}

TEST_F(AlliancesCommand, WithoutAnActorAllPairsAreThere) {
  const auto all = json({});
  for (const Json& alliance : json({"--actor", "Russia"})) {
    const auto same = std::ranges::count_if(all, [&](const Json& each) {
      return each["score"] == alliance["score"] &&
             (each["actor"] == alliance["other"] || each["other"] == alliance["other"]);
    });
    EXPECT_GE(same, 1) << alliance["other"];
  }
}

// A war of a year, an alliance that was made in it, and a treaty to come.
constexpr std::string_view lasting =
    R"({"document":"d1","observed":"2020-12-31","subject":{"id":"a","name":"A"},"relation":"fought","class":"ASSAULT","object":{"id":"b","name":"B"},"date":"2020-01/2020-12"}
{"document":"d2","observed":"2020-12-31","subject":{"id":"a","name":"A"},"relation":"aided","class":"AID","object":{"id":"c","name":"C"},"date":"2020-05-01"}
{"document":"d3","observed":"2020-12-31","subject":{"id":"a","name":"A"},"relation":"will sign","class":"AGREE","object":{"id":"c","name":"C"},"date":"2021-06-01","modality":"planned"}
)";

TEST(AlliancesOverTime, ARowSaysWhatItsWindowSaysAlone) {
  const TemporaryFolder folder;
  const std::string graph = folder.file("graph");
  ASSERT_EQ(run_entente({"ingest", "-", "--graph", graph},
                        {.input = std::string(lasting), .environment = {}, .output_file = {}})
                .exit_code,
            0);
  const auto pair = [&](std::vector<std::string> options) {
    options.insert(options.begin(), {"alliances", "--pair", "A", "B", "--json", "--graph", graph});
    return Json::parse(run_entente(options).output);
  };
  const Json series = pair({"--window", "3m"});
  ASSERT_EQ(series["windows"].size(), 4u);
  for (const Json& window : series["windows"]) {
    const Json alone = pair({"--since", window["since"], "--until", window["until"]});
    EXPECT_EQ(window["stories"], 1);
    EXPECT_EQ(window["score"], -0.5);
    EXPECT_EQ(window["score"], alone["score"]);
  }
  EXPECT_EQ(series["stories"], 1) << "it is one story all the same";
}

TEST(AlliancesOverTime, WhatIsToComeIsLeftOutAndSaid) {
  const TemporaryFolder folder;
  const std::string graph = folder.file("graph");
  ASSERT_EQ(run_entente({"ingest", "-", "--graph", graph},
                        {.input = std::string(lasting), .environment = {}, .output_file = {}})
                .exit_code,
            0);
  const std::string_view note =
      "left out: 1 fact dated after the last report, of 2020-12-31; --until asks for what is later";
  const auto notes = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--graph", graph});
    return run_entente(arguments).errors;
  };
  EXPECT_NE(notes({"alliances", "--actor", "C"}).find(note), std::string::npos);
  EXPECT_NE(notes({"neighbours", "C"}).find(note), std::string::npos);
  EXPECT_EQ(notes({"alliances", "--actor", "C", "--until", "2021"}), "");
  const ProgramRun timeline = run_entente({"timeline", "A", "C", "--graph", graph});
  EXPECT_NE(timeline.output.find("facts dated after the last report, left out: 1\n"),
            std::string::npos)
      << timeline.output;
}

TEST_F(AlliancesCommand, FiltersAndTimeNarrowIt) {
  EXPECT_TRUE(json({"--actor", "North Korea", "--since", "2024"}).empty());
  EXPECT_LT(json({"--actor", "North Korea", "--min-confidence", "0.9"}).size(),
            json({"--actor", "North Korea"}).size());
  EXPECT_NE(run({"--actor", "North Korea", "--until", "2000"}).output.find("nothing"),
            std::string::npos);
}

TEST_F(AlliancesCommand, WhatCannotBeAskedIsRefused) {
  EXPECT_EQ(run({"--actor", "Russia", "--pair", "Russia", "China"}).exit_code, 2);
  EXPECT_EQ(run({"--actor", "Russia", "--window", "1x"}).exit_code, 2);
  EXPECT_EQ(run({"--actor", "Russia", "--half-life", "0d"}).exit_code, 2);
  EXPECT_EQ(run({"--actor", "Russia", "--roll-up", "planet"}).exit_code, 2);
  EXPECT_EQ(run({"--pair", "Russia"}).exit_code, 2);
  for (const char* count : {"0", "-1", "1.5", "many", "99999999999999999999"}) {
    const ProgramRun refused = run({"--actor", "Russia", "--top", count});
    EXPECT_EQ(refused.exit_code, 2);
    EXPECT_NE(refused.errors.find("is no whole number from 1 up"), std::string::npos)
        << refused.errors;
  }
  const ProgramRun one = run({"--pair", "Vladimir Putin", "Sergei Shoigu"});
  EXPECT_EQ(one.exit_code, 2);
  EXPECT_NE(one.errors.find("act for one, country/RUS; --roll-up none keeps them apart"),
            std::string::npos)
      << one.errors;
  const ProgramRun twice = run({"--pair", "Russia", "Russia"});
  EXPECT_EQ(twice.exit_code, 2);
  EXPECT_NE(twice.errors.find("country/RUS is given twice"), std::string::npos) << twice.errors;
  EXPECT_EQ(run({"--actor", "Atlantis"}).exit_code, 1);
}

}  // namespace
}  // namespace entente
