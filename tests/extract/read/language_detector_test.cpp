#include "extract/read/language_detector.h"

#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "extract/error.h"
#include "temporary_folder.h"

namespace entente {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const LanguageDetector& detector() {
  static const LanguageDetector loaded =
      LanguageDetector::load(ENTENTE_SOURCE_DIR "/extract/language");
  return loaded;
}

std::string language_of(const std::string& text) { return detector().detect(text).language; }

// The records of tests/extract/read/languages/NAME.
std::vector<json> records_of(const std::string& name) {
  std::ifstream file(fs::path(ENTENTE_TEST_DATA) / "languages" / name);
  std::vector<json> records;
  for (std::string line; std::getline(file, line);) records.push_back(json::parse(line));
  EXPECT_FALSE(records.empty()) << name;
  return records;
}

std::string text_field(const json& record) { return record.at("text").get<std::string>(); }

TEST(LanguageDetector, KnowsSpanishAndEnglishInParagraphsAndHeadlines) {
  for (const json& record : records_of("ours.jsonl")) {
    EXPECT_EQ(language_of(text_field(record)), record.at("lang")) << text_field(record);
  }
}

TEST(LanguageDetector, NeverTakesAnotherLanguageForSpanishOrEnglish) {
  for (const json& record : records_of("others.jsonl")) {
    const std::string found = language_of(text_field(record));
    EXPECT_NE(found, "es") << text_field(record);
    EXPECT_NE(found, "en") << text_field(record);
  }
}

TEST(LanguageDetector, NamesTheLanguageOfAParagraph) {
  for (const json& record : records_of("others.jsonl")) {
    if (detector().detect(text_field(record)).letter_bytes < 150 || record.at("lang") == "la")
      continue;
    EXPECT_EQ(language_of(text_field(record)), record.at("lang")) << text_field(record);
  }
}

TEST(LanguageDetector, SaysNothingWhereNothingIsClear) {
  for (const json& record : records_of("unclear.jsonl")) {
    EXPECT_EQ(language_of(text_field(record)), "") << record.at("why");
  }
}

TEST(LanguageDetector, TheLanguageThatPrevailsIsThatOfTheDocument) {
  const std::string spanish = text_field(records_of("ours.jsonl").front());
  const std::string english =
      "\"We will not accept this bridge, and we have told them so,\" the mayor said. \"It is a "
      "waste "
      "of money.\" ";
  const DetectedLanguage detected = detector().detect(spanish + "\n\n" + english);
  EXPECT_EQ(detected.language, "es");
  ASSERT_GE(detected.shares.size(), 2u);
  EXPECT_EQ(detected.shares[0].language, "es");
  EXPECT_EQ(detected.shares[1].language, "en");
  EXPECT_GT(detected.shares[0].percent, detected.shares[1].percent);
}

TEST(LanguageDetector, MarksUpAndControlCharactersDoNoHarm) {
  std::string text = text_field(records_of("ours.jsonl").front());
  text.insert(text.size() / 2, std::string("\0\x1b[0m\x0c\u202e", 8));
  EXPECT_EQ(language_of("<p>" + text + "</p> \U0001F600 https://www.example.org/the-news"), "es");
}

// All gold documents, whole and sentence by sentence: a sentence may be unclear ("Image: NASA."),
// but never in the other language.
TEST(LanguageDetector, KnowsTheGoldDocuments) {
  std::size_t sentences = 0;
  std::size_t known = 0;
  for (const auto& entry : fs::directory_iterator(ENTENTE_SOURCE_DIR "/tests/accuracy/gold")) {
    if (entry.path().extension() != ".json") continue;
    std::ifstream file(entry.path());
    const json document = json::parse(file);
    std::string text;
    for (const json& sentence : document.at("sentences")) {
      const auto found = language_of(sentence.get<std::string>());
      EXPECT_TRUE(found.empty() || found == document.at("lang")) << sentence << " as " << found;
      ++sentences;
      known += found.empty() ? 0 : 1;
      text += sentence.get<std::string>() + ' ';
    }
    EXPECT_EQ(language_of(text), document.at("lang")) << entry.path();
  }
  EXPECT_GT(sentences, 50u);
  EXPECT_GE(known * 100, sentences * 90);
}

TEST(LanguageDetector, WithoutFunctionWordsLongTextsAreStillTold) {
  const TemporaryFolder no_languages;
  const auto detector = LanguageDetector::load(no_languages.path());
  EXPECT_EQ(detector.detect(text_field(records_of("ours.jsonl").front())).language, "es");
  EXPECT_EQ(detector.detect("Madrid, 23 may (EFE).").language, "");
}

TEST(FunctionWords, AMistakeInTheirFileIsNamed) {
  const auto refusal = [](std::string_view content) -> std::string {
    const TemporaryFolder folder;
    folder.write("es/function_words.json", content);
    try {
      FunctionWords::load(folder.path());
    } catch (const InputError& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_NE(refusal("{\"es\": [\"el\"").find("function_words.json:1: "), std::string::npos);
  EXPECT_NE(refusal(R"({"es": ["el", "el"]})").find("\"el\" twice"), std::string::npos);
  EXPECT_NE(refusal(R"({"es": ["El"]})").find("El"), std::string::npos);
  EXPECT_NE(refusal(R"({"es": "el"})").find("list"), std::string::npos);
  EXPECT_EQ(refusal(R"({"es": ["el"]})"), "");
}

TEST(FunctionWords, AreCountedWhateverTheirCaseAndOnlyWhereTheyTellLanguagesApart) {
  const TemporaryFolder folder;
  folder.write("es/function_words.json", R"({"es": ["él", "de", "los"], "pt": ["de", "dos"]})");
  const auto words = FunctionWords::load(folder.path());
  const auto spanish = *words.number_of("es");
  const auto portuguese = *words.number_of("pt");
  EXPECT_FALSE(words.number_of("en"));
  const WordEvidence evidence = words.count("ÉL (de LOS) Andes; delos");
  EXPECT_EQ(evidence.lead(spanish, portuguese), 2u);
  EXPECT_EQ(evidence.lead(portuguese, spanish), 0u);
  EXPECT_EQ(evidence.clear_language(), spanish);
  EXPECT_TRUE(evidence.speaks_against(portuguese));
  EXPECT_FALSE(words.count("de de de").clear_language());
  EXPECT_FALSE(words
                   .count("los Andes, los Alpes, Urales, Atlas, Etna, Teide, Everest, Ararat, K2 y "
                          "otros más")
                   .clear_language());
}

}  // namespace
}  // namespace entente
