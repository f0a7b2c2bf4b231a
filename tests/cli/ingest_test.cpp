#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include "extract/limits.h"
#include "tests/cli/program.h"
#include "tests/cli/temporary_folder.h"
#include "tests/extract/read/compressed.h"

namespace entente {
namespace {

std::string line(const std::string& document, const std::string& subject,
                 const std::string& relation, const std::string& object) {
  return R"({"document":")" + document + R"(","subject":{"name":")" + subject +
         R"("},"relation":")" + relation + R"(","object":{"name":")" + object + "\"}}\n";
}

std::size_t facts_in(const std::string& graph, std::vector<std::string> filter = {}) {
  std::vector<std::string> arguments{"facts", "--graph", graph, "--json"};
  arguments.insert(arguments.end(), filter.begin(), filter.end());
  const ProgramRun run = run_entente(arguments);
  EXPECT_EQ(run.exit_code, 0) << run.errors;
  return count_lines(run.output);
}

class Ingest : public testing::Test {
 protected:
  ProgramRun ingest(const std::string& lines, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments{"ingest", "-", "--graph", graph_};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_entente(arguments, {.input = lines, .environment = {}, .output_file = {}});
  }

  const TemporaryFolder folder_;
  const std::string graph_ = folder_.file("graph");
};

TEST_F(Ingest, TriplesBecomeFacts) {
  const ProgramRun run = ingest(line("a", "Kim", "met", "Shoigu") + line("a", "Kim", "met", "Xi") +
                                line("b", "Putin", "called", "Xi"));
  EXPECT_EQ(run.exit_code, 0) << run.errors;
  EXPECT_EQ(run.output, "");
  EXPECT_EQ(facts_in(graph_), 3u);
  EXPECT_EQ(facts_in(graph_, {"--about", "Xi"}), 2u);
  EXPECT_EQ(facts_in(graph_, {"--subject", "Xi"}), 0u);
  EXPECT_EQ(facts_in(graph_, {"--document", "b"}), 1u);
}

// How long a file may be in this process and those that it starts, until the end of this object:
// what is to be longer fails as on a full disk.
class LongestFile {
 public:
  explicit LongestFile(rlim_t bytes) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{.rlim_cur = bytes, .rlim_max = before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
    signal_ = std::signal(SIGXFSZ, SIG_IGN);
  }
  ~LongestFile() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, signal_);
  }
  LongestFile(const LongestFile&) = delete;
  LongestFile& operator=(const LongestFile&) = delete;

 private:
  rlimit before_{};
  void (*signal_)(int) = nullptr;
};

TEST_F(Ingest, WhereNoMoreCanBeWrittenThatIsSaid) {
  std::string lines;
  for (int i = 0; i < 3000; ++i) {
    lines += line("d" + std::to_string(i), "Kim " + std::to_string(i), "met", "Xi");
  }
  const std::string file = folder_.file("triples.jsonl");
  write_file(file, lines);
  for (rlim_t kilobytes = 1; kilobytes <= 256; kilobytes *= 2) {
    SCOPED_TRACE(kilobytes);
    const std::string graph = folder_.file("graph-" + std::to_string(kilobytes));
    const LongestFile limit(kilobytes * 1024);
    const ProgramRun run = run_entente({"ingest", file, "--graph", graph});
    EXPECT_EQ(run.exit_code, 1) << run.errors;
    EXPECT_TRUE(has(run.errors, "File too large")) << run.errors;
  }
}

TEST_F(Ingest, WhoIsOnlyNamedIsTheCountryOfThatName) {
  const std::string typed =
      R"({"document":"b","subject":{"name":"Italia","type":"ORG"},"relation":"met",)"
      R"("object":{"id":"misc/spain","name":"Spain"}})";
  EXPECT_EQ(ingest(line("a", "Italy", "met", "España") + typed + '\n').exit_code, 0);
  EXPECT_EQ(facts_in(graph_, {"--subject", "country/ITA", "--object", "country/ESP"}), 1u);
  EXPECT_EQ(facts_in(graph_, {"--subject", "org/italia", "--object", "misc/spain"}), 1u)
      << "what is said goes before what is known";
}

TEST_F(Ingest, ADocumentWhoseLinesComeBackLaterLosesNothing) {
  ASSERT_EQ(ingest(line("a", "Kim", "met", "Shoigu") + line("b", "Kim", "met", "Xi") +
                   line("a", "Kim", "called", "Putin"))
                .exit_code,
            0);
  EXPECT_EQ(facts_in(graph_), 3u);
  EXPECT_EQ(facts_in(graph_, {"--document", "a"}), 2u);
}

TEST_F(Ingest, TheSameDocumentAgainChangesNothing) {
  const std::string lines = line("a", "Kim", "met", "Shoigu") + line("b", "Kim", "met", "Xi") +
                            line("a", "Kim", "called", "Putin");
  ASSERT_EQ(ingest(lines).exit_code, 0);
  const std::string before = run_entente({"facts", "--graph", graph_, "--json"}).output;
  ASSERT_EQ(ingest(lines).exit_code, 0);
  EXPECT_EQ(run_entente({"facts", "--graph", graph_, "--json"}).output, before);
}

TEST_F(Ingest, AChangedDocumentReplacesItsFormerSelf) {
  ASSERT_EQ(ingest(line("a", "Kim", "met", "Shoigu") + line("a", "Kim", "met", "Xi")).exit_code, 0);
  ASSERT_EQ(ingest(line("a", "Kim", "called", "Putin")).exit_code, 0);
  EXPECT_EQ(facts_in(graph_), 1u);
}

TEST_F(Ingest, ABadLineIsSkippedAndNamedWithItsNumber) {
  const ProgramRun run =
      ingest(line("a", "Kim", "met", "Shoigu") + "{broken\n\n" + line("a", "Kim", "met", "Xi"));
  EXPECT_EQ(run.exit_code, 3);
  EXPECT_TRUE(run.errors.starts_with("entente: warning: -:2: ")) << run.errors;
  EXPECT_EQ(facts_in(graph_), 2u);
}

TEST_F(Ingest, ANameOverTheLimitIsSkippedAndNamedWithItsLineAndTheLimit) {
  const ProgramRun run = ingest(line("a", "Kim", "met", std::string(4096, 'x')) +
                                line("a", "Kim", "met", std::string(16385, 'x')));
  EXPECT_EQ(run.exit_code, 3);
  EXPECT_TRUE(run.errors.starts_with("entente: warning: -:2: ")) << run.errors;
  EXPECT_NE(run.errors.find("has 16385 bytes, more than the limit of 16384"), std::string::npos)
      << run.errors;
  EXPECT_EQ(facts_in(graph_), 1u);
}

TEST_F(Ingest, ADocumentOfTooManyTriplesIsSkippedAndNamedAndStaysAsItWas) {
  ASSERT_EQ(ingest(line("b", "Kim", "met", "Shoigu")).exit_code, 0);
  const std::string before = run_entente({"facts", "--graph", graph_, "--json"}).output;
  std::string lines = line("a", "Kim", "met", "Xi");
  for (std::size_t i = 0; i <= limits::document_triples; ++i) {
    lines += line("b", "Kim", "met", "Xi");
  }
  const ProgramRun run = ingest(lines);
  EXPECT_EQ(run.exit_code, 3);
  EXPECT_NE(
      run.errors.find(":100002: document \"b\": it has more triples than the limit of 100000"),
      std::string::npos)
      << run.errors;
  EXPECT_NE(run_entente({"facts", "--graph", graph_}).output.find("Xi"), std::string::npos);
  EXPECT_EQ(run_entente({"remove", "a", "--graph", graph_}).exit_code, 0);
  EXPECT_EQ(run_entente({"facts", "--graph", graph_, "--json"}).output, before);
}

TEST_F(Ingest, StrictStopsAtTheFirstBadLine) {
  const ProgramRun run =
      ingest(line("a", "Kim", "met", "Shoigu") + "{broken\n" + line("b", "Kim", "met", "Xi"),
             {"--strict"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_TRUE(run.errors.starts_with("entente: error: -:2: ")) << run.errors;
}

TEST_F(Ingest, UnknownFieldsAreCountedAndReported) {
  const std::string with_more =
      R"({"document":"a","subject":{"name":"Kim"},"relation":"met","object":{"name":"Xi"},"tone":1})"
      "\n";
  const ProgramRun run = ingest(with_more + with_more);
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_NE(run.errors.find("\"tone\" (2 times)"), std::string::npos) << run.errors;
  const ProgramRun strict = ingest(with_more, {"--strict"});
  EXPECT_EQ(strict.exit_code, 1);
  EXPECT_NE(strict.errors.find("tone"), std::string::npos) << strict.errors;
}

TEST_F(Ingest, AFileThatIsNotThereIsNamed) {
  const ProgramRun run = run_entente({"ingest", folder_.file("none.jsonl"), "--graph", graph_});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_NE(run.errors.find("none.jsonl"), std::string::npos) << run.errors;
  EXPECT_FALSE(std::filesystem::exists(graph_)) << "a graph of nothing";
}

TEST_F(Ingest, CompressedStandardInputIsUnpacked) {
  const std::string lines = line("a", "Kim", "met", "Shoigu");
  EXPECT_EQ(ingest(gzip(lines)).exit_code, 0);
  EXPECT_EQ(facts_in(graph_), 1u);
  EXPECT_EQ(ingest(zstandard(line("b", "Kim", "met", "Xi"))).exit_code, 0);
  EXPECT_EQ(facts_in(graph_), 2u);
}

TEST_F(Ingest, WhatIsNotUtf8IsSaidToBeThat) {
  const ProgramRun latin = ingest(line("a", "Peña Nieto", "met", "Xi") + line("a",
                                                                              "Pe\xF1"
                                                                              "a Nieto",
                                                                              "met", "Kim"));
  EXPECT_EQ(latin.exit_code, 3);
  EXPECT_TRUE(has(latin.errors, "-:2: broken UTF-8 at byte offset 37 of the line; convert it"))
      << latin.errors;
  EXPECT_TRUE(has(ingest("\xFF\xFE{").errors, "-:1: broken UTF-8 at byte offset 0 of the line"));
}

TEST_F(Ingest, ARemovedDocumentTakesItsFactsWithIt) {
  ASSERT_EQ(ingest(line("a", "Kim", "met", "Xi") + line("b", "Kim", "met", "Xi") +
                   line("a", "Kim", "called", "Putin"))
                .exit_code,
            0);
  EXPECT_EQ(run_entente({"remove", "a", "--graph", graph_}).exit_code, 0);
  EXPECT_EQ(facts_in(graph_), 1u);
  EXPECT_EQ(facts_in(graph_, {"--min-support", "2"}), 0u);
  const ProgramRun again = run_entente({"remove", "a", "--graph", graph_});
  EXPECT_EQ(again.exit_code, 3);
  EXPECT_NE(again.errors.find("'a'"), std::string::npos) << again.errors;
}

TEST_F(Ingest, ExportedTriplesBuildTheSameGraphAgain) {
  ASSERT_EQ(ingest(line("a", "Kim", "met", "Shoigu") + line("b", "Kim", "met", "Shoigu") +
                   line("a", "Kim", "called", "Putin"))
                .exit_code,
            0);
  const ProgramRun exported = run_entente({"export", "--graph", graph_, "--to", "jsonl"});
  ASSERT_EQ(exported.exit_code, 0) << exported.errors;
  const std::string again = folder_.file("again");
  ASSERT_EQ(run_entente({"ingest", "-", "--graph", again, "--strict"},
                        {.input = exported.output, .environment = {}, .output_file = {}})
                .exit_code,
            0);
  for (const std::string format : {"jsonl", "graphml"}) {
    EXPECT_EQ(run_entente({"export", "--graph", again, "--to", format}).output,
              run_entente({"export", "--graph", graph_, "--to", format}).output);
  }
}

TEST_F(Ingest, ExportPutsAWholeFileInPlaceOrNone) {
  ASSERT_EQ(ingest(line("a", "Kim", "met", "Shoigu")).exit_code, 0);
  const std::string file = folder_.file("graph.graphml");
  const ProgramRun run = run_entente({"export", "--graph", graph_, "--to", "graphml", "-o", file});
  EXPECT_EQ(run.exit_code, 0) << run.errors;
  EXPECT_EQ(run.output, "");
  EXPECT_NE(read_file(file).find("</graphml>"), std::string::npos);
  const ProgramRun full =
      run_entente({"export", "--graph", graph_, "--to", "graphml", "-o", "/dev/full"});
  EXPECT_EQ(full.exit_code, 1);
  EXPECT_NE(full.errors.find("/dev/full"), std::string::npos) << full.errors;
}

TEST_F(Ingest, AFilteredExportHasOnlyTheEntitiesOfItsFacts) {
  ASSERT_EQ(
      ingest(line("a", "Kim", "met", "Shoigu") + line("b", "Putin", "called", "Xi")).exit_code, 0);
  const ProgramRun run =
      run_entente({"export", "--graph", graph_, "--to", "graphml", "--about", "Xi"});
  EXPECT_EQ(run.exit_code, 0) << run.errors;
  EXPECT_NE(run.output.find("<data key=\"label\">Putin</data>"), std::string::npos) << run.output;
  EXPECT_NE(run.output.find("<data key=\"label\">Xi</data>"), std::string::npos) << run.output;
  EXPECT_EQ(run.output.find("Kim"), std::string::npos) << run.output;
}

TEST_F(Ingest, AnExportWithoutSentencesHasNone) {
  const std::string said =
      R"({"document":"a","subject":{"name":"Kim"},"relation":"met","object":{"name":"Xi"},)"
      R"("evidence":{"sentence":0,"begin":0,"end":12,"text":"Kim met Xi."}})"
      "\n";
  ASSERT_EQ(ingest(said).exit_code, 0);
  for (const std::string format : {"graphml", "jsonl"}) {
    const ProgramRun with = run_entente({"export", "--graph", graph_, "--to", format});
    EXPECT_NE(with.output.find("Kim met Xi."), std::string::npos) << with.output;
    const ProgramRun without =
        run_entente({"export", "--graph", graph_, "--to", format, "--without-sentences"});
    EXPECT_EQ(without.exit_code, 0) << without.errors;
    EXPECT_EQ(without.output.find("Kim met Xi."), std::string::npos) << without.output;
  }
}

TEST_F(Ingest, AReaderThatLeavesEarlyEndsTheProgramQuietly) {
  std::string lines;
  for (int i = 0; i < 5000; ++i) lines += line("a", "Kim", "met", "Actor " + std::to_string(i));
  ASSERT_EQ(ingest(lines).exit_code, 0);
  const std::string errors = folder_.file("errors");
  const std::string output = folder_.file("output");
  const std::string pipe = std::string(ENTENTE_PROGRAM) + " facts --graph '" + graph_ + "' 2> '" +
                           errors + "' | head -n 1 > '" + output + "'";
  ASSERT_EQ(std::system(pipe.c_str()), 0);
  EXPECT_EQ(count_lines(read_file(output)), 1u);
  EXPECT_EQ(read_file(errors), "");
}

TEST_F(Ingest, AFullStandardOutputIsAFailure) {
  ASSERT_EQ(ingest(line("a", "Kim", "met", "Shoigu")).exit_code, 0);
  const ProgramRun run = run_entente({"facts", "--graph", graph_},
                                     {.input = {}, .environment = {}, .output_file = "/dev/full"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_NE(run.errors.find("standard output"), std::string::npos) << run.errors;
}

TEST_F(Ingest, FactsAreATableForPeople) {
  ASSERT_EQ(ingest(line("a", "Kim", "met", "Shoigu")).exit_code, 0);
  const ProgramRun run = run_entente({"facts", "--graph", graph_});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_EQ(count_lines(run.output), 2u);
  EXPECT_TRUE(run.output.starts_with("date")) << run.output;
}

TEST_F(Ingest, AnActorThatIsNotThereIsNamed) {
  ASSERT_EQ(ingest(line("a", "Kim", "met", "Shoigu")).exit_code, 0);
  const ProgramRun run = run_entente({"facts", "--graph", graph_, "--about", "Napoleon"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_NE(run.errors.find("Napoleon"), std::string::npos) << run.errors;
}

TEST_F(Ingest, TerminalControlInANameDoesNotReachTheTable) {
  ASSERT_EQ(ingest(line("a", "Kim\\u001b[31m", "met", "Shoigu")).exit_code, 0);
  const ProgramRun run = run_entente({"facts", "--graph", graph_});
  EXPECT_EQ(run.output.find('\x1B'), std::string::npos);
}

TEST_F(Ingest, EntityShowsNamesAndFacts) {
  ASSERT_EQ(ingest(line("a", "Kim Jong Un", "met", "Shoigu")).exit_code, 0);
  const ProgramRun run = run_entente({"entity", "kim jong un", "--graph", graph_});
  EXPECT_EQ(run.exit_code, 0) << run.errors;
  EXPECT_NE(run.output.find("Kim Jong Un"), std::string::npos);
  EXPECT_NE(run.output.find("Shoigu"), std::string::npos);
}

TEST_F(Ingest, StatsCountWhatIsThere) {
  ASSERT_EQ(ingest(line("a", "Kim", "met", "Shoigu") + line("b", "Kim", "met", "Xi")).exit_code, 0);
  const ProgramRun run = run_entente({"stats", "--graph", graph_, "--json"});
  EXPECT_EQ(run.exit_code, 0) << run.errors;
  EXPECT_NE(run.output.find("\"documents\":2"), std::string::npos) << run.output;
  EXPECT_NE(run.output.find("\"facts\":2"), std::string::npos) << run.output;
  EXPECT_NE(run.output.find("\"entities\":3"), std::string::npos) << run.output;
}

}  // namespace
}  // namespace entente
