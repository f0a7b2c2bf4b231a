// `export --to jsonl` and `ingest` give the same graph to the byte: every key and every value of
// every family, and so every export.
#include <algorithm>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <random>

#include "store/store.h"
#include "tests/cli/program.h"
#include "tests/cli/temporary_folder.h"
#include "tests/graph/random_triples.h"
#include "tests/store/graph_folder.h"

namespace entente {
namespace {

using testing::dump;

class RoundTrip : public ::testing::Test {
 protected:
  static ProgramRun ingest(const std::string& lines, const std::string& graph,
                           std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"ingest", "-", "--graph", graph});
    return run_entente(more, {.input = lines, .environment = {}, .output_file = {}});
  }

  static std::string exported(const std::string& graph, const std::string& format = "jsonl") {
    const ProgramRun run = run_entente({"export", "--graph", graph, "--to", format});
    EXPECT_EQ(run.exit_code, 0) << run.errors;
    EXPECT_EQ(run.errors, "");
    return run.output;
  }

  // The graph of what is exported of `graph_`.
  std::string made_again() {
    std::string again = folder_.file(fmt::format("again{}", ++made_));
    const ProgramRun run = ingest(exported(graph_), again, {"--strict"});
    EXPECT_EQ(run.exit_code, 0) << run.errors;
    return again;
  }

  const TemporaryFolder folder_;
  const std::string graph_ = folder_.file("graph");
  int made_ = 0;
};

bool is_utf8(const Triple& triple) {
  const auto broken = [](const EntityRef& entity) { return entity.name == "\xFF"; };
  return !broken(triple.subject) && !broken(triple.object) &&
         !(triple.source && broken(*triple.source));
}

std::string text(std::mt19937& random, const char* what) {
  static const std::vector<std::string> beginnings{"", "Reunión en «Pyongyang»", "\"a\\b\"\n\t",
                                                   std::string("\0\x1B", 2), "金正恩 🤝"};
  const std::string& beginning = beginnings[random() % beginnings.size()];
  return beginning.empty() ? "" : beginning + what;
}

// Documents put, replaced and removed, of every kind of record; merges, splits and names decided
// and some of them taken back.
void make_random_graph(const std::string& graph, std::mt19937& random) {
  Store store = Store::open(graph, {.mode = StoreMode::Create});
  constexpr std::size_t documents = 6;
  for (int change = 0; change < 12; ++change) {
    std::vector<Triple> triples = testing::random_triples(random, random() % 40, documents);
    std::erase_if(triples, [](const Triple& triple) { return !is_utf8(triple); });
    const std::string id = testing::document_name(random() % documents);
    if (random() % 5 == 0) {
      store.remove_document(id);
      continue;
    }
    for (Triple& triple : triples) triple.document = id;
    store.put_document({.id = id,
                        .date = random() % 2 == 0 ? "" : "2023-07-27",
                        .language = random() % 2 == 0 ? "" : "es",
                        .title = text(random, "title"),
                        .source = text(random, "source"),
                        .file = text(random, "file"),
                        .line = random() % 3,
                        .text_hash = text(random, "hash")},
                       triples);
  }
  const std::vector<std::string> ids{"country/RUS", "country/PRK", "person/vladimir-putin",
                                     "person/kim-jong-un", "person/not-here-yet"};
  for (int i = 0; i < 8; ++i) {
    const std::string one = ids[random() % ids.size()];
    const std::string other = ids[random() % ids.size()];
    Decision decision{.kind = static_cast<DecisionKind>(random() % 3),
                      .entities = {one, other},
                      .name = {},
                      .time = "2026-11-28T15:30:59Z",
                      .note = text(random, "note")};
    if (decision.kind == DecisionKind::Rename) {
      decision.entities = {one};
      decision.name = random() % 2 == 0 ? "Wladimir" : "Vova";
    }
    try {
      store.decide(decision);
    } catch (const RefusedDecision& contradicts_another) {
    }
    if (random() % 3 == 0) store.undo(1 + random() % 4);
  }
}

TEST_F(RoundTrip, RandomGraphsAreTheSameToTheByte) {
  constexpr unsigned seed = 2026;
  std::cout << "seed " << seed << '\n';
  std::mt19937 random(seed);
  for (int round = 0; round < 12; ++round) {
    std::filesystem::remove_all(graph_);
    make_random_graph(graph_, random);
    ASSERT_EQ(ingest("", graph_).exit_code, 0);  // finds who is one
    const std::string again = made_again();
    ASSERT_EQ(dump(again), dump(graph_)) << "round " << round;
    ASSERT_EQ(exported(again), exported(graph_)) << "round " << round;
  }
}

TEST_F(RoundTrip, TheGraphOfTheExamplesIsTheSameToTheByte) {
  const std::string examples = std::string(ENTENTE_SOURCE_DIR) + "/examples";
  ASSERT_EQ(run_entente({"build", examples + "/seed/article.jsonl",
                         examples + "/english/article.jsonl", "--graph", graph_})
                .exit_code,
            0);
  ASSERT_EQ(run_entente({"resolve", "rename", "Kim Jong Un", "Kim Jong-un", "--graph", graph_,
                         "--note", "as in our style guide"})
                .exit_code,
            0);
  ASSERT_EQ(run_entente({"resolve", "merge", "gpe/pyongyang", "country/PRK", "--graph", graph_})
                .exit_code,
            0);
  const std::string again = made_again();
  EXPECT_EQ(dump(again), dump(graph_));
  for (const std::string format : {"jsonl", "graphml"}) {
    EXPECT_EQ(exported(again, format), exported(graph_, format));
  }
  EXPECT_EQ(run_entente({"resolve", "list", "--graph", again}).output,
            run_entente({"resolve", "list", "--graph", graph_}).output);
  EXPECT_EQ(run_entente({"verify", "--graph", again}).exit_code, 0);
}

TEST_F(RoundTrip, IngestingAGraphIntoItselfChangesNothing) {
  std::mt19937 random(8);
  make_random_graph(graph_, random);
  ASSERT_EQ(ingest("", graph_).exit_code, 0);
  const std::string before = dump(graph_);
  ASSERT_EQ(ingest(exported(graph_), graph_, {"--strict"}).exit_code, 0);
  EXPECT_EQ(dump(graph_), before);
}

TEST_F(RoundTrip, ADocumentThatStatesNothingComesBack) {
  Store::open(graph_, {.mode = StoreMode::Create})
      .put_document({.id = "silent", .title = "Nothing"}, std::vector<Triple>{});
  ASSERT_EQ(ingest("", graph_).exit_code, 0);
  EXPECT_EQ(dump(made_again()), dump(graph_));
}

TEST_F(RoundTrip, APartOfAGraphIsSaidToBeOne) {
  ASSERT_EQ(ingest(R"({"document":"a","subject":{"name":"Kim"},"relation":"met",)"
                   R"("object":{"name":"Xi"}})",
                   graph_)
                .exit_code,
            0);
  for (const std::vector<std::string>& part :
       {std::vector<std::string>{"--min-confidence", "0.5"}, {"--without-sentences"}}) {
    std::vector<std::string> arguments{"export", "--graph", graph_, "--to", "jsonl"};
    arguments.insert(arguments.end(), part.begin(), part.end());
    const ProgramRun run = run_entente(arguments);
    EXPECT_EQ(run.exit_code, 0);
    EXPECT_EQ(count_lines(run.output), 1u);
    EXPECT_NE(run.errors.find("a part of the graph"), std::string::npos) << run.errors;
  }
  const ProgramRun graphml =
      run_entente({"export", "--graph", graph_, "--to", "graphml", "--min-confidence", "0.5"});
  EXPECT_EQ(graphml.errors, "");
}

TEST_F(RoundTrip, AMalformedRecordOrDecisionIsNamedWithItsLineAndSkipped) {
  const std::string good =
      R"({"document":"a","subject":{"name":"Kim"},"relation":"met","object":{"name":"Xi"}})"
      "\n";
  const std::string entities = R"("entities":["person/a","person/b"],)";
  const std::string time = R"("time":"2026-11-28T15:30:59Z")";
  const std::vector<std::pair<std::string, std::string>> bad{
      {R"({"record":"a"})", "\"record\" must be an object"},
      {R"({"record":{"title":"A"}})", "\"record.document\" is missing"},
      {R"({"record":{"document":"a","date":"2023-02-30"}})", "\"record.date\" is no ISO 8601 day"},
      {R"({"record":{"document":"a","line":-1}})", "\"record.line\" must be a whole number"},
      {R"({"record":{"document":"a","names":"Kim"}})", "\"record.names\" must be an array"},
      {R"({"record":{"document":"a","names":[{"id":"x"}]}})", "\"record.names.name\" is missing"},
      {R"({"record":{"document":"a","names":[{"id":"misc/none","name":"None"}]}})",
       "no triple of document \"a\" is about it"},
      {R"({"decision":[]})", "\"decision\" must be an object"},
      {R"({"decision":{"number":0,"kind":"merge",)" + entities + time + "}}",
       "\"decision.number\" must be a whole number from 1"},
      {R"({"decision":{"number":1,"kind":"marry",)" + entities + time + "}}",
       "\"decision.kind\" has the unknown value"},
      {R"({"decision":{"number":1,)" + entities + time + "}}", "\"decision.kind\" is missing"},
      {R"({"decision":{"number":1,"kind":"merge","entities":["person/a"],)" + time + "}}",
       "cannot be of 1 entities"},
      {R"({"decision":{"number":1,"kind":"merge","entities":["person/a",""],)" + time + "}}",
       "\"decision.entities\" must hold strings"},
      {R"({"decision":{"number":1,"kind":"rename","entities":["person/a"],)" + time + "}}",
       "\"decision.name\" is missing"},
      {R"({"decision":{"number":1,"kind":"merge",)" + entities + R"("time":"yesterday"}})",
       "\"decision.time\" is no time"},
      {R"({"decision":{"number":1,"kind":"merge","entities":["person/a","person/a"],)" + time +
           "}}",
       "there is nothing to merge"},
  };
  for (const auto& [line, reason] : bad) {
    std::filesystem::remove_all(graph_);
    const ProgramRun run = ingest(good + line + "\n", graph_);
    EXPECT_EQ(run.exit_code, 3) << line;
    EXPECT_TRUE(run.errors.starts_with("entente: warning: -:2: ")) << run.errors;
    EXPECT_NE(run.errors.find(reason), std::string::npos) << line << "\n" << run.errors;
    EXPECT_EQ(run_entente({"resolve", "list", "--graph", graph_, "--json"}).output, "");
    EXPECT_EQ(ingest(good + line + "\n", graph_, {"--strict"}).exit_code, 1) << line;
  }
}

TEST_F(RoundTrip, ADecisionAgainstOneThatStandsIsSkippedWithThat) {
  const auto decision = [](int number, const std::string& kind) {
    return fmt::format(
        R"({{"decision":{{"number":{},"kind":"{}","entities":["person/a","person/b"],)"
        R"("time":"2026-11-28T15:30:59Z"}}}})"
        "\n",
        number, kind);
  };
  ASSERT_EQ(ingest(decision(7, "split"), graph_).exit_code, 0);
  const ProgramRun run = ingest(decision(1, "merge"), graph_);
  EXPECT_EQ(run.exit_code, 3);
  EXPECT_NE(run.errors.find("against it stands decision 7"), std::string::npos) << run.errors;
  const std::string list = run_entente({"resolve", "list", "--graph", graph_, "--json"}).output;
  EXPECT_EQ(count_lines(list), 1u);
  EXPECT_NE(list.find("\"number\":7"), std::string::npos) << list;
}

TEST_F(RoundTrip, UnknownFieldsOfRecordsAreCountedAndReported) {
  const std::string line = R"({"record":{"document":"a","mood":"good"}})";
  const ProgramRun run = ingest(line, graph_);
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_NE(run.errors.find("\"record.mood\" (1 times)"), std::string::npos) << run.errors;
  EXPECT_EQ(ingest(line, graph_, {"--strict"}).exit_code, 1);
}

}  // namespace
}  // namespace entente
