// How entities are asked for by name and told apart where they are shown, and what is said where an
// answer is empty.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"
#include "tests/cli/temporary_folder.h"

namespace entente {
namespace {

using Json = nlohmann::json;

Json country(const std::string& code, const std::string& name) {
  return {{"id", "country/" + code}, {"name", name}, {"type", "GPE"}, {"country", code}};
}

Json person(const std::string& id, const std::string& name, const std::string& of) {
  return {{"id", "person/" + id}, {"name", name}, {"type", "PER"}, {"country", of}};
}

Json organisation(const std::string& id, const std::string& name, const std::string& of = "") {
  Json entity{{"id", "org/" + id}, {"name", name}, {"type", "ORG"}};
  if (!of.empty()) entity["country"] = of;
  return entity;
}

const Json usa = country("USA", "United States"), britain = country("GBR", "United Kingdom"),
           germany = country("DEU", "Germany"), ivory_coast = country("CIV", "Côte d'Ivoire"),
           colombia = country("COL", "Colombia"), peru = country("PER", "Peru"),
           congo = country("COG", "Congo"), other_congo = country("COD", "Congo"),
           army = organisation("army-of-colombia", "Army", "COL"),
           other_army = organisation("army-of-peru", "Army", "PER"),
           army_of_nobody = organisation("army~1", "Army"),
           nato = organisation("nato", "North Atlantic Treaty Organization"),
           nations = organisation("un", "United Nations"),
           lavrov = person("lavrov", "Sergei Lavrov", "RUS"),
           putin = person("putin", "Vladimir Putin", "RUS");

class Names : public testing::Test {
 protected:
  Names() {
    tell(congo, "met", "CONSULT", germany);
    tell(other_congo, "threatened", "THREATEN", germany);
    tell(congo, "attacked", "ASSAULT", other_congo);
    tell(army, "attacked", "ASSAULT", other_army);
    tell(army_of_nobody, "attacked", "ASSAULT", other_army);
    tell(usa, "met", "CONSULT", britain);
    tell(nato, "met", "CONSULT", ivory_coast);
    tell(nations, "met", "CONSULT", usa);
    tell(lavrov, "met", "CONSULT", putin);
    tell(peru, "met", "CONSULT", colombia);
    tell(person("georgia", "Georgia", "USA"), "met", "CONSULT", peru);
    for (int n = 0; n < 42; ++n)
      tell(person("garcia-" + std::to_string(n), "García", ""), "met", "CONSULT", peru);
    EXPECT_EQ(run_entente({"ingest", "-", "--graph", graph_},
                          {.input = lines_, .environment = {}, .output_file = {}})
                  .exit_code,
              0);
  }

  ProgramRun run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--graph", graph_});
    return run_entente(arguments);
  }

  std::string done(const std::vector<std::string>& arguments) const {
    const ProgramRun ended = run(arguments);
    EXPECT_EQ(ended.exit_code, 0) << ended.errors;
    return ended.output;
  }

  std::string refused(const std::vector<std::string>& arguments, int exit_code) const {
    const ProgramRun ended = run(arguments);
    EXPECT_EQ(ended.exit_code, exit_code) << ended.errors;
    EXPECT_EQ(ended.output, "");
    return ended.errors;
  }

  // What is remarked on an answer that is given.
  std::string remark(const std::vector<std::string>& arguments) const {
    const ProgramRun ended = run(arguments);
    EXPECT_EQ(ended.exit_code, 0) << ended.errors;
    return ended.errors;
  }

  std::string picture(std::vector<std::string> arguments) const {
    const std::string file = folder_.file("picture");
    arguments.insert(arguments.end(), {"--html", file});
    done(arguments);
    return read_file(file);
  }

  const TemporaryFolder folder_;
  const std::string graph_ = folder_.file("graph");

 private:
  void tell(const Json& subject, const std::string& relation, const std::string& of_class,
            const Json& object) {
    const std::string day = "2022-03-" + std::to_string(10 + told_++ % 20);
    lines_ += Json{{"document", "d" + std::to_string(told_)},
                   {"observed", day},
                   {"date", day},
                   {"subject", subject},
                   {"relation", relation},
                   {"class", of_class},
                   {"object", object}}
                  .dump() +
              "\n";
  }

  std::string lines_;
  int told_ = 0;
};

TEST_F(Names, SeveralOfOneNameAreToldApartInEveryTableAndPicture) {
  const std::string one = "Congo (country/COG)", other = "Congo (country/COD)";
  const std::vector<std::vector<std::string>> queries{{"facts", "--about", "Congo"},
                                                      {"entity", "Congo"},
                                                      {"alliances", "--actor", "Germany"},
                                                      {"alliances"},
                                                      {"neighbours", "Germany"},
                                                      {"timeline", "country/COG", "country/COD"},
                                                      {"timeline", "Germany"}};
  for (const auto& query : queries) {
    const std::string table = done(query);
    EXPECT_TRUE(has(table, one)) << table;
    EXPECT_TRUE(has(table, other)) << table;
  }
  EXPECT_TRUE(has(done({"path", "country/COG", "Germany"}), one + " – Germany"));
  for (const auto& drawn : {picture({"alliances", "--actor", "Germany"}),
                            picture({"timeline", "country/COG", "country/COD"})}) {
    EXPECT_TRUE(has(drawn, one));
    EXPECT_TRUE(has(drawn, other));
  }
}

TEST_F(Names, TheCountryTellsApartWhereItCanElseTheId) {
  const std::string table = done({"facts", "--class", "ASSAULT"});
  EXPECT_TRUE(has(table, "  Army (Colombia)      attacked  Army (Peru)  ")) << table;
  EXPECT_TRUE(has(table, "  Army (org/army~1)  ")) << table;
  EXPECT_TRUE(
      has(done({"facts", "--about", "person/garcia-7"}), "  García (person/garcia-7)  met"));
}

TEST_F(Names, MachinesAreGivenNamesAsTheyAreAndIds) {
  const Json fact = Json::parse(done({"facts", "--about", "org/army~1", "--json"}));
  EXPECT_EQ(fact["subject"]["name"], "Army");
  EXPECT_FALSE(has(done({"export", "--to", "graphml"}), "Army ("));
}

TEST_F(Names, WhatSeveralAreCalledIsSaidOrRefusedWithWhatTellsThemApart) {
  const std::string choice = "country/COD (Congo, GPE, COD), country/COG (Congo, GPE, COG)";
  EXPECT_TRUE(has(remark({"facts", "--about", "Congo"}), "\"Congo\" is 2 entities: " + choice));
  EXPECT_TRUE(has(remark({"export", "--to", "csv", "-o", folder_.file("csv"), "--about", "Congo"}),
                  choice));
  EXPECT_EQ(remark({"facts", "--about", "country/COD"}), "");
  EXPECT_TRUE(has(refused({"neighbours", "Congo"}, 2),
                  "\"Congo\" is more than one actor: " + choice + "; give the id of one"));
  const std::string many = refused({"neighbours", "García"}, 2);
  EXPECT_TRUE(has(many, "person/garcia-0 (García, PER), ")) << many;
  EXPECT_TRUE(has(many, ", and 37 more; give")) << many;
}

TEST_F(Names, WhatLanguagesCallAnEntityIsTakenWhereTheGraphHasNobodyOfThatName) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"USA", "country/USA"},
      {"US", "country/USA"},
      {"U.S.", "country/USA"},
      {"United States of America", "country/USA"},
      {"Estados Unidos", "country/USA"},
      {"UK", "country/GBR"},
      {"Great Britain", "country/GBR"},
      {"GBR", "country/GBR"},
      {"alemania", "country/DEU"},
      {"Ivory Coast", "country/CIV"},
      {"NATO", "org/nato"},
      {"OTAN", "org/nato"},
      {"UN", "org/un"},
      {"DRC", "country/COD"}};
  for (const auto& [name, id] : cases) {
    const ProgramRun entity = run({"entity", name});
    EXPECT_EQ(entity.exit_code, 0) << name << ": " << entity.errors;
    EXPECT_TRUE(has(entity.output, "(" + id + ", ")) << name << ": " << entity.output;
  }
  for (const std::vector<std::string>& query :
       {std::vector<std::string>{"facts", "--subject", "USA"},
        {"timeline", "USA", "UK"},
        {"alliances", "--pair", "USA", "UK"},
        {"alliances", "--actor", "UK"},
        {"path", "USA", "UK"},
        {"neighbours", "USA"},
        {"export", "--to", "jsonl", "--about", "USA"}}) {
    EXPECT_TRUE(has(done(query), "United Kingdom")) << query.front();
  }
  EXPECT_TRUE(has(refused({"entity", "GEO"}, 1), "no entity")) << "a person is no country";
}

TEST_F(Names, WhoIsAskedForAlmostRightIsNamed) {
  EXPECT_TRUE(has(refused({"entity", "Lavrov Sergei"}, 1), "Sergei Lavrov (person/lavrov)"));
  EXPECT_TRUE(has(refused({"entity", "Vladmir"}, 1), "Vladimir Putin (person/putin)"));
  EXPECT_TRUE(has(refused({"entity", "PERSON/PUTIN"}, 1), "Vladimir Putin (person/putin)"));
}

TEST_F(Names, AnEmptyValueIsNoOptionLeftOut) {
  const std::vector<std::vector<std::string>> empty{{"alliances", "--actor", ""},
                                                    {"alliances", "--pair", "Germany", ""},
                                                    {"timeline", "Germany", ""},
                                                    {"facts", "--since", ""},
                                                    {"facts", "--about", ""},
                                                    {"facts", "--min-support", ""},
                                                    {"resolve", "split", "Germany", ""},
                                                    {"alliances", "--window", ""},
                                                    {"stats", "--known-by", ""}};
  for (const auto& arguments : empty) {
    const std::string errors = refused(arguments, 2);
    EXPECT_TRUE(has(errors, "empty; see `entente " + arguments.front())) << errors;
  }
}

TEST_F(Names, TwoThatAreOneAreNoPair) {
  EXPECT_TRUE(has(refused({"alliances", "--pair", "Germany", "DEU"}, 2), "given twice"));
  EXPECT_TRUE(has(refused({"timeline", "Germany", "Germany"}, 2), "given twice"));
}

TEST_F(Names, AnEmptyAnswerSaysWhatLeavesNothing) {
  const std::string of_all = "entente: note: no fact is left of 53: no fact ";
  EXPECT_EQ(remark({"facts", "--until", "2018"}),
            of_all + "is of that time, they are of 2022-03-10 to 2022-03-29\n");
  EXPECT_EQ(remark({"facts", "--json", "--relation", "Met"}),
            of_all + "has the relation \"Met\", but some have \"met\"\n");
  EXPECT_EQ(remark({"facts", "--document", "nope"}),
            of_all + "is stated by the document \"nope\"\n");
  EXPECT_EQ(remark({"facts", "--min-support", "2", "--class", "AID"}),
            of_all + "is of the class AID; no fact is stated by 2 documents\n");
  EXPECT_EQ(remark({"facts", "--about", "Germany", "--class", "ASSAULT"}),
            "entente: note: no fact is left of 53: some meet each condition, none all of them\n");
  EXPECT_EQ(remark({"facts", "--known-by", "2018"}),
            "entente: note: the graph had no facts by then\n");
  for (const std::string command : {"alliances", "blocs", "brokers", "alignment"})
    EXPECT_TRUE(has(remark({command, "--until", "2018"}), "is of that time")) << command;
  EXPECT_TRUE(has(remark({"neighbours", "Germany", "--until", "2018"}), "is of that time"));
  EXPECT_TRUE(has(remark({"timeline", "Germany", "--until", "2018"}), "is of that time"));
  EXPECT_TRUE(has(remark({"alliances", "--class", "ROLE"}), "is of the class ROLE"));
  EXPECT_EQ(remark({"facts", "--about", "Germany"}), "");
}

// There the facts are not all read for a remark on an answer that an index gave.
TEST(LargeGraph, AnEmptyAnswerSaysWhatIndexesKnow) {
  const TemporaryFolder folder;
  const std::string graph = folder.file("graph");
  Json triple{{"document", "d"},
              {"observed", "2022-03-10"},
              {"subject", usa},
              {"class", "CONSULT"},
              {"object", britain}};
  std::string lines;
  for (int n = 0; n < 30'000; ++n) {
    triple["relation"] = "met " + std::to_string(n);
    lines += triple.dump() + "\n";
  }
  ASSERT_EQ(run_entente({"ingest", "-", "--graph", graph},
                        {.input = lines, .environment = {}, .output_file = {}})
                .exit_code,
            0);
  const auto remark = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--graph", graph});
    return run_entente(arguments).errors;
  };
  const std::string none = "entente: note: no fact is left: ";
  EXPECT_EQ(remark({"facts", "--about", "USA", "--since", "2023", "--class", "AID"}),
            none + "no fact is of that time\n");
  EXPECT_EQ(remark({"facts", "--about", "USA", "--class", "AID"}),
            none + "none meets all conditions\n");
  EXPECT_EQ(remark({"facts", "--relation", "Met 7"}),
            "entente: note: no fact is left of 30000: no fact has the relation \"Met 7\", but some "
            "have \"met 7\"\n");
}

TEST_F(Names, NobodyIsACountry) {
  EXPECT_TRUE(has(refused({"resolve", "merge", "Sergei Lavrov", "country/USA"}, 1),
                  "person/lavrov is a person and country/USA a country"));
  EXPECT_TRUE(has(remark({"resolve", "merge", "Sergei Lavrov", "org/nato"}),
                  "documents call one of person/lavrov and org/nato a person and the other none"));
}

TEST_F(Names, WhatIsNoNumberOfADecisionIsRefusedWithTheHelpOfTheCommand) {
  EXPECT_TRUE(has(refused({"resolve", "undo", "first"}, 2), "see `entente resolve undo --help`"));
  EXPECT_TRUE(has(run_entente({"resolve", "undo", "--graph", graph_, "--", "-1"}).errors,
                  "'-1' is no whole number from 1 up"));
}

}  // namespace
}  // namespace entente
