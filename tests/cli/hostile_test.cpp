// Names and texts that somebody chose to do harm: no file is made outside the graph and no command
// run, and no control character reaches a terminal.
#include <algorithm>
#include <filesystem>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/cli/program.h"
#include "tests/cli/temporary_folder.h"

namespace entente {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

const std::vector<std::string>& hostile_texts() {
  using namespace std::string_literals;
  static const std::vector<std::string> texts{
      "../../outside",
      "/tmp/entente-outside",
      "$(touch outside)",
      "`touch outside`",
      "; touch outside #",
      "| touch outside",
      "a\0b"s,
      "two\nlines\r\nand\ttabs",
      "\x1b[2J\x1b]0;title\x07",
      "\u009b31mred",
      "\u202Eright to left",
      "\" ' <script>alert(1)</script> ]]> &amp; --",
      "=HYPERLINK(\"http://example.org\")",
      "--help",
      "-",
      "%s%n",
      std::string(100000, 'x'),
  };
  return texts;
}

// Of control characters, only the ends of lines.
bool is_safe_for_a_terminal(const std::string& text) {
  for (const std::string_view control : {"\u009b", "\u202E"}) {
    if (text.find(control) != std::string::npos) return false;
  }
  return std::all_of(text.begin(), text.end(), [](char c) {
    return c == '\n' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
  });
}

class Hostile : public testing::Test {
 protected:
  Hostile() {
    fs::create_directory(folder_.file("here"));
    fs::current_path(folder_.file("here"));
  }
  ~Hostile() override {
    fs::current_path(before_);
    std::set<fs::path> names;
    for (const auto& entry : fs::directory_iterator(folder_.path())) {
      names.insert(entry.path().filename());
    }
    EXPECT_EQ(names, (std::set<fs::path>{"graph", "here"})) << "a file outside the graph";
    EXPECT_FALSE(fs::exists("/tmp/entente-outside"));
  }

  // Runs the program in the folder "here", in which nothing may be left behind.
  ProgramRun run(const std::vector<std::string>& arguments, const std::string& input = "") const {
    const ProgramRun run =
        run_entente(arguments, {.input = input, .environment = {}, .output_file = {}});
    EXPECT_LT(run.exit_code, 128) << "it ended by a signal";
    EXPECT_TRUE(is_safe_for_a_terminal(run.errors)) << run.errors;
    EXPECT_TRUE(fs::is_empty(".")) << "a file where the program ran";
    return run;
  }

  const fs::path before_ = fs::current_path();
  const TemporaryFolder folder_;
  const std::string graph_ = folder_.file("graph");
};

TEST_F(Hostile, TriplesAreDataInTablesAndExports) {
  std::string lines;
  for (const std::string& text : hostile_texts()) {
    const Json reference{{"name", text}};
    lines += Json{{"document", text},
                  {"subject", reference},
                  {"relation", text},
                  {"object", {{"name", "Kim"}}},
                  {"evidence", {{"text", text}}}}
                 .dump() +
             "\n";
  }
  run({"ingest", "-", "--graph", graph_}, lines);
  const ProgramRun facts = run({"facts", "--graph", graph_, "--json"});
  EXPECT_EQ(facts.exit_code, 0) << facts.errors;
  EXPECT_GE(count_lines(facts.output), hostile_texts().size() - 3);
  for (const std::vector<std::string>& command : {std::vector<std::string>{"facts", "--sentences"},
                                                  {"stats"},
                                                  {"entity", "Kim"},
                                                  {"resolve", "suggest", "--unresolved"},
                                                  {"resolve", "list"},
                                                  {"verify"}}) {
    std::vector<std::string> arguments = command;
    arguments.insert(arguments.end(), {"--graph", graph_});
    const ProgramRun shown = run(arguments);
    EXPECT_TRUE(is_safe_for_a_terminal(shown.output)) << command.front();
  }
  for (const std::string& text : hostile_texts()) {
    if (text.find('\0') != std::string::npos) continue;  // no argument can hold it
    const std::string safe = text.substr(0, 1000);
    const ProgramRun asked = run({"facts", "--graph", graph_, "--about=" + safe});
    EXPECT_TRUE(is_safe_for_a_terminal(asked.output)) << safe;
  }
  const ProgramRun exported = run({"export", "--graph", graph_, "--to", "jsonl"});
  EXPECT_GE(count_lines(exported.output), hostile_texts().size() - 3);
  const std::string xml = run({"export", "--graph", graph_, "--to", "graphml"}).output;
  EXPECT_EQ(xml.find("<script>"), std::string::npos);
  EXPECT_EQ(xml.find('\x1b'), std::string::npos);
  EXPECT_EQ(xml.find('\0'), std::string::npos);
  EXPECT_NE(xml.find("&lt;script&gt;"), std::string::npos);
}

TEST_F(Hostile, DocumentsAreData) {
  std::string lines;
  for (const std::string& text : hostile_texts()) {
    lines += Json{{"id", text}, {"title", text}, {"source", text}, {"text", text}}.dump() + "\n";
    lines += Json{{"id", "of a language"}, {"lang", text}, {"text", "Kim met Xi."}}.dump() + "\n";
  }
  run({"build", "-", "--format", "jsonl", "--graph", graph_}, lines);
  run({"build", "-", "--format", "jsonl", "--lang", "en", "--graph", graph_}, lines);
  for (const std::string& text : hostile_texts()) {
    if (text.find('\0') != std::string::npos) continue;
    const ProgramRun named = run({"extract", "--lang", "en", "./" + text.substr(0, 200)});
    EXPECT_NE(named.exit_code, 0) << "there is no such file";
  }
}

TEST_F(Hostile, PageOfAnExplanationHoldsTextAlone) {
  const std::string file = folder_.file("page.html");
  const std::string document = Json{{"id", "<script>alert(1)</script>"},
                                    {"title", "</title><img src=x onerror=alert(1)>"},
                                    {"text", "Kim met \"<script>alert(2)</script>\" & Xi.</pre>"}}
                                   .dump();
  run({"extract", "--html", file, "-", "--format", "jsonl", "--lang", "en"}, document + "\n");
  const std::string page = read_file(file);
  fs::rename(file, graph_);
  EXPECT_NE(page.find("alert(2)"), std::string::npos);
  EXPECT_EQ(page.find("<script>alert"), std::string::npos);
  EXPECT_EQ(page.find("<img src"), std::string::npos);
}

}  // namespace
}  // namespace entente
