// What holds for every text, tried on random ones.
#include <chrono>
#include <filesystem>
#include <gtest/gtest.h>
#include <random>

#include "extract/nlp/segmenter.h"
#include "extract/nlp/utf16.h"

namespace entente {
namespace {

Segmenter spanish() {
  return Segmenter(TokenRules::load(std::filesystem::path(ENTENTE_SOURCE_DIR) /
                                    "extract/language/es/tokens.json"));
}

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

bool is_space(char32_t c) {
  return (c >= 0x9 && c <= 0xD) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

// Checks order and coverage; empty where all is well.
std::string problem(const std::u32string& text, const std::vector<Sentence>& sentences) {
  std::vector<int> covered(text.size(), 0);
  std::size_t next = 0;
  for (const Sentence& sentence : sentences) {
    if (sentence.words.empty()) return "an empty sentence";
    if (sentence.begin != sentence.words.front().begin ||
        sentence.end != sentence.words.back().end) {
      return "a sentence with other borders than its words";
    }
    auto multiword = sentence.multiword.begin();
    for (std::size_t i = 0; i < sentence.words.size();) {
      const Word& word = sentence.words[i];
      if (word.begin < next || word.end <= word.begin || word.end > text.size()) {
        return "offsets out of order at \"" + word.form + "\"";
      }
      std::size_t last = i;
      if (multiword != sentence.multiword.end() && multiword->first == i) {
        last = multiword->last;
        ++multiword;
      }
      for (std::size_t j = i; j <= last; ++j) {
        const Word& part = sentence.words.at(j);
        if (part.begin != word.begin || part.end != word.end || part.form.empty()) {
          return "words of a multiword token apart";
        }
      }
      const bool space = word.end == text.size() || is_space(text[word.end]);
      if (word.space_after != space) return "a wrong space after \"" + word.form + "\"";
      for (std::size_t at = word.begin; at < word.end; ++at) ++covered[at];
      next = word.end;
      i = last + 1;
    }
    if (multiword != sentence.multiword.end()) return "a multiword token out of order";
    if (sentence.words.size() > Segmenter::longest_sentence * 3)
      return "a sentence that is too long";
  }
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (covered[at] > 1) return "a code point in two tokens, " + std::to_string(at);
    if (covered[at] == 0 && !is_space(text[at])) return "a lost code point, " + std::to_string(at);
  }
  return "";
}

TEST(SegmenterProperties, EveryCodePointIsInExactlyOneToken) {
  constexpr std::uint32_t seed = 20240701;
  std::mt19937 random(seed);
  const Segmenter segmenter = spanish();
  for (int round = 0; round < 3000; ++round) {
    const std::u32string text = random_text(random, 1 + random() % 60);
    const std::string found = problem(text, segmenter.segment(utf8(text)));
    ASSERT_EQ(found, "") << "seed " << seed << ", round " << round << ": " << utf8(text);
  }
}

TEST(SegmenterProperties, RandomBytesAreSegmentedToo) {
  constexpr std::uint32_t seed = 99;
  std::mt19937 random(seed);
  const Segmenter segmenter = spanish();
  for (int round = 0; round < 500; ++round) {
    std::string bytes(random() % 80, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random() & 0xFF);
    std::size_t next = 0;
    for (const Sentence& sentence : segmenter.segment(bytes)) {
      for (const Word& word : sentence.words) {
        ASSERT_LE(word.begin, word.end) << "seed " << seed << ", round " << round;
        ASSERT_TRUE(word.begin >= next || word.end == next) << "seed " << seed;
        next = word.end;
      }
    }
    ASSERT_LE(next, bytes.size());
  }
}

// A hundred thousand words without a break take a hundred times a thousand words, not ten thousand
// times.
TEST(SegmenterProperties, TimeIsLinearInTheText) {
  const Segmenter segmenter = spanish();
  for (const std::string unit :
       {"palabra ", "palabra, ", "\" ", "- ", "? - ", "a.", "-", ". ", "www."}) {
    const auto seconds = [&](std::size_t count) {
      std::string text;
      for (std::size_t i = 0; i < count; ++i) text += unit;
      const auto start = std::chrono::steady_clock::now();
      const auto sentences = segmenter.segment(text);
      const double passed =
          std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
      for (const Sentence& sentence : sentences) {
        EXPECT_LE(sentence.words.size(), Segmenter::longest_sentence);
      }
      return passed;
    };
    EXPECT_LT(seconds(100000), 20 * seconds(10000) + 0.2) << unit;
  }
}

}  // namespace
}  // namespace entente
