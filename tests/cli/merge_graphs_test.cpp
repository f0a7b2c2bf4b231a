// A corpus worked on in parts, whose graphs are put together again.
#include <filesystem>
#include <gtest/gtest.h>

#include "tests/cli/program.h"
#include "tests/cli/temporary_folder.h"

namespace entente {
namespace {

class Parts : public testing::Test {
 protected:
  static std::string line(int document, const std::string& subject, const std::string& object) {
    return R"({"document":"d)" + std::to_string(document) + R"(","subject":{"name":")" + subject +
           R"("},"relation":"met","object":{"name":")" + object + "\"}}\n";
  }

  static ProgramRun run(const std::vector<std::string>& arguments, std::string_view input = "") {
    return run_entente(arguments, {.input = input, .environment = {}, .output_file = {}});
  }

  std::string exported(const std::string& graph) {
    return run({"export", "--graph", folder_.file(graph), "--to", "jsonl"}).output;
  }

  const TemporaryFolder folder_;
};

TEST_F(Parts, OfAnIngestMakeTheSameGraphAsOneRun) {
  std::string lines = "{broken\n";
  for (int i = 0; i < 40; ++i) lines += line(i % 25, "Kim " + std::to_string(i % 7), "Shoigu");
  ASSERT_EQ(run({"ingest", "-", "--graph", folder_.file("all")}, lines).exit_code, 3);
  std::vector<std::string> merge{"merge-graphs"};
  std::size_t triples = 0;
  for (const std::string part : {"1", "2", "3"}) {
    const std::string graph = folder_.file(part);
    const ProgramRun ingested =
        run({"ingest", "-", "--graph", graph, "--partition", part + "/3"}, lines);
    EXPECT_EQ(ingested.exit_code, 3) << ingested.errors;
    triples += count_lines(run({"facts", "--graph", graph, "--json"}).output);
    merge.push_back(graph);
  }
  merge.insert(merge.end(), {"--graph", folder_.file("merged")});
  const ProgramRun merged = run(merge);
  EXPECT_EQ(merged.exit_code, 0) << merged.errors;
  EXPECT_GT(triples, 0u);
  EXPECT_EQ(exported("merged"), exported("all"));
  EXPECT_GT(count_lines(exported("all")), 25u);
}

TEST_F(Parts, OfABuildMakeTheSameGraphAsOneRun) {
  std::string documents;
  for (int i = 0; i < 8; ++i) {
    documents += R"({"id":"d)" + std::to_string(i) +
                 R"(","lang":"es","date":"2023-07-27","text":"Kim Jong Un se reunió con )" +
                 (i % 2 == 0 ? "Sergei Shoigu" : "Xi Jinping") + R"( en Pyongyang."})" + "\n";
  }
  ASSERT_EQ(run({"build", "-", "--graph", folder_.file("all")}, documents).exit_code, 0);
  for (const std::string part : {"1", "2"}) {
    const ProgramRun built =
        run({"build", "-", "--graph", folder_.file(part), "--partition", part + "/2"}, documents);
    EXPECT_EQ(built.exit_code, 0) << built.errors;
  }
  const ProgramRun merged = run(
      {"merge-graphs", folder_.file("2"), folder_.file("1"), "--graph", folder_.file("merged")});
  EXPECT_EQ(merged.exit_code, 0) << merged.errors;
  EXPECT_EQ(exported("merged"), exported("all"));
}

TEST_F(Parts, ThatAreNoneAreWrongUsage) {
  for (const std::string part : {"0/2", "3/2", "2", "a/b", ""}) {
    const ProgramRun wrong =
        run({"ingest", "-", "--graph", folder_.file("all"), "--partition", part});
    EXPECT_EQ(wrong.exit_code, 2) << part;
    EXPECT_NE(wrong.errors.find("--partition"), std::string::npos) << wrong.errors;
    EXPECT_FALSE(std::filesystem::exists(folder_.file("all")));
  }
}

TEST_F(Parts, ADocumentThatIsThereWithOtherContentsIsNamed) {
  ASSERT_EQ(run({"ingest", "-", "--graph", folder_.file("one")}, line(1, "Kim", "Xi")).exit_code,
            0);
  ASSERT_EQ(run({"ingest", "-", "--graph", folder_.file("two")}, line(1, "Kim", "Li")).exit_code,
            0);
  const ProgramRun merged = run(
      {"merge-graphs", folder_.file("one"), folder_.file("two"), "--graph", folder_.file("both")});
  EXPECT_EQ(merged.exit_code, 3);
  EXPECT_NE(merged.errors.find("two: document \"d1\" is there already, with other contents"),
            std::string::npos)
      << merged.errors;
  EXPECT_EQ(exported("both"), exported("one"));
}

TEST_F(Parts, GraphsThatAreMissingOrTheSameAreRefused) {
  ASSERT_EQ(run({"ingest", "-", "--graph", folder_.file("one")}, line(1, "Kim", "Xi")).exit_code,
            0);
  const ProgramRun missing = run(
      {"merge-graphs", folder_.file("one"), folder_.file("none"), "--graph", folder_.file("both")});
  EXPECT_EQ(missing.exit_code, 1);
  EXPECT_NE(missing.errors.find("none"), std::string::npos) << missing.errors;
  EXPECT_FALSE(std::filesystem::exists(folder_.file("both")));
  const ProgramRun same =
      run({"merge-graphs", folder_.file("one"), "--graph", folder_.file("one")});
  EXPECT_EQ(same.exit_code, 2) << same.errors;
  EXPECT_EQ(run({"merge-graphs", "--graph", folder_.file("both")}).exit_code, 2);
}

}  // namespace
}  // namespace entente
