// The cases of `segmenter_cases_LANGUAGE.json`: a text, and the words of each of its sentences.
#include "extract/nlp/segmenter.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "segmenters.h"

namespace entente {
namespace {

Segmenter spanish() { return segmenter_of("es"); }

std::vector<std::string> words_of(const std::vector<Sentence>& sentences) {
  std::vector<std::string> lines;
  for (const Sentence& sentence : sentences) {
    std::string& line = lines.emplace_back();
    for (const Word& word : sentence.words) line += (line.empty() ? "" : " ") + word.form;
  }
  return lines;
}

class SegmenterCases : public testing::TestWithParam<std::string> {};

TEST_P(SegmenterCases, HoldAsWritten) {
  const auto file =
      std::filesystem::path(ENTENTE_TEST_DATA) / ("segmenter_cases_" + GetParam() + ".json");
  std::ifstream stream(file);
  ASSERT_TRUE(stream) << file << " is missing";
  const Segmenter segmenter = segmenter_of(GetParam());
  const auto cases = nlohmann::json::parse(stream);
  ASSERT_GT(cases.size(), 30U);
  for (const auto& entry : cases) {
    const auto text = entry.at("text").get<std::string>();
    EXPECT_EQ(words_of(segmenter.segment(text)),
              entry.at("sentences").get<std::vector<std::string>>())
        << text;
  }
}

INSTANTIATE_TEST_SUITE_P(Languages, SegmenterCases, testing::Values("es", "en"),
                         [](const auto& info) { return info.param; });

TEST(Segmenter, OffsetsCountTheCodePointsThatWereGiven) {
  // "é" is decomposed here: two code points in the text, one in the word.
  const auto sentences = spanish().segment("El caf\u0065\u0301 del 😀 país.");
  ASSERT_EQ(sentences.size(), 1U);
  const auto& words = sentences[0].words;
  ASSERT_EQ(words.size(), 7U);
  EXPECT_EQ(words[1].form, "café");
  EXPECT_EQ(words[1].begin, 3U);
  EXPECT_EQ(words[1].end, 8U);
  EXPECT_EQ(words[2].begin, 9U);
  EXPECT_EQ(words[3].begin, 9U);
  EXPECT_EQ(words[3].end, 12U);
  EXPECT_EQ(words[4].begin, 13U);
  EXPECT_EQ(words[4].end, 14U);
  EXPECT_EQ(sentences[0].end, 20U);
}

TEST(Segmenter, AWordBesideJoinedLettersHasItsOwnPlace) {
  // Of the first three code points two are joined; marks behind them may change their order.
  for (const std::string marks : {"", "\u0301\u0323", "\u0344"}) {
    const auto sentences = spanish().segment("가\u11A8\u11A8" + marks + " casa");
    ASSERT_EQ(sentences.size(), 1U);
    const auto& words = sentences[0].words;
    ASSERT_EQ(words.size(), 3U);
    EXPECT_EQ(words[0].form, "각");
    EXPECT_EQ(words[0].end, 2U);
    EXPECT_EQ(words[1].begin, 2U);
    EXPECT_EQ(words[2].form, "casa");
  }
}

TEST(Segmenter, MultiwordTokensKeepTheirSurface) {
  const auto sentences = spanish().segment("Quiso dárselo al juez.");
  ASSERT_EQ(sentences.size(), 1U);
  ASSERT_EQ(sentences[0].multiword.size(), 2U);
  EXPECT_EQ(sentences[0].multiword[0].form, "dárselo");
  EXPECT_EQ(sentences[0].multiword[0].first, 1U);
  EXPECT_EQ(sentences[0].multiword[0].last, 3U);
  EXPECT_EQ(sentences[0].multiword[1].form, "al");
}

TEST(Segmenter, LongSentencesAreCutAtPunctuation) {
  std::string text;
  for (int i = 0; i < 50; ++i) text += "uno dos tres cuatro cinco seis siete, ";
  const auto sentences = spanish().segment(text);
  ASSERT_EQ(sentences.size(), 2U);
  EXPECT_EQ(sentences[0].words.back().form, ",");
  EXPECT_LE(sentences[0].words.size(), Segmenter::longest_sentence);
}

}  // namespace
}  // namespace entente
