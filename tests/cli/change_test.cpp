// When relations change, who stands where, and blocs over time, as users ask for them.
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "extract/date.h"
#include "tests/cli/program.h"
#include "tests/cli/temporary_folder.h"

namespace entente {
namespace {

using Json = nlohmann::json;

class ChangeCommands : public testing::Test {
 protected:
  // Russia and Ukraine get along in 2012 and 2013, and do not from 2014-03-03 on; Germany, France
  // and Poland do, with each other and Ukraine; Belarus and Kazakhstan with Russia.
  ChangeCommands() {
    std::ofstream file(folder_.file("triples.jsonl"));
    const int first = days_of("2012-01-02")->first;
    const int turn = days_of("2014-03-03")->first;
    for (int day = first; day < turn + 600; day += 14) {
      tell(file, "RUS", "UKR", day,
           day < turn            ? "AGREE"
           : (day / 14) % 2 == 0 ? "ASSAULT"
                                 : "ACCUSE");
      for (const auto& [one, other] :
           std::vector<std::pair<const char*, const char*>>{{"DEU", "FRA"},
                                                            {"DEU", "POL"},
                                                            {"FRA", "POL"},
                                                            {"POL", "UKR"},
                                                            {"DEU", "UKR"},
                                                            {"BLR", "RUS"},
                                                            {"KAZ", "RUS"},
                                                            {"BLR", "KAZ"}})
        tell(file, one, other, day, "COOPERATE");
      tell(file, "POL", "RUS", day, "ACCUSE");
    }
    file.close();
    const ProgramRun run =
        run_entente({"ingest", folder_.file("triples.jsonl"), "--graph", graph_});
    EXPECT_EQ(run.exit_code, 0) << run.errors;
  }

  void tell(std::ostream& stream, const std::string& one, const std::string& other, int day,
            const std::string& relation_class) {
    const auto country = [](const std::string& code) {
      return Json{{"id", "country/" + code}, {"name", code}, {"type", "GPE"}, {"country", code}};
    };
    const std::string document = "d" + std::to_string(++documents_);
    stream << Json{{"document", document},
                   {"observed", iso_day(day)},
                   {"subject", country(one)},
                   {"relation", "told " + relation_class},
                   {"class", relation_class},
                   {"object", country(other)},
                   {"date", iso_day(day)},
                   {"evidence", {{"sentence", 0}, {"begin", 0}, {"end", 5}, {"text", document}}}}
           << '\n';
  }

  ProgramRun run(std::vector<std::string> arguments) const {
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

  int documents_ = 0;
  const TemporaryFolder folder_;
  const std::string graph_ = folder_.file("graph");
};

TEST_F(ChangeCommands, APairSaysWhenItsRelationChanged) {
  const auto lines = json({"alliances", "--pair", "RUS", "UKR"});
  ASSERT_EQ(lines.size(), 1u);
  const Json& changes = lines.front()["changes"];
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes[0]["date"], "2014-03-10");
  EXPECT_EQ(changes[0]["last_before"], "2014-02-24");
  EXPECT_EQ(changes[0]["direction"], "worse");
  EXPECT_NEAR(changes[0]["before"], 4, 1e-6);
  EXPECT_LT(changes[0]["after"], -2);
  EXPECT_LE(changes[0]["p"], 0.05);
  ASSERT_FALSE(changes[0]["stories"].empty());
  EXPECT_FALSE(
      changes[0]["stories"][0]["facts"][0]["evidence"][0]["text"].get<std::string>().empty());
  EXPECT_FALSE(json({"alliances", "--actor", "RUS"}).front().contains("changes"));
  EXPECT_TRUE(json({"alliances", "--pair", "DEU", "FRA"}).front()["changes"].empty());
}

TEST_F(ChangeCommands, TheTableHasItAndExplainTellsTheStories) {
  const ProgramRun table = run({"alliances", "--pair", "RUS", "UKR"});
  EXPECT_NE(table.output.find("2014-03-10  worse"), std::string::npos) << table.output;
  const ProgramRun none = run({"alliances", "--pair", "DEU", "FRA"});
  EXPECT_NE(none.output.find("No change stands out from chance"), std::string::npos) << none.output;
  const ProgramRun explained = run({"alliances", "--pair", "RUS", "UKR", "--explain"});
  EXPECT_NE(explained.output.find("2014-03-10  worse: +4.0 before"), std::string::npos)
      << explained.output;
  EXPECT_NE(explained.output.find("told ASSAULT"), std::string::npos) << explained.output;
}

TEST_F(ChangeCommands, BlocsKeepTheirNumbersAndHaveNoHangersOn) {
  const auto windows = json({"blocs", "--window", "1y"});
  ASSERT_EQ(windows.size(), 4u);
  std::set<std::set<std::string>> seen;
  for (const Json& window : windows) {
    std::set<std::string> with_russia;
    for (const Json& bloc : window["blocs"]) {
      std::set<std::string> members;
      for (const Json& member : bloc["members"]) members.insert(member["name"]);
      if (members.contains("RUS")) with_russia = members;
    }
    seen.insert(with_russia);
  }
  EXPECT_EQ(seen, (std::set<std::set<std::string>>{{"BLR", "KAZ", "RUS"}}));
  for (const Json& bloc : json({"blocs", "--min-ties", "5"})) EXPECT_TRUE(bloc["blocs"].empty());
  EXPECT_EQ(run({"blocs", "--min-ties", "0"}).exit_code, 2);
  EXPECT_EQ(run({"blocs", "--hold", "-1"}).exit_code, 2);
  EXPECT_EQ(run({"blocs", "--hold", "much"}).exit_code, 2);
}

TEST_F(ChangeCommands, CountriesRollUpToTheirBlocs) {
  const ProgramRun explained =
      run({"alliances", "--pair", "NATO", "CSTO", "--roll-up", "bloc", "--explain"});
  EXPECT_EQ(explained.exit_code, 0) << explained.errors;
  EXPECT_EQ(explained.output.find("NATO and CSTO"), 0u) << explained.output;
  EXPECT_NE(explained.output.find("POL acts for NATO (known member, 1999-03-12 to …)"),
            std::string::npos)
      << explained.output;
  EXPECT_EQ(run({"alliances", "--pair", "Atlantis", "FRA", "--roll-up", "bloc"}).exit_code, 1);
  const ProgramRun one = run({"alliances", "--pair", "DEU", "FRA", "--roll-up", "bloc"});
  EXPECT_EQ(one.exit_code, 2);
  EXPECT_NE(one.errors.find("act for one, bloc/NATO"), std::string::npos) << one.errors;
}

TEST_F(ChangeCommands, BlocsMayBeTheUsersOwn) {
  const std::string file = folder_.file("blocs.tsv");
  std::ofstream(file) << "Weimar Triangle\tDEU\t1991\nWeimar Triangle\tFRA\nWeimar Triangle\tPOL\n"
                         "Neighbours\tUKR\t\t2013-12-31\nNeighbours\tRUS\n";
  const auto lines =
      json({"alliances", "--actor", "Weimar Triangle", "--roll-up", "bloc", "--blocs", file});
  std::set<std::string> others;
  for (const Json& line : lines) others.insert(line["other"]["id"]);
  EXPECT_EQ(others, (std::set<std::string>{"bloc/Neighbours", "country/UKR"}));
  EXPECT_EQ(lines.front()["actor"]["name"], "Weimar Triangle");
  EXPECT_EQ(lines.front()["actor"]["type"], "ORG");

  const ProgramRun alone = run({"alliances", "--actor", "RUS", "--blocs", file});
  EXPECT_EQ(alone.exit_code, 2);
  EXPECT_NE(alone.errors.find("--blocs goes with --roll-up bloc"), std::string::npos);
  EXPECT_EQ(run({"blocs", "--roll-up", "bloc", "--blocs", folder_.file("none.tsv")}).exit_code, 1);
  std::ofstream(file) << "Weimar Triangle\tGermany\n";
  const ProgramRun wrong = run({"blocs", "--roll-up", "bloc", "--blocs", file});
  EXPECT_EQ(wrong.exit_code, 1);
  EXPECT_NE(wrong.errors.find("blocs.tsv:1"), std::string::npos) << wrong.errors;
}

TEST_F(ChangeCommands, WhoStandsInTheSamePlaceIsToldByTheirPartners) {
  const auto found = json({"alignment", "--actor", "country/RUS"});
  std::map<std::string, double> aligned;
  for (const Json& each : found) {
    EXPECT_EQ(each["actor"]["name"], "RUS");
    aligned[each["other"]["name"]] = each["alignment"];
    double sum = 0;
    for (const Json& part : each["parts"]) sum += part["part"].get<double>();
    EXPECT_NEAR(sum, each["alignment"].get<double>(), 1e-5);
  }
  ASSERT_EQ(aligned.size(), 6u);
  EXPECT_GT(aligned["BLR"], aligned["POL"]) << "with whom it cooperates";
  EXPECT_GT(aligned["KAZ"], aligned["DEU"]);
  const ProgramRun table = run({"alignment", "--actor", "RUS"});
  EXPECT_LT(table.output.find("Alike"), table.output.find("BLR"));
  const ProgramRun explained = run({"alignment", "--actor", "RUS", "--explain", "--top", "2"});
  EXPECT_NE(explained.output.find("more partners"), std::string::npos) << explained.output;
  EXPECT_NE(explained.output.find("told COOPERATE"), std::string::npos);
}

TEST_F(ChangeCommands, APairIsAlignedWindowByWindow) {
  const Json pair = json({"alignment", "--pair", "DEU", "FRA", "--window", "1y"}).at(0);
  EXPECT_EQ(pair["windows"].size(), 4u);
  EXPECT_GT(pair["alignment"].get<double>(), 0.5);
  EXPECT_NE(run({"alignment", "--pair", "DEU", "FRA"}).output.find("together"), std::string::npos);
}

TEST_F(ChangeCommands, AlignmentSaysWhatItCannotTell) {
  const ProgramRun little = run({"alignment", "--until", "2011"});
  EXPECT_EQ(little.exit_code, 0);
  EXPECT_NE(little.output.find("too little cooperation"), std::string::npos) << little.output;
  EXPECT_TRUE(json({"alignment", "--actor", "RUS", "--min-cooperation", "1e9"}).empty());
  EXPECT_EQ(run({"alignment", "--actor", "RUS", "--pair", "DEU", "FRA"}).exit_code, 2);
  EXPECT_EQ(run({"alignment", "--actor", "Atlantis"}).exit_code, 1);
}

}  // namespace
}  // namespace entente
