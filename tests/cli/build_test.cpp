// Which documents `entente build` puts in the place of those that a graph has, and what it makes of
// inputs that are compressed, empty or named in bytes that are no text; with the real models.
#include <filesystem>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"
#include "tests/cli/temporary_folder.h"
#include "tests/extract/read/compressed.h"

namespace entente {
namespace {

namespace fs = std::filesystem;

const std::string monday = "Vladimir Putin met Kim Jong Un in Moscow.";
const std::string tuesday = "Emmanuel Macron met Olaf Scholz in Berlin.";

class BuildAgain : public testing::Test {
 protected:
  static std::string record(const std::string& text, const std::string& more = "") {
    return "{" + more + R"("lang":"en","text":")" + text + "\"}\n";
  }

  std::string file(const std::string& name, std::string_view content) const {
    const fs::path path = folder_.path() / name;
    fs::create_directories(path.parent_path());
    write_file(path, content);
    return path;
  }

  ProgramRun build(const std::string& input, std::vector<std::string> more = {},
                   std::string_view standard_input = "") const {
    more.insert(more.begin(), {"build", input, "--graph", graph_, "--quick"});
    return run_entente(more, {.input = standard_input, .environment = {}, .output_file = {}});
  }

  std::size_t documents() const {
    const ProgramRun run = run_entente({"stats", "--graph", graph_, "--json"});
    return nlohmann::json::parse(run.output).at("documents");
  }

  bool knows(const std::string& name) const {
    return has(run_entente({"facts", "--graph", graph_}).output, name);
  }

  void expect_putin_alone() const {
    EXPECT_EQ(documents(), 1u);
    EXPECT_TRUE(knows("Putin"));
    EXPECT_FALSE(knows("Macron"));
  }

  const TemporaryFolder folder_;
  const std::string graph_ = folder_.file("graph");
};

TEST_F(BuildAgain, ARecordWithoutAnIdDoesNotReplaceThatOfAnotherFileOfTheName) {
  const std::string first = file("mon/news.jsonl", record(monday));
  const std::string second = file("tue/news.jsonl", record(tuesday));
  ASSERT_EQ(build(first).exit_code, 0);
  for (const std::vector<std::string>& more : {{}, std::vector<std::string>{"--resume"}}) {
    const ProgramRun refused = build(second, more);
    EXPECT_EQ(refused.exit_code, 3);
    EXPECT_TRUE(has(refused.errors, second + ":1: document 'news.jsonl:1': ")) << refused.errors;
    EXPECT_TRUE(has(refused.errors, "read from " + first + ":1, and keeps it")) << refused.errors;
    EXPECT_TRUE(has(refused.errors, "--replace")) << refused.errors;
    expect_putin_alone();
  }
  EXPECT_EQ(build(second, {"--strict"}).exit_code, 1);
  expect_putin_alone();
}

TEST_F(BuildAgain, ATextDoesNotReplaceThatOfAnotherFolder) {
  ASSERT_EQ(build(file("2022/01.txt", monday), {"--lang", "en"}).exit_code, 0);
  EXPECT_EQ(build(file("2023/01.txt", tuesday), {"--lang", "en"}).exit_code, 3);
  expect_putin_alone();
  EXPECT_EQ(build(folder_.file("2023"), {"--lang", "en"}).exit_code, 3);
  expect_putin_alone();
}

TEST_F(BuildAgain, WhatStandardInputGaveIsNotReplacedByWhatItGivesNext) {
  ASSERT_EQ(build("-", {}, record(monday)).exit_code, 0);
  EXPECT_EQ(build("-", {}, record(tuesday)).exit_code, 3);
  expect_putin_alone();
}

TEST_F(BuildAgain, TheSameTextOfAnotherDayIsAnotherDocument) {
  ASSERT_EQ(build("-", {}, record(monday, R"("date":"2023-01-02",)")).exit_code, 0);
  EXPECT_EQ(build("-", {}, record(monday, R"("date":"2023-01-03",)")).exit_code, 3);
  EXPECT_EQ(build("-", {}, record(monday, R"("date":"2023-01-02",)")).exit_code, 0);
}

TEST_F(BuildAgain, TheSameDocumentWithoutAnIdIsReadAgainAndMayGainADate) {
  const std::string first = file("mon/news.jsonl", record(monday));
  ASSERT_EQ(build(first).exit_code, 0);
  EXPECT_EQ(build(first, {"--resume"}).exit_code, 0);
  EXPECT_EQ(build(first, {"--date", "2023-07-24"}).exit_code, 0);
  EXPECT_TRUE(has(run_entente({"export", "--graph", graph_, "--to", "jsonl"}).output,
                  R"({"document":"news.jsonl:1","date":"2023-07-24")"));
  fs::rename(folder_.file("mon"), folder_.file("archive"));
  const ProgramRun moved = build(folder_.file("archive/news.jsonl"), {"--date", "2023-07-24"});
  EXPECT_EQ(moved.exit_code, 0) << moved.errors;
  expect_putin_alone();
}

TEST_F(BuildAgain, ADocumentWithoutAnIdThatHasChangedReplacesItsFormerSelfWhenAsked) {
  const std::string text = file("letter.txt", monday);
  ASSERT_EQ(build(text, {"--lang", "en"}).exit_code, 0);
  write_file(text, tuesday);
  EXPECT_EQ(build(text, {"--lang", "en"}).exit_code, 3);
  EXPECT_EQ(build(text, {"--lang", "en", "--replace"}).exit_code, 0);
  EXPECT_EQ(documents(), 1u);
  EXPECT_TRUE(knows("Macron"));
}

TEST_F(BuildAgain, ADocumentWithAnIdReplacesItsFormerSelf) {
  ASSERT_EQ(build("-", {}, record(monday, R"("id":"a",)")).exit_code, 0);
  EXPECT_EQ(build("-", {}, record(tuesday, R"("id":"a",)")).exit_code, 0);
  EXPECT_EQ(documents(), 1u);
  EXPECT_TRUE(knows("Macron"));
}

TEST_F(BuildAgain, AGraphOfFilesWhoseNamesAreNotUtf8CanBeExported) {
  file("in/Reuni\xF3n/acta n\xBA 1.txt", tuesday);
  ASSERT_EQ(build(folder_.file("in"), {"--lang", "en"}).exit_code, 0);
  const ProgramRun exported = run_entente({"export", "--graph", graph_, "--to", "jsonl"});
  EXPECT_EQ(exported.exit_code, 0) << exported.errors;
  EXPECT_TRUE(has(exported.output, R"("document":"Reuni%F3n/acta n%BA 1")")) << exported.output;
  EXPECT_TRUE(has(exported.output, "/Reuni%F3n/acta n%BA 1.txt\"")) << exported.output;
}

TEST_F(BuildAgain, CompressedStandardInputIsUnpacked) {
  for (const auto& compressed : {gzip(record(monday)), zstandard(record(monday))}) {
    const ProgramRun run = build("-", {"--replace"}, compressed);
    EXPECT_EQ(run.exit_code, 0) << run.errors;
    expect_putin_alone();
  }
}

TEST_F(BuildAgain, OfNothingThatExistsNoGraphIsMade) {
  EXPECT_EQ(build(folder_.file("none.jsonl")).exit_code, 1);
  EXPECT_FALSE(fs::exists(graph_));
}

TEST_F(BuildAgain, AnEmptyInputIsNamedInEveryFormat) {
  for (const std::string name :
       {"a.txt", "a.jsonl", "a.csv", "a.tsv", "a.html", "a.warc", "a.json"}) {
    const std::string path = file(name, "");
    const ProgramRun run = build(path);
    EXPECT_EQ(run.exit_code, 3) << name;
    EXPECT_TRUE(has(run.errors, path + ": the input is empty\n")) << run.errors;
  }
  EXPECT_EQ(build(file("a.jsonl.gz", gzip(""))).exit_code, 3);
  EXPECT_EQ(build("-").exit_code, 3);
}

}  // namespace
}  // namespace entente
