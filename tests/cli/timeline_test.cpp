#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"
#include "tests/cli/temporary_folder.h"

namespace entente {
namespace {

using Json = nlohmann::json;

// Facts of two countries and their people: two dated, one told twice, one dated by its document,
// one without any day, one of a general class.
constexpr std::string_view told_triples =
    R"({"document":"d1","observed":"2023-07-27","subject":{"id":"person/kim","name":"Kim","type":"PER","country":"PRK"},"relation":"met","class":"CONSULT","object":{"id":"person/shoigu","name":"Shoigu","type":"PER","country":"RUS"},"date":"2023-07-26","confidence":0.9,"evidence":{"sentence":1,"begin":0,"end":10,"text":"Kim met Shoigu on Wednesday."}}
{"document":"d2","observed":"2023-07-28","subject":{"id":"country/RUS","name":"Russia","type":"GPE","country":"RUS"},"relation":"held talks with","class":"CONSULT","object":{"id":"country/PRK","name":"North Korea","type":"GPE","country":"PRK"},"date":"2023-07-27","confidence":0.8,"evidence":{"sentence":1,"text":"Talks."}}
{"document":"d2","observed":"2023-07-28","subject":{"id":"country/RUS","name":"Russia","type":"GPE","country":"RUS"},"relation":"criticised","class":"ACCUSE","object":{"id":"country/PRK","name":"North Korea","type":"GPE","country":"PRK"},"confidence":0.7,"evidence":{"sentence":2,"text":"<b>Russia</b> criticised it."}}
{"document":"d3","subject":{"id":"country/RUS","name":"Russia","type":"GPE","country":"RUS"},"relation":"helped","class":"AID","object":{"id":"country/PRK","name":"North Korea","type":"GPE","country":"PRK"},"confidence":0.7,"evidence":{"sentence":1,"text":"Once."}}
{"document":"d1","observed":"2023-07-27","subject":{"id":"country/RUS","name":"Russia","type":"GPE","country":"RUS"},"relation":"sold to","class":"TRANSACT","object":{"id":"country/PRK","name":"North Korea","type":"GPE","country":"PRK"},"date":"2023-07-01","confidence":0.7,"evidence":{"sentence":3,"text":"Sold."}}
{"document":"d1","observed":"2023-07-27","subject":{"id":"person/kim","name":"Kim","type":"PER","country":"PRK"},"relation":"praised","class":"SUPPORT","object":{"id":"country/CHN","name":"China","type":"GPE","country":"CHN"},"date":"2023-07-20","confidence":0.7,"evidence":{"sentence":4,"text":"Praise."}}
)";

class TimelineCommand : public testing::Test {
 protected:
  TimelineCommand() {
    const ProgramRun run =
        run_entente({"ingest", "-", "--graph", graph_},
                    {.input = told_triples, .environment = {}, .output_file = {}});
    EXPECT_EQ(run.exit_code, 0) << run.errors;
  }

  ProgramRun run(std::vector<std::string> arguments, std::string command = "timeline") const {
    arguments.insert(arguments.begin(), std::move(command));
    arguments.insert(arguments.end(), {"--graph", graph_});
    return run_entente(arguments);
  }

  Json json(std::vector<std::string> arguments) const {
    arguments.emplace_back("--json");
    const ProgramRun done = run(arguments);
    EXPECT_EQ(done.exit_code, 0) << done.errors;
    return Json::parse(done.output);
  }

  // What the option of a command draws.
  std::string picture(std::vector<std::string> arguments, const std::string& option,
                      const std::string& command = "timeline") const {
    const std::string file = folder_.file("picture");
    arguments.insert(arguments.end(), {option, file});
    const ProgramRun done = run(std::move(arguments), command);
    EXPECT_EQ(done.exit_code, 0) << done.errors;
    return read_file(file);
  }

  const TemporaryFolder folder_;
  const std::string graph_ = folder_.file("graph");
};

TEST_F(TimelineCommand, OfTwoIsWhatHappenedBetweenThemByDateEachStoryOnce) {
  const Json timeline = json({"Russia", "North Korea"});
  EXPECT_EQ(timeline["actor"]["id"], "country/RUS");
  EXPECT_EQ(timeline["other"]["id"], "country/PRK");
  EXPECT_EQ(timeline["since"], "2023-07-01");
  EXPECT_EQ(timeline["until"], "2023-07-28");
  std::vector<std::string> days, classes;
  for (const Json& story : timeline["stories"]) {
    days.push_back(story["day"]);
    classes.push_back(story["class"]);
  }
  EXPECT_EQ(days, (std::vector<std::string>{"2023-07-01", "2023-07-26", "2023-07-28"}));
  EXPECT_EQ(classes, (std::vector<std::string>{"TRANSACT", "CONSULT", "ACCUSE"}));
  EXPECT_EQ(timeline["stories"][1]["facts"].size(), 2u) << "the meeting and the talks are one";
  EXPECT_EQ(timeline["stories"][1]["facts"][0]["evidence"][0]["text"],
            "Kim met Shoigu on Wednesday.");
  EXPECT_EQ(timeline["stories"][0]["weight"], 0.0);
}

TEST_F(TimelineCommand, FactsWithoutADateAreCountedAndSaid) {
  const Json timeline = json({"Russia", "North Korea"});
  EXPECT_EQ(timeline["by_report"], 1);
  EXPECT_EQ(timeline["undated"], 1);
  const ProgramRun table = run({"Russia", "North Korea"});
  EXPECT_NE(table.output.find("facts without a day, left out: 1"), std::string::npos)
      << table.output;
  const std::string svg = picture({"Russia", "North Korea"}, "--svg");
  EXPECT_NE(svg.find("Left out: 1 fact that nothing says a day of."), std::string::npos);
  EXPECT_NE(svg.find("1 fact without a date"), std::string::npos);
}

TEST_F(TimelineCommand, ItsScoreIsThatOfAlliances) {
  const Json series = json({"Russia", "North Korea", "--window", "1w"})["alliance"];
  const ProgramRun alliances =
      run({"--pair", "North Korea", "Russia", "--window", "1w", "--json"}, "alliances");
  const Json alliance = Json::parse(alliances.output);
  for (const char* key : {"score", "interval", "windows", "cooperation", "conflict"})
    EXPECT_EQ(series[key], alliance[key]) << key;
}

TEST_F(TimelineCommand, BothWaysRoundItSaysTheSame) {
  EXPECT_EQ(json({"Russia", "North Korea"})["stories"], json({"North Korea", "Russia"})["stories"]);
}

TEST_F(TimelineCommand, OfOneIsAllThatHeIsAnEndOfAndNotHisCountry) {
  const Json timeline = json({"Kim"});
  EXPECT_EQ(timeline["actor"]["id"], "person/kim");
  EXPECT_TRUE(timeline["other"].is_null());
  EXPECT_TRUE(timeline["alliance"].is_null());
  ASSERT_EQ(timeline["stories"].size(), 2u);
  EXPECT_EQ(timeline["stories"][0]["facts"][0]["object"]["id"], "country/CHN");
  EXPECT_EQ(json({"Kim", "--roll-up", "country"})["actor"]["id"], "country/PRK");
}

TEST_F(TimelineCommand, TheTableHasSeriesAndStoriesWithTheirSentences) {
  const ProgramRun table = run({"Shoigu", "Kim", "--sentences"});
  EXPECT_EQ(table.output.find("Russia (for Shoigu) and North Korea (for Kim), 2023-07-01 to "
                              "2023-07-28"),
            0u)
      << table.output;
  EXPECT_NE(table.output.find("90 % interval"), std::string::npos);
  EXPECT_NE(table.output.find("Kim met Shoigu on Wednesday."), std::string::npos);
}

TEST_F(TimelineCommand, PicturesAreFilesOfTheirOwn) {
  const std::string svg = picture({"Russia", "North Korea"}, "--svg");
  EXPECT_EQ(svg.find("<?xml"), 0u);
  EXPECT_NE(svg.find("prefers-color-scheme: dark"), std::string::npos);
  EXPECT_NE(svg.find("Kim met Shoigu"), std::string::npos);
  EXPECT_EQ(svg, picture({"Russia", "North Korea"}, "--svg"));
  const std::string page = picture({"Russia", "North Korea"}, "--html");
  EXPECT_EQ(page.find("<!DOCTYPE html>"), 0u);
  EXPECT_NE(page.find("default-src 'none'"), std::string::npos);
  EXPECT_NE(page.find("&lt;b&gt;Russia&lt;/b&gt; criticised it."), std::string::npos);
  EXPECT_EQ(page.find("<b>Russia"), std::string::npos);
}

TEST_F(TimelineCommand, WhereNothingIsKnownItSaysSo) {
  const ProgramRun none = run({"Russia", "China"});
  EXPECT_EQ(none.exit_code, 0);
  EXPECT_EQ(none.output.find("nothing is known here\n"), 0u);
  EXPECT_NE(picture({"Russia", "China"}, "--svg").find("Nothing is known here."),
            std::string::npos);
  EXPECT_NE(picture({"--until", "2000"}, "--svg", "blocs").find("is known here."),
            std::string::npos);
}

TEST_F(TimelineCommand, WhatCannotBeAskedIsRefused) {
  EXPECT_EQ(run({}).exit_code, 2);
  EXPECT_EQ(run({"Russia", "China", "Kim"}).exit_code, 2);
  EXPECT_EQ(run({"Russia", "--window", "1x"}).exit_code, 2);
  EXPECT_EQ(run({"Atlantis"}).exit_code, 1);
  const ProgramRun one = run({"Kim", "North Korea"});
  EXPECT_EQ(one.exit_code, 2);
  EXPECT_NE(one.errors.find("--roll-up none keeps them apart"), std::string::npos) << one.errors;
  const ProgramRun unwritable = run({"Kim", "--svg", folder_.file("no/such/folder.svg")});
  EXPECT_EQ(unwritable.exit_code, 1);
  EXPECT_NE(unwritable.errors.find("no/such"), std::string::npos) << unwritable.errors;
}

TEST_F(TimelineCommand, AlliancesAndBlocsAreDrawnToo) {
  const std::string heat = picture({"--actor", "North Korea"}, "--svg", "alliances");
  EXPECT_NE(heat.find(">Russia<"), std::string::npos);
  EXPECT_NE(heat.find("no story"), std::string::npos);
  EXPECT_NE(picture({}, "--html", "alliances").find("North Korea – Russia"), std::string::npos);
  EXPECT_NE(picture({"--pair", "Russia", "North Korea"}, "--svg", "alliances").find(">Pair<"),
            std::string::npos);
  EXPECT_NE(picture({}, "--svg", "blocs").find(">Blocs<"), std::string::npos);
  EXPECT_NE(picture({}, "--html", "blocs").find("<caption>"), std::string::npos);
}

}  // namespace
}  // namespace entente
