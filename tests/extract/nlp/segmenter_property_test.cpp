// What holds for every text, tried on random ones.
#include <ctime>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <random>

#include "extract/nlp/segmenter.h"
#include "extract/nlp/utf16.h"
#include "extract/read/utf8.h"
#include "segmentation_invariants.h"
#include "segmenters.h"

namespace entente {
namespace {

// Parts of which texts are made; none is a combining mark on its own that NFC could join across
// parts.
const std::vector<std::u32string> parts{U"a",
                                        U"El",
                                        U"gobierno",
                                        U"del",
                                        U"al",
                                        U"Al",
                                        U"DEL",
                                        U"entregarle",
                                        U"dárselo",
                                        U"Sr.",
                                        U"EE.UU.",
                                        U"p.m.",
                                        U"etc.",
                                        U"J.",
                                        U"1.500,3",
                                        U"20",
                                        U"%",
                                        U"€",
                                        U".",
                                        U"..",
                                        U"…",
                                        U",",
                                        U";",
                                        U":",
                                        U"?",
                                        U"!",
                                        U"¿",
                                        U"¡",
                                        U"\"",
                                        U"'",
                                        U"`",
                                        U"«",
                                        U"»",
                                        U"“",
                                        U"”",
                                        U"‘",
                                        U"(",
                                        U")",
                                        U"[",
                                        U"]",
                                        U"-",
                                        U"–",
                                        U"—",
                                        U"/",
                                        U"+",
                                        U"@",
                                        U"#",
                                        U"&",
                                        U"_",
                                        U"*",
                                        U" ",
                                        U" ",
                                        U" ",
                                        U"  ",
                                        U"\n",
                                        U"\n",
                                        U"\n\n",
                                        U"\r\n",
                                        U"\r",
                                        U"\t",
                                        U"\u00a0",
                                        U"\u202f",
                                        U"\u2028",
                                        U"\u3000",
                                        U"\u200b",
                                        U"\u200f",
                                        U"\ufeff",
                                        U"\u00ad",
                                        U"\u0001",
                                        U"\u007f",
                                        U"\x1b",
                                        U"😀",
                                        U"👨\u200d👩\u200d👧",
                                        U"🇪🇸",
                                        U"שלום",
                                        U"مرحبا",
                                        U"中文",
                                        U"ไทย",
                                        U"한국어",
                                        U"A\u0301",
                                        U"n\u0303o",
                                        U"e\u0301l",
                                        U"\u0958",
                                        U"\uac00\u11a8",
                                        U"\u1100\u1161",
                                        U"www.efe.es",
                                        U"https://a.b/c?d=e",
                                        U"a@b.es",
                                        U"𝟗",
                                        U"\U0010fffd",
                                        U"fin.Luego",
                                        U"10:30",
                                        U"don't",
                                        U"companies’",
                                        U"U.S.",
                                        U"pro-war",
                                        U"go-\nvernment",
                                        U"well-\r\nknown",
                                        U"go\u00advern",
                                        U"713-853-3989",
                                        U"5pm",
                                        U"US$5m",
                                        U":)",
                                        U"[3]",
                                        U"(AP)",
                                        U"_",
                                        U"OSLO",
                                        U"|",
                                        U"2-1"};

std::u32string random_text(std::mt19937& random, std::size_t length) {
  std::u32string text;
  for (std::size_t i = 0; i < length; ++i) text += parts[random() % parts.size()];
  return text;
}

std::string utf8(std::u32string_view text) {
  std::u16string units;
  for (const char32_t c : text) {
    if (c < 0x10000) {
      units += static_cast<char16_t>(c);
    } else {
      units += static_cast<char16_t>(0xD7C0 + (c >> 10));
      units += static_cast<char16_t>(0xDC00 + (c & 0x3FF));
    }
  }
  return to_utf8(units);
}

class SegmenterProperties : public testing::TestWithParam<std::string> {
 protected:
  const Segmenter segmenter_ = segmenter_of(GetParam());
};

INSTANTIATE_TEST_SUITE_P(Languages, SegmenterProperties, testing::Values("es", "en"),
                         [](const auto& info) { return info.param; });

TEST_P(SegmenterProperties, EveryCodePointIsInExactlyOneToken) {
  constexpr std::uint32_t seed = 20240701;
  std::mt19937 random(seed);
  for (int round = 0; round < 3000; ++round) {
    const std::string text = utf8(random_text(random, 1 + random() % 60));
    ASSERT_EQ(segmentation_problem(text, segmenter_.segment(text)), "")
        << "seed " << seed << ", round " << round << ": " << text;
  }
}

// Bytes that are no UTF-8 never come from a reader; here they need only do no harm.
TEST_P(SegmenterProperties, RandomBytesAreSegmentedToo) {
  constexpr std::uint32_t seed = 99;
  std::mt19937 random(seed);
  for (int round = 0; round < 1000; ++round) {
    std::string bytes(random() % 80, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random() & 0xFF);
    std::size_t next = 0;
    for (const Sentence& sentence : segmenter_.segment(bytes)) {
      for (const Word& word : sentence.words) {
        ASSERT_LE(word.begin, word.end) << "seed " << seed << ", round " << round;
        ASSERT_TRUE(word.begin >= next || word.end == next) << "seed " << seed;
        next = word.end;
      }
    }
    ASSERT_LE(next, bytes.size());
  }
}

// Real news with bytes changed, taken out, doubled and moved; what the reader would refuse is left.
TEST_P(SegmenterProperties, ChangedNewsIsSegmentedToo) {
  constexpr std::uint32_t seed = 4;
  std::mt19937 random(seed);
  std::ifstream stream(std::filesystem::path(ENTENTE_SOURCE_DIR) / "examples/seed/article.jsonl");
  const std::string article{std::istreambuf_iterator<char>(stream), {}};
  ASSERT_GT(article.size(), 500U);
  int tried = 0;
  for (int round = 0; round < 1000; ++round) {
    std::string text = article.substr(random() % (article.size() - 200), 200);
    for (auto change = random() % 4; change > 0; --change) {
      const std::size_t at = random() % (text.size() - 10);
      switch (random() % 4) {
        case 0:
          text[at] = static_cast<char>(random() & 0x7F);
          break;
        case 1:
          text.erase(at, random() % 10);
          break;
        case 2:
          text.insert(at, text.substr(random() % text.size(), random() % 20));
          break;
        default:
          text.insert(at, utf8(parts[random() % parts.size()]));
      }
    }
    if (find_broken_utf8(text)) continue;
    ++tried;
    ASSERT_EQ(segmentation_problem(text, segmenter_.segment(text)), "")
        << "seed " << seed << ", round " << round << ": " << text;
  }
  EXPECT_GT(tried, 300);
}

TEST_P(SegmenterProperties, ControlCharactersAndRightToLeftRunsAreText) {
  const std::string text = "a" + std::string(1, '\0') +
                           "b \x01\x1b[0m \u202eשלום עולם\u202c مرحبا! e\u0301\u0301\u0301 "
                           "👨‍👩‍👧‍👦🏳️‍🌈.";
  EXPECT_EQ(segmentation_problem(text, segmenter_.segment(text)), "");
}

// A hundred thousand words without a break take a hundred times a thousand words, not ten thousand
// times; nor does one word of a megabyte.
TEST_P(SegmenterProperties, TimeIsLinearInTheText) {
  for (const std::string unit :
       {"palabra ", "palabra, ", "\" ",  "- ", "? - ", "a.",   "-", ". ",  "www.", "a",     "a-",
        "a'",       "'s",        "a-\n", "5-", "a@",   "a|\t", "$", "[1]", "(A) ", "\u0301"}) {
    const auto seconds = [&](std::size_t count) {
      std::string text;
      for (std::size_t i = 0; i < count; ++i) text += unit;
      const std::clock_t start = std::clock();  // of the processor, however busy the machine is
      const auto sentences = segmenter_.segment(text);
      const double passed = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
      for (const Sentence& sentence : sentences) {
        EXPECT_LE(sentence.words.size(), Segmenter::longest_sentence + 1);
      }
      return passed;
    };
    EXPECT_LT(seconds(100000), 20 * seconds(10000) + 0.2) << unit;
  }
}

}  // namespace
}  // namespace entente
