#include "extract/time/time_grammar.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <string>
#include <unistd.h>

#include "extract/error.h"
#include "extract/time/timex.h"

namespace entente {
namespace {

using nlohmann::json;

// A folder with a time.json of its own, gone with the object.
class GrammarFolder {
 public:
  explicit GrammarFolder(const std::string& content) {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    path_ = std::filesystem::temp_directory_path() /
            ("entente-time-" + std::to_string(getpid()) + "-" + test->name());
    std::filesystem::create_directories(path_);
    std::ofstream(path_ / "time.json") << content;
  }
  ~GrammarFolder() { std::filesystem::remove_all(path_); }
  GrammarFolder(const GrammarFolder&) = delete;
  GrammarFolder& operator=(const GrammarFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// The English grammar of these tests, with some fields written anew.
std::string changed(const json& patch) {
  std::ifstream stream(std::filesystem::path(ENTENTE_TEST_DATA) / "english/time.json");
  json grammar = json::parse(stream);
  grammar.merge_patch(patch);
  return grammar.dump();
}

std::string error_of(const std::string& content) {
  const GrammarFolder folder(content);
  try {
    TimeTagger::load(folder.path());
  } catch (const InputError& error) {
    EXPECT_NE(error.file().find("time.json"), std::string::npos) << error.what();
    return error.what();
  }
  ADD_FAILURE() << "was read without an error: " << content;
  return {};
}

void expect_error(const std::string& content, const std::string& part) {
  const std::string message = error_of(content);
  EXPECT_NE(message.find(part), std::string::npos) << message;
}

json pattern(const std::string& match) { return {{"kind", "date"}, {"match", match}}; }

TEST(TimeGrammar, ReadsWhatTheErrorsAreMadeFrom) {
  const GrammarFolder folder(changed(json::object()));
  EXPECT_NO_THROW(TimeTagger::load(folder.path()));
}

TEST(TimeGrammar, NamesAFileThatIsMissing) {
  try {
    TimeTagger::load("no-such-folder");
    FAIL() << "was read without an error";
  } catch (const InputError& error) {
    EXPECT_NE(error.file().find("no-such-folder"), std::string::npos);
  }
}

TEST(TimeGrammar, NamesTheLineOfBrokenJson) { expect_error("{\n\"decimal\": ,\n}", "time.json:2"); }

TEST(TimeGrammar, NamesAMissingField) {
  expect_error(changed({{"decimal", nullptr}}), "\"decimal\" is missing");
  expect_error(changed({{"patterns", nullptr}}), "\"patterns\" is missing");
}

TEST(TimeGrammar, NamesAnUnknownField) { expect_error(changed({{"months", "x"}}), "\"months\""); }

TEST(TimeGrammar, WantsMarksOfOneCharacter) {
  expect_error(changed({{"decimal", "··"}}), "\"decimal\" must be one ASCII character");
}

TEST(TimeGrammar, WantsAKnownOrderOfDates) {
  expect_error(changed({{"date_order", "YMD"}}), "\"date_order\"");
}

TEST(TimeGrammar, NamesACapitalisedClassThatIsNone) {
  expect_error(changed({{"capitalised", {"moth"}}}), "no class is called \"moth\"");
}

TEST(TimeGrammar, WantsPositiveNumbers) {
  expect_error(changed({{"numbers", {{"two", "zwei"}}}}), "\"two\" has no positive number");
  expect_error(changed({{"numbers", {{"two", "-2"}}}}), "\"two\" has no positive number");
}

TEST(TimeGrammar, NamesAClassThatFillsNoPart) {
  expect_error(changed({{"classes", {{"season", {{"spring", "1"}}}}}}), "\"season\" fills no part");
}

TEST(TimeGrammar, NamesAClassValueThatIsNone) {
  expect_error(changed({{"classes", {{"month", {{"june", "six"}}}}}}), "\"june\"");
  expect_error(changed({{"classes", {{"unit", {{"week", "1W"}}}}}}), "\"week\"");
  expect_error(changed({{"classes", {{"unit", {{"week", "PT1W"}}}}}}), "\"week\"");
}

TEST(TimeGrammar, NamesAGroupThatIsAClassToo) {
  expect_error(changed({{"groups", {{"month", "one|two"}}}}), "\"month\" is a group and a class");
}

TEST(TimeGrammar, NamesThePatternThatIsWrong) {
  expect_error(changed({{"patterns", {pattern("<month>"), pattern("<moth>")}}}),
               "patterns[1] (<moth>): no group, class or built-in item is called \"moth\"");
  expect_error(changed({{"patterns", {pattern("[ in <month>")}}}), "a \"[\" without its \"]\"");
  expect_error(changed({{"patterns", {pattern("in ] <month>")}}}), "a \"]\" without its \"[\"");
  expect_error(changed({{"patterns", {pattern("[ in ]")}}}), "matches nothing at all");
  expect_error(changed({{"patterns", {pattern("in| <month>")}}}), "an empty word");
  expect_error(changed({{"patterns", {{{"kind", "day"}, {"match", "now"}}}}}),
               "unknown kind \"day\"");
  expect_error(changed({{"patterns", {{{"kind", "date"}}}}}), "\"match\" is missing");
}

TEST(TimeGrammar, NamesAFixedPartThatIsNoNumber) {
  json wrong = pattern("now");
  wrong["offset"] = "none";
  expect_error(changed({{"patterns", {wrong}}}), "\"offset\" must be a whole number");
  wrong = pattern("now");
  wrong["unit"] = "day";
  expect_error(changed({{"patterns", {wrong}}}), "\"unit\" must be a period");
  wrong = pattern("now");
  wrong["case"] = "upper";
  expect_error(changed({{"patterns", {wrong}}}), "\"case\" must be");
  wrong = pattern("now");
  wrong["from"] = "now";
  expect_error(changed({{"patterns", {wrong}}}), "\"from\" must be \"told\" or \"below\"");
  wrong = pattern("now");
  wrong["shfit"] = "1";
  expect_error(changed({{"patterns", {wrong}}}), "unknown field \"shfit\"");
}

TEST(TimeGrammar, APatternOfTooManyWaysIsRefused) {
  std::string match = "day";
  for (int i = 0; i < 12; ++i) match += " [ a ]";  // each doubles them: 4096
  const GrammarFolder folder(changed({{"patterns", {pattern(match)}}}));
  EXPECT_NO_THROW(TimeTagger::load(folder.path()));
  expect_error(changed({{"patterns", {pattern(match + " [ a ]")}}}),
               "has more ways than the limit of 4096");
}

TEST(TimeGrammar, NumbersThatNoDateHasAreRefused) {
  const json classes{{"offset", {{"yesterday", "-2000000000"}}}};
  expect_error(changed({{"classes", classes}}), "has no whole number: \"-2000000000\"");
}

}  // namespace
}  // namespace entente
