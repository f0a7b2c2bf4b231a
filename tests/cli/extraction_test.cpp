// The way from documents, with the real models; without them these tests are skipped.
#include <filesystem>
#include <gtest/gtest.h>

#include "tests/cli/program.h"
#include "tests/cli/temporary_folder.h"

namespace entente {
namespace {

const std::string language_folder = ENTENTE_SOURCE_DIR "/extract/language";
const std::string article = ENTENTE_SOURCE_DIR "/examples/seed/article.jsonl";

class Extraction : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(std::filesystem::exists(language_folder + "/es/model.bin")); }

  static ProgramRun run(const std::vector<std::string>& arguments, std::string_view input = "") {
    return run_entente(arguments, {.input = input, .environment = {}, .output_file = {}});
  }

  const TemporaryFolder folder_;
  const std::string graph_ = folder_.file("graph");
};

TEST_F(Extraction, TheSeedArticleBecomesAGraphThatKnowsWhoMet) {
  const ProgramRun built = run({"build", article, "--graph", graph_});
  ASSERT_EQ(built.exit_code, 0) << built.errors;
  const ProgramRun facts =
      run({"facts", "--graph", graph_, "--class", "CONSULT", "--about", "Kim Jong Un"});
  EXPECT_EQ(facts.exit_code, 0) << facts.errors;
  EXPECT_NE(facts.output.find("Sergei Shoigu"), std::string::npos) << facts.output;
}

TEST_F(Extraction, ExtractAndIngestBuildTheSameFactsAsBuild) {
  ASSERT_EQ(run({"build", article, "--graph", graph_}).exit_code, 0);
  const ProgramRun extracted = run({"extract", "-"}, read_file(article));
  ASSERT_EQ(extracted.exit_code, 0) << extracted.errors;
  const std::string other = folder_.file("other");
  ASSERT_EQ(run({"ingest", "-", "--graph", other, "--strict"}, extracted.output).exit_code, 0);
  const ProgramRun facts = run({"facts", "--graph", graph_, "--json"});
  EXPECT_GT(count_lines(facts.output), 0u);
  EXPECT_EQ(run({"facts", "--graph", other, "--json"}).output, facts.output);
}

TEST_F(Extraction, QuicklyTheEncoderReadsNothing) {
  constexpr std::string_view encoder = "as the encoder reads them";
  EXPECT_NE(run({"extract", "--explain", article}).output.find(encoder), std::string::npos);
  const ProgramRun quick = run({"extract", "--explain", "--quick", article});
  EXPECT_EQ(quick.exit_code, 0) << quick.errors;
  EXPECT_EQ(quick.output.find(encoder), std::string::npos);
}

TEST_F(Extraction, BuildQuicklyStoresWhatExtractQuicklyFinds) {
  ASSERT_EQ(run({"build", "--quick", article, "--graph", graph_}).exit_code, 0);
  const std::string other = folder_.file("other");
  const ProgramRun triples = run({"extract", "--quick", article});
  ASSERT_EQ(run({"ingest", "-", "--graph", other, "--strict"}, triples.output).exit_code, 0);
  const std::string facts = run({"facts", "--graph", graph_, "--json"}).output;
  EXPECT_NE(facts.find("Sergei Shoigu"), std::string::npos) << facts;
  EXPECT_EQ(run({"facts", "--graph", other, "--json"}).output, facts);
  const std::string slowly = folder_.file("slowly");
  ASSERT_EQ(run({"build", article, "--graph", slowly}).exit_code, 0);
  EXPECT_NE(run({"facts", "--graph", slowly, "--json"}).output, facts);
}

TEST_F(Extraction, TheNumberOfThreadsChangesNothing) {
  std::string documents;
  for (int i = 0; i < 12; ++i) {
    documents += R"({"id":"d)" + std::to_string(i) +
                 R"(","lang":"es","date":"2023-07-27","text":"Kim Jong Un se reunió con )" +
                 (i % 2 == 0 ? "Sergei Shoigu" : "Xi Jinping") + R"( en Pyongyang."})" + "\n";
  }
  const ProgramRun one = run({"extract", "-", "--threads", "1"}, documents);
  const ProgramRun four = run({"extract", "-", "--threads", "4"}, documents);
  EXPECT_EQ(one.exit_code, 0) << one.errors;
  EXPECT_GT(count_lines(one.output), 0u);
  EXPECT_EQ(one.output, four.output);
}

TEST_F(Extraction, BadRecordsAreSkippedAndNamedOrStopEverythingIfStrict) {
  const std::string documents = R"({"id":"a","lang":"es","text":"Putin llamó a Xi Jinping."})"
                                "\n{broken\n"
                                R"({"id":"b","lang":"es","text":"Kim visitó Rusia."})"
                                "\n";
  const ProgramRun lenient = run({"extract", "-"}, documents);
  EXPECT_EQ(lenient.exit_code, 3);
  EXPECT_NE(lenient.errors.find("entente: warning: -:2: "), std::string::npos) << lenient.errors;
  const ProgramRun strict = run({"extract", "-", "--strict"}, documents);
  EXPECT_EQ(strict.exit_code, 1);
  EXPECT_NE(strict.errors.find("entente: error: -:2: "), std::string::npos) << strict.errors;
}

TEST_F(Extraction, ATextOverTheLimitIsSkippedAndNamedWithTheLimit) {
  std::string text;
  for (int i = 0; i <= 300'000; ++i) text += "a ";
  const ProgramRun skipped = run({"extract", "-"}, R"({"id":"long","lang":"es","text":")" + text +
                                                       "\"}\n" + R"({"lang":"es","text":"Kim."})");
  EXPECT_EQ(skipped.exit_code, 3);
  EXPECT_NE(skipped.errors.find("-:1: document 'long': the text has 300001 words, more than the "
                                "limit of 300000"),
            std::string::npos)
      << skipped.errors;
}

TEST_F(Extraction, ALanguageWithoutAModelIsSkippedAndNamed) {
  const ProgramRun skipped =
      run({"extract", "-"}, R"({"id":"a","lang":"xx","text":"Kim visitó Rusia."})");
  EXPECT_EQ(skipped.exit_code, 3);
  EXPECT_NE(skipped.errors.find("-:1: "), std::string::npos) << skipped.errors;
  EXPECT_NE(skipped.errors.find("'xx'"), std::string::npos) << skipped.errors;
  EXPECT_EQ(skipped.output, "");
}

TEST_F(Extraction, AnnotateWritesConllU) {
  const ProgramRun run =
      Extraction::run({"annotate", "-", "--format", "text", "--lang", "es"}, "Kim visitó Rusia.");
  EXPECT_EQ(run.exit_code, 0) << run.errors;
  EXPECT_NE(run.output.find("\tvisitar\tVERB\t"), std::string::npos) << run.output;
  const ProgramRun again =
      Extraction::run({"annotate", "-", "--format", "conllu", "--lang", "es"}, run.output);
  EXPECT_EQ(again.exit_code, 0) << again.errors;
  EXPECT_NE(again.output.find("\tvisitar\tVERB\t"), std::string::npos) << again.output;
}

TEST(Languages, AFolderWithoutModelsIsAnErrorThatNamesIt) {
  const TemporaryFolder empty;
  const ProgramRun by_option =
      run_entente({"extract", "-", "--language-dir", empty.path().string()});
  EXPECT_EQ(by_option.exit_code, 1);
  EXPECT_NE(by_option.errors.find(empty.path().string()), std::string::npos) << by_option.errors;
  const ProgramRun by_environment = run_entente(
      {"extract", "-"},
      {.input = {}, .environment = {{"ENTENTE_LANGUAGE_DIR", empty.path()}}, .output_file = {}});
  EXPECT_EQ(by_environment.exit_code, 1);
  EXPECT_NE(by_environment.errors.find(empty.path().string()), std::string::npos)
      << by_environment.errors;
}

}  // namespace
}  // namespace entente
