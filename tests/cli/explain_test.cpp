// `entente extract --explain` and `--html`.
#include <filesystem>
#include <gtest/gtest.h>
#include <string>

#include "tests/cli/program.h"
#include "tests/cli/temporary_folder.h"

namespace entente {
namespace {

const std::string spanish =
    R"({"id":"es","lang":"es","date":"2023-07-27",)"
    R"("text":"KCNA dijo que Kim Jong Un se reunió el miércoles con Sergei Shoigu."})"
    "\n";
const std::string english =
    R"({"id":"en","lang":"en","date":"2023-07-27","text":"Norway did not attack Syria."})"
    "\n";

ProgramRun extract(const std::vector<std::string>& options, const std::string& input) {
  std::vector<std::string> arguments{"extract", "-"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  return run_entente(arguments, {.input = input, .environment = {}, .output_file = {}});
}

void expect_said(const std::string& text, const std::string& part) {
  EXPECT_NE(text.find(part), std::string::npos) << part << "\n\n" << text;
}

TEST(Explain, WritesTextInPlaceOfTriples) {
  const ProgramRun run = extract({"--explain"}, spanish + english);
  ASSERT_EQ(run.exit_code, 0) << run.errors;
  for (const char* part :
       {"Document es of 2023-07-27", "Kim Jong Un  ─ met →  Sergei Shoigu", "CONSULT",
        "verb “reunir”, reflexive: subj → con", "2023-07-26, “el miércoles”", "“dijo”",
        "Document en of 2023-07-27", "Norway  ─ attacked →  Syria", "negated, “not”", "learnt"}) {
    expect_said(run.output, part);
  }
  EXPECT_EQ(run.output.find("{\"document\""), std::string::npos);
}

TEST(Explain, TheNumberOfThreadsChangesNothing) {
  const std::string documents = spanish + english + spanish + english;
  const ProgramRun one = extract({"--explain", "--threads", "1"}, documents);
  EXPECT_EQ(one.output, extract({"--explain", "--threads", "4"}, documents).output);
}

TEST(Html, GoesAlongWithTheSameTriples) {
  const TemporaryFolder folder;
  const std::string page = folder.file("page.html");
  const ProgramRun run = extract({"--html", page}, spanish + english);
  ASSERT_EQ(run.exit_code, 0) << run.errors;
  EXPECT_EQ(run.output, extract({}, spanish + english).output);
  const std::string content = read_file(page);
  EXPECT_TRUE(content.ends_with("</html>\n"));
  expect_said(content, "Kim Jong Un se reunió el miércoles");
  expect_said(content, "Norway did not attack Syria.");
}

TEST(Html, GoesAlongWithTheText) {
  const TemporaryFolder folder;
  const std::string page = folder.file("page.html");
  const ProgramRun run = extract({"--explain", "--html", page}, spanish);
  ASSERT_EQ(run.exit_code, 0) << run.errors;
  EXPECT_EQ(run.output, extract({"--explain"}, spanish).output);
  EXPECT_TRUE(std::filesystem::exists(page));
}

TEST(Html, TakesThePlaceOfAnOlderFileOnlyWhenItIsWhole) {
  const TemporaryFolder folder;
  const std::string page = folder.file("page.html");
  write_file(page, "older");
  EXPECT_EQ(extract({"--html", page, "--strict"}, spanish + "{broken\n").exit_code, 1);
  EXPECT_EQ(read_file(page), "older");
  EXPECT_EQ(extract({"--html", page}, spanish).exit_code, 0);
  EXPECT_NE(read_file(page), "older");
}

TEST(Html, IsRefusedOnStandardOutput) {
  const ProgramRun run = extract({"--html", "-"}, spanish);
  EXPECT_EQ(run.exit_code, 2);
  expect_said(run.errors, "--html -");
  EXPECT_EQ(run.output, "");
}

TEST(Html, NamesAPathThatCannotBeWritten) {
  const TemporaryFolder folder;
  const std::string page = folder.file("nowhere/page.html");
  const ProgramRun run = extract({"--html", page}, spanish);
  EXPECT_EQ(run.exit_code, 1);
  expect_said(run.errors, page);
}

}  // namespace
}  // namespace entente
