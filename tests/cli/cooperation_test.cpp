// path, brokers, neighbours and --known-by, as a user has them.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/cli/program.h"
#include "tests/cli/temporary_folder.h"

namespace entente {
namespace {

using Json = nlohmann::json;

std::string triple(std::string_view document, std::string_view observed, std::string_view subject,
                   std::string_view relation, std::string_view relation_class,
                   std::string_view object, std::string_view date) {
  const auto entity = [](std::string_view name) {
    return Json{{"id", fmt::format("org/{}", name)}, {"name", name}, {"type", "ORG"}};
  };
  Json json{{"document", document},
            {"subject", entity(subject)},
            {"relation", relation},
            {"class", relation_class},
            {"object", entity(object)},
            {"date", date},
            {"evidence", {{"text", fmt::format("{} {} {}.", subject, relation, object)}}}};
  if (!observed.empty()) json["observed"] = observed;
  return json.dump() + "\n";
}

// Alpha and Beta are enemies; Gamma aids both, as does Delta, of which documents tell later.
class Cooperation : public testing::Test {
 protected:
  Cooperation() {
    std::string triples;
    const auto tell = [&](auto... words) { triples += triple(words...); };
    tell("d1", "2023-03-02", "Alpha", "attacked", "ASSAULT", "Beta", "2023-03-01");
    tell("d1", "2023-03-02", "Gamma", "aided", "AID", "Alpha", "2023-03-01");
    tell("d1", "2023-03-02", "Gamma", "met", "CONSULT", "Beta", "2023-03-02");
    tell("d2", "2023-05-02", "Delta", "aided", "AID", "Alpha", "2023-03-01");
    tell("d2", "2023-05-02", "Delta", "aided", "AID", "Beta", "2023-03-01");
    tell("d3", "2023-06-02", "Gamma", "aided", "AID", "Alpha", "2023-03-01");
    tell("d4", "", "Alpha", "traded with", "TRANSACT", "Union", "2022");
    tell("d5", "2023-06-30", "Island", "attacked", "ASSAULT", "Reef", "2023-06-29");
    const ProgramRun run = run_entente({"ingest", "-", "--graph", graph_},
                                       {.input = triples, .environment = {}, .output_file = {}});
    EXPECT_EQ(run.exit_code, 0) << run.errors;
  }

  ProgramRun run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--graph", graph_});
    return run_entente(arguments);
  }

  // Of Alpha, Beta and so on, who stand for themselves.
  std::vector<Json> json(std::vector<std::string> arguments) const {
    arguments.emplace_back("--json");
    const ProgramRun done = run(arguments);
    EXPECT_EQ(done.exit_code, 0) << done.errors;
    std::vector<Json> objects;
    std::istringstream lines(done.output);
    for (std::string line; std::getline(lines, line);) objects.push_back(Json::parse(line));
    return objects;
  }

  // "Alpha Delta Beta"; "" where there is none.
  std::string way(std::vector<std::string> options) const {
    options.insert(options.begin(), {"path", "Alpha", "Beta"});
    const Json path = json(options).at(0);
    std::string names;
    for (const Json& step : path["steps"]) {
      if (names.empty()) names = step["actor"]["name"];
      names += " " + step["other"]["name"].get<std::string>();
    }
    EXPECT_EQ(path["strength"].is_null(), names.empty());
    return names;
  }

  const TemporaryFolder folder_;
  const std::string graph_ = folder_.file("graph");
};

TEST_F(Cooperation, ThePathLeadsOverTheStrongestPartnersWithTheSentencesBehindEachStep) {
  const Json path = json({"path", "Alpha", "Beta", "--at", "2023-07"}).at(0);
  EXPECT_EQ(path["from"]["id"], "org/Alpha");
  EXPECT_EQ(path["to"]["id"], "org/Beta");
  EXPECT_EQ(path["until"], "2023-07-31");
  ASSERT_EQ(path["steps"].size(), 2u);
  EXPECT_EQ(path["steps"][0]["other"]["name"], "Delta");
  double product = 1;
  for (const Json& step : path["steps"]) {
    product *= step["score"].get<double>();
    const Json& fact = step["parts"][0]["facts"][0];
    EXPECT_EQ(fact["relation"], "aided");
    EXPECT_NE(fact["evidence"][0]["text"].get<std::string>().find("Delta aided"),
              std::string::npos);
  }
  EXPECT_NEAR(path["strength"].get<double>(), product, 1e-5);
  const ProgramRun text = run({"path", "alpha", "org/Beta", "--at", "2023-07"});
  EXPECT_TRUE(text.output.starts_with("Alpha to Beta, 2022-01-01 to 2023-07-31, half-life 180d"))
      << text.output;
  EXPECT_NE(text.output.find("Alpha – Delta – Beta, strength 0."), std::string::npos);
  EXPECT_NE(text.output.find("Delta aided Beta."), std::string::npos) << text.output;
}

TEST_F(Cooperation, ThePathKeepsToWhatIsAskedFor) {
  EXPECT_EQ(way({}), "Alpha Delta Beta");
  EXPECT_EQ(way({"--avoid", "Delta"}), "Alpha Gamma Beta");
  EXPECT_EQ(way({"--avoid", "Delta", "--avoid", "Gamma"}), "");
  EXPECT_EQ(way({"--max-steps", "1"}), "");
  EXPECT_EQ(way({"--max-steps", "2"}), "Alpha Delta Beta");
  EXPECT_EQ(way({"--min-score", "0.9"}), "");
  EXPECT_EQ(way({"--at", "2022"}), "");
  EXPECT_EQ(way({"--since", "2024"}), "");
  EXPECT_TRUE(json({"path", "Alpha", "Beta", "--since", "2024"}).at(0)["since"].is_null());
}

TEST_F(Cooperation, ThePathIsThatOfWhatWasKnownThen) {
  EXPECT_EQ(way({"--known-by", "2023-03-01"}), "");
  EXPECT_EQ(way({"--known-by", "2023-03-02"}), "Alpha Gamma Beta");
  EXPECT_EQ(way({"--known-by", "2023-04"}), "Alpha Gamma Beta");
  EXPECT_EQ(way({"--known-by", "2023-05-02", "--at", "2023-03"}), "Alpha Delta Beta");
}

TEST_F(Cooperation, NoPathIsSaid) {
  const ProgramRun none = run({"path", "Alpha", "Island"});
  EXPECT_EQ(none.exit_code, 0);
  EXPECT_EQ(none.output, "no path of cooperation that is asked for leads from Alpha to Island\n");
}

TEST_F(Cooperation, APathThatCannotBeAskedForIsRefused) {
  const auto refused = [&](std::vector<std::string> arguments, int exit_code,
                           std::string_view why) {
    const ProgramRun done = run(std::move(arguments));
    EXPECT_EQ(done.exit_code, exit_code) << why;
    EXPECT_NE(done.errors.find(why), std::string::npos) << done.errors;
    EXPECT_EQ(done.output, "");
  };
  refused({"path", "Alpha", "Alpha"}, 2, "org/Alpha is given twice");
  refused({"path", "Alpha", "Atlantis"}, 1, "Atlantis");
  refused({"path", "Alpha", "Beta", "--avoid", "Atlantis"}, 1, "Atlantis");
  refused({"path", "Alpha", "Beta", "--avoid", "Beta"}, 2, "org/Beta cannot be avoided");
  refused({"path", "Alpha"}, 2, "to is required");
  refused({"path", "Alpha", "Beta", "--max-steps", "0"}, 2, "no whole number from 1 up");
  refused({"path", "Alpha", "Beta", "--min-score", "2"}, 2, "--min-score");
  refused({"path", "Alpha", "Beta", "--at", "2023-13"}, 2, "--at 2023-13: not a date");
  refused({"path", "Alpha", "Beta", "--at", "2023", "--until", "2023"}, 2, "--until");
  refused({"path", "Alpha", "Beta", "--at", "2022", "--since", "2023"}, 2,
          "--at 2022 is before --since 2023");
  refused({"path", "Alpha", "Beta", "--window", "1y"}, 2, "--window");
  refused({"path", "Alpha", "Beta", "--known-by", "soon"}, 2, "--known-by soon: not a date");
}

TEST_F(Cooperation, BrokersStandBetweenOthers) {
  const auto windows = json({"brokers"});
  ASSERT_EQ(windows.size(), 1u);
  EXPECT_EQ(windows[0]["actors"], 4);
  EXPECT_EQ(windows[0]["pairs"], 4);
  EXPECT_EQ(windows[0]["brokers"].size(), 4u);
  EXPECT_EQ(windows[0]["brokers"][0]["partners"], 2);
  EXPECT_TRUE(windows[0]["brokers"][0]["change"].is_null());
  EXPECT_TRUE(windows[0]["error"].is_null()) << "all paths of so few are counted";
  EXPECT_EQ(json({"brokers", "--exact"}), windows);
  const Json then = json({"brokers", "--known-by", "2023-04"}).at(0);
  EXPECT_EQ(then["brokers"][0]["name"], "Gamma");
  EXPECT_EQ(then["brokers"][0]["betweenness"], 1.0);
  EXPECT_EQ(then["actors"], 3);
  const ProgramRun table = run({"brokers", "--known-by", "2023-04", "--top", "1"});
  EXPECT_NE(table.output.find("actors: 3, pairs: 2\n"), std::string::npos) << table.output;
  EXPECT_NE(table.output.find("Gamma"), std::string::npos);
  EXPECT_EQ(table.output.find("Alpha"), std::string::npos) << "it stands between nobody";
}

TEST_F(Cooperation, BrokersChangeFromWindowToWindow) {
  const auto windows = json({"brokers", "--window", "1m", "--since", "2023-02", "--at", "2023-04"});
  ASSERT_EQ(windows.size(), 3u);
  EXPECT_TRUE(windows[0]["brokers"].empty());
  EXPECT_EQ(windows[1]["brokers"][0]["change"], windows[1]["brokers"][0]["betweenness"]);
  EXPECT_EQ(windows[2]["actors"], 0);
  ASSERT_EQ(windows[2]["brokers"].size(), 2u) << "who stood between others has fallen to 0";
  for (const Json& former : windows[2]["brokers"]) {
    EXPECT_EQ(former["betweenness"], 0.0);
    EXPECT_EQ(former["partners"], 0);
    EXPECT_LT(former["change"], 0.0);
  }
  const ProgramRun table =
      run({"brokers", "--window", "1m", "--since", "2023-03", "--at", "2023-04", "--top", "1"});
  EXPECT_NE(table.output.find("0.000  -0."), std::string::npos) << table.output;
  EXPECT_EQ(run({"brokers", "--window", "1x"}).exit_code, 2);
  EXPECT_NE(run({"brokers", "--since", "2050"}).output.find("nothing"), std::string::npos);
  EXPECT_TRUE(json({"brokers", "--since", "2050"}).empty());
}

TEST_F(Cooperation, NeighboursArePartnersOpponentsAndOthers) {
  const auto found = json({"neighbours", "Alpha"});
  ASSERT_EQ(found.size(), 4u);
  EXPECT_EQ(found[0]["side"], "partner");
  EXPECT_EQ(found[2]["other"]["name"], "Beta");
  EXPECT_EQ(found[2]["side"], "opponent");
  EXPECT_EQ(found[2]["classes"], (Json{{"ASSAULT", 1}}));
  EXPECT_EQ(found[3]["other"]["name"], "Union");
  EXPECT_EQ(found[3]["side"], "other");
  EXPECT_TRUE(found[3]["score"].is_null());
  const ProgramRun table = run({"neighbours", "Alpha"});
  EXPECT_LT(table.output.find("Partners"), table.output.find("Opponents"));
  EXPECT_LT(table.output.find("Opponents"), table.output.find("Others"));
  EXPECT_NE(table.output.find("TRANSACT 1"), std::string::npos) << table.output;
}

TEST_F(Cooperation, NeighboursAreThoseOfATimeAndOfWhatWasKnown) {
  EXPECT_EQ(json({"neighbours", "Alpha", "--at", "2022"}).size(), 1u);
  EXPECT_EQ(json({"neighbours", "Alpha", "--since", "2023"}).size(), 3u);
  EXPECT_EQ(json({"neighbours", "Alpha", "--known-by", "2023-04"}).size(), 2u);
  const ProgramRun none = run({"neighbours", "Alpha", "--at", "1999"});
  EXPECT_EQ(none.exit_code, 0);
  EXPECT_EQ(none.output, "nothing ties Alpha to anyone here\n");
  EXPECT_EQ(run({"neighbours", "Atlantis"}).exit_code, 1);
  EXPECT_EQ(run({"neighbours"}).exit_code, 2);
}

TEST_F(Cooperation, EveryQueryAndExportKnowsOfNoDocumentAfterTheDay) {
  const Json once =
      json({"facts", "--subject", "Gamma", "--class", "AID", "--known-by", "2023-04"}).at(0);
  EXPECT_EQ(once["documents"], 1);
  EXPECT_EQ(once["observed_last"], "2023-03-02");
  EXPECT_EQ(once["evidence"].size(), 1u);
  EXPECT_EQ(json({"facts", "--subject", "Gamma", "--class", "AID"}).at(0)["documents"], 2);
  EXPECT_TRUE(json({"facts", "--known-by", "2023-03-01"}).empty());
  EXPECT_EQ(json({"facts", "--known-by", "9999"}).size(), json({"facts"}).size() - 1)
      << "a document without a date never counts";

  const Json counts = json({"stats", "--known-by", "2023-04"}).at(0);
  EXPECT_EQ(counts["documents"], 1);
  EXPECT_EQ(counts["facts"], 3);
  EXPECT_EQ(counts["entities"], 3);
  EXPECT_EQ(run({"entity", "Delta", "--known-by", "2023-04"}).output.find("aided"),
            std::string::npos);
  EXPECT_EQ(json({"alliances", "--actor", "Alpha", "--known-by", "2023-04"}).size(), 2u);

  const ProgramRun part = run({"export", "--to", "jsonl", "--known-by", "2023-04"});
  EXPECT_EQ(count_lines(part.output), 3u);
  EXPECT_NE(part.errors.find("this is a part of the graph"), std::string::npos) << part.errors;
  const ProgramRun graphml = run({"export", "--to", "graphml", "--known-by", "2023-04"});
  EXPECT_EQ(graphml.output.find("Delta"), std::string::npos) << "not known by then";
  EXPECT_NE(graphml.output.find("Gamma"), std::string::npos);
}

TEST_F(Cooperation, AllQueriesRefuseADayThatIsNone) {
  const std::vector<std::vector<std::string>> queries{
      {"facts"},     {"stats"}, {"entity", "Alpha"}, {"export", "--to", "jsonl"},
      {"alliances"}, {"blocs"}, {"brokers"},         {"neighbours", "Alpha"}};
  for (auto query : queries) {
    query.insert(query.end(), {"--known-by", "2023-02-30"});
    const ProgramRun refused = run(query);
    EXPECT_EQ(refused.exit_code, 2) << query.front();
    EXPECT_NE(refused.errors.find("--known-by 2023-02-30: not a date"), std::string::npos)
        << refused.errors;
  }
}

// Persons act for their countries here too.
TEST(CooperationOfTheSeed, LeadsFromPersonToPerson) {
  const TemporaryFolder folder;
  const std::string graph = folder.file("graph");
  const std::string article = std::string(ENTENTE_SOURCE_DIR) + "/examples/seed/article.jsonl";
  ASSERT_EQ(run_entente({"build", article, "--graph", graph}).exit_code, 0);
  const ProgramRun rolled =
      run_entente({"path", "Vladimir Putin", "Kim Jong Un", "--at", "2023-07", "--graph", graph});
  EXPECT_TRUE(
      rolled.output.starts_with("Russia (for Vladimir Putin) to North Korea (for Kim Jong Un), "))
      << rolled.output;
  EXPECT_NE(rolled.output.find("Russia – North Korea, strength 0."), std::string::npos);
  EXPECT_NE(rolled.output.find("acts for North Korea (post: leader of"), std::string::npos);
  const ProgramRun themselves =
      run_entente({"neighbours", "Kim Jong Un", "--roll-up", "none", "--graph", graph});
  EXPECT_NE(themselves.output.find("Sergei Shoigu"), std::string::npos) << themselves.output;
  EXPECT_NE(themselves.output.find("ROLE 1"), std::string::npos) << themselves.output;
  const ProgramRun one = run_entente({"path", "Vladimir Putin", "Sergei Shoigu", "--graph", graph});
  EXPECT_EQ(one.exit_code, 2);
  EXPECT_NE(one.errors.find("act for one, country/RUS; --roll-up none keeps them apart"),
            std::string::npos)
      << one.errors;
}

}  // namespace
}  // namespace entente
