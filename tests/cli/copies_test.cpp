// What is copied counts once, whichever way documents come.
#include <filesystem>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/cli/program.h"
#include "tests/cli/temporary_folder.h"

namespace entente {
namespace {

using Json = nlohmann::json;

// The seed article, then with another dateline, then cut, and an article of its own.
std::string documents() {
  const Json article = Json::parse(
      read_file(std::filesystem::path(ENTENTE_SOURCE_DIR) / "examples" / "seed" / "article.jsonl"));
  const std::string text = article["text"];
  std::string lines;
  const auto add = [&](const std::string& id, const std::string& its_text) {
    lines += Json{{"id", id},
                  {"date", "2023-07-27"},
                  {"lang", "es"},
                  {"title", "Titular de " + id},
                  {"source", "Diario " + id},
                  {"text", its_text}}
                 .dump() +
             "\n";
  };
  add("c", text.substr(0, text.find_last_of('.', text.size() * 9 / 10) + 1));
  add("a", text);
  add("b", "Redacción. " + text);
  add("d",
      "El presidente de Francia, Emmanuel Macron, se reunió el jueves en París con el canciller de "
      "Alemania, Olaf Scholz, para hablar de la ayuda militar a Ucrania y de los precios de la "
      "energía en Europa.");
  return lines;
}

class CopiesCommand : public ::testing::Test {
 protected:
  CopiesCommand() {
    const ProgramRun built = run({"build", "-"}, documents());
    EXPECT_EQ(built.exit_code, 0) << built.errors;
  }

  ProgramRun run(std::vector<std::string> arguments, std::string_view input = "") const {
    arguments.insert(arguments.end(), {"--graph", graph_});
    return run_entente(arguments, {.input = input, .environment = {}, .output_file = {}});
  }

  std::vector<Json> json(std::vector<std::string> arguments) const {
    const ProgramRun done = run(std::move(arguments));
    EXPECT_EQ(done.exit_code, 0) << done.errors;
    std::vector<Json> lines;
    std::istringstream stream(done.output);
    for (std::string line; std::getline(stream, line);) lines.push_back(Json::parse(line));
    return lines;
  }

  const TemporaryFolder folder_;
  const std::string graph_ = folder_.file("graph");
};

TEST_F(CopiesCommand, ListsWhatIsCopiedAndHowMuchOfIt) {
  const auto copies = json({"copies", "--json"});
  ASSERT_EQ(copies.size(), 1U);
  EXPECT_EQ(copies[0]["document"], "a");
  EXPECT_EQ(copies[0]["title"], "Titular de a");
  ASSERT_EQ(copies[0]["copies"].size(), 2U);
  for (const std::size_t n : {0U, 1U}) {
    const Json& copy = copies[0]["copies"][n];
    EXPECT_EQ(copy["document"], n == 0 ? "b" : "c");
    EXPECT_EQ(copy["source"], n == 0 ? "Diario b" : "Diario c");
    EXPECT_EQ(copy["date"], "2023-07-27");
    EXPECT_GE(copy["containment"], 0.7);
    EXPECT_LE(copy["containment"], 1.0);
  }
  const std::string table = run({"copies"}).output;
  EXPECT_EQ(count_lines(table), 4U) << table;
  EXPECT_EQ(run({"copies", "c"}).output, table);
  EXPECT_EQ(count_lines(run({"copies", "d"}).output), 1U);
  EXPECT_EQ(json({"copies", "d", "--json"}), std::vector<Json>());
}

TEST_F(CopiesCommand, NamesADocumentThatIsNotThere) {
  const ProgramRun refused = run({"copies", "zzz"});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_NE(refused.errors.find("there is no document 'zzz' in this graph"), std::string::npos)
      << refused.errors;
}

TEST_F(CopiesCommand, CountOnceEverywhere) {
  const auto stats = json({"stats", "--json"}).at(0);
  EXPECT_EQ(stats["documents"], 4);
  EXPECT_EQ(stats["copies"], 2);
  EXPECT_NE(run({"stats"}).output.find("copies among them"), std::string::npos);
  std::size_t copied = 0;
  for (const Json& fact : json({"facts", "--json"})) {
    EXPECT_EQ(fact["documents"], 1) << fact;
    if (fact["copies"] == 2) ++copied;
  }
  EXPECT_GT(copied, 5U);
  EXPECT_EQ(json({"facts", "--json", "--min-support", "2"}), std::vector<Json>());
  EXPECT_NE(run({"facts"}).output.find("1 + 2 copies"), std::string::npos);
  EXPECT_NE(run({"export", "--to", "nquads"})
                .output.find("<urn:entente:document:c> <urn:entente:vocabulary#copyOf> "
                             "<urn:entente:document:a> ."),
            std::string::npos);
  EXPECT_NE(run({"export", "--to", "cypher"}).output.find("copy_of"), std::string::npos);
}

TEST_F(CopiesCommand, AreTheSameWhicheverWayTheyCome) {
  const std::string facts = run({"facts", "--json"}).output;
  const std::string copies = run({"copies", "--json"}).output;
  const auto made = [&](const std::string& name) { return folder_.file(name); };
  const auto ask = [&](const std::string& graph, const std::string& what) {
    return run_entente({what, "--json", "--graph", graph}).output;
  };
  const ProgramRun whole = run({"export", "--to", "jsonl"});
  ASSERT_EQ(run_entente({"ingest", "-", "--graph", made("exported")},
                        {.input = whole.output, .environment = {}, .output_file = {}})
                .exit_code,
            0);
  EXPECT_EQ(ask(made("exported"), "facts"), facts);
  EXPECT_EQ(ask(made("exported"), "copies"), copies);

  const ProgramRun triples =
      run_entente({"extract", "-"}, {.input = documents(), .environment = {}, .output_file = {}});
  ASSERT_EQ(run_entente({"ingest", "-", "--graph", made("extracted")},
                        {.input = triples.output, .environment = {}, .output_file = {}})
                .exit_code,
            0);
  EXPECT_EQ(ask(made("extracted"), "facts"), facts);

  std::vector<std::string> merge{"merge-graphs"};
  for (const std::string part : {"1", "2"}) {
    const ProgramRun built =
        run_entente({"build", "-", "--partition", part + "/2", "--graph", made(part)},
                    {.input = documents(), .environment = {}, .output_file = {}});
    ASSERT_EQ(built.exit_code, 0) << built.errors;
    merge.push_back(made(part));
  }
  merge.insert(merge.end(), {"--graph", made("merged")});
  ASSERT_EQ(run_entente(merge).exit_code, 0);
  EXPECT_EQ(ask(made("merged"), "facts"), facts);
  EXPECT_EQ(ask(made("merged"), "copies"), copies);
}

TEST_F(CopiesCommand, FollowWhatIsRemoved) {
  EXPECT_EQ(run({"remove", "a"}).exit_code, 0);
  const auto copies = json({"copies", "--json"});
  ASSERT_EQ(copies.size(), 1U);
  EXPECT_EQ(copies[0]["document"], "b");
  EXPECT_EQ(run({"remove", "c"}).exit_code, 0);
  EXPECT_EQ(json({"copies", "--json"}), std::vector<Json>());
  EXPECT_EQ(run({"verify"}).exit_code, 0);
}

}  // namespace
}  // namespace entente
