// `tokens.json` is read strictly: each mistake is named with its place.
#include "extract/nlp/token_rules.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "extract/error.h"

namespace entente {
namespace {

using nlohmann::json;

class TokenRulesFile : public testing::Test {
 protected:
  TokenRulesFile()
      : file_(std::filesystem::temp_directory_path() /
              ("entente-tokens-" + std::to_string(getpid()) + ".json")) {
    std::ifstream stream(std::filesystem::path(ENTENTE_SOURCE_DIR) /
                         "extract/language/en/tokens.json");
    rules_ = json::parse(stream);
  }
  ~TokenRulesFile() override { std::filesystem::remove(file_); }

  TokenRules load() const {
    std::ofstream(file_) << rules_.dump();
    return TokenRules::load(file_);
  }

  // What is said of the file as it is now, without the file's name.
  std::string complaint() const {
    try {
      load();
    } catch (const InputError& error) {
      EXPECT_EQ(error.file(), file_.string());
      return error.reason();
    }
    return "none";
  }

  std::filesystem::path file_;
  json rules_;
};

TEST_F(TokenRulesFile, AsItIsThereIsNoComplaint) { EXPECT_EQ(complaint(), "none"); }

TEST_F(TokenRulesFile, WhatIsMissingIsNamed) {
  rules_["signs"]["hyphen"].erase("prefixes");
  EXPECT_EQ(complaint(), "signs.hyphen.prefixes is missing");
}

TEST_F(TokenRulesFile, WhatIsUnknownIsNamed) {
  rules_["abbreviations"]["opened"] = json::array();
  EXPECT_EQ(complaint(), "abbreviations.opened is unknown");
}

TEST_F(TokenRulesFile, WhatIsOfAnotherKindIsNamed) {
  rules_["clitics"]["endings"] = {"'s", 5};
  EXPECT_EQ(complaint(), "clitics.endings[1] must be a string that is not empty");
}

TEST_F(TokenRulesFile, ContractionsAreLists) {
  rules_["contractions"]["cannot"] = "can not";
  EXPECT_EQ(complaint(), "contractions.cannot must be an array of strings");
}

TEST_F(TokenRulesFile, JoinsAllLeavesNothingToList) {
  rules_["signs"]["hyphen"]["joins_all"] = true;
  EXPECT_EQ(complaint(), "signs.hyphen.prefixes is unknown");
}

TEST_F(TokenRulesFile, TextThatIsNoJsonIsNamed) {
  std::ofstream(file_) << "{";
  try {
    TokenRules::load(file_);
    FAIL() << "it was read";
  } catch (const InputError& error) {
    EXPECT_TRUE(error.reason().starts_with("broken JSON at byte offset")) << error.reason();
  }
}

TEST_F(TokenRulesFile, AbbreviationsWithACapitalStayAsWritten) {
  const TokenRules rules = load();
  EXPECT_TRUE(rules.closed_abbreviations.contains(u"Sat"));
  EXPECT_FALSE(rules.closed_abbreviations.contains(u"sat"));
}

}  // namespace
}  // namespace entente
