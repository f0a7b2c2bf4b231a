#include "cli/display.h"

#include <gtest/gtest.h>

namespace entente {
namespace {

TEST(Display, LatinLettersTakeOneColumnWithOrWithoutAccents) {
  EXPECT_EQ(display_width("Seúl"), 4u);
  EXPECT_EQ(display_width("Seu\u0301l"), 4u);  // the accent as a character of its own
}

TEST(Display, ChineseAndKoreanTakeTwoColumns) {
  EXPECT_EQ(display_width("习近平"), 6u);
  EXPECT_EQ(display_width("김정은"), 6u);
  EXPECT_EQ(display_width("\u1100\u1161\u11A8"), 2u);  // one syllable in three parts
}

TEST(Display, EmojiTakeTwoColumnsHoweverManyPartsTheyHave) {
  EXPECT_EQ(display_width("🚀"), 2u);
  EXPECT_EQ(display_width("👩‍🚀"), 2u);
  EXPECT_EQ(display_width("👍🏽"), 2u);
  EXPECT_EQ(display_width("🇰🇵🇷🇺"), 4u);
  EXPECT_EQ(display_width("❤\uFE0F"), 2u);
}

TEST(Display, ArabicAndHebrewTakeOneColumnALetter) {
  EXPECT_EQ(display_width("سوريا"), 5u);
  EXPECT_EQ(display_width("ישראל"), 5u);
}

TEST(Display, ControlCharactersNeverReachTheTerminal) {
  EXPECT_EQ(printable("a\x1B[31mb"), "a\uFFFD[31mb");
  EXPECT_EQ(printable("two\nlines\tand\rmore"), "two lines and more");
  EXPECT_EQ(printable("\u202Eright to left\u202C"), "\uFFFDright to left\uFFFD");
  EXPECT_EQ(printable(std::string_view("\0\x7F\xC2\x9B", 4)), "\uFFFD\uFFFD\uFFFD");
}

TEST(Display, BrokenUtf8IsShownAsReplacementCharacters) {
  EXPECT_EQ(printable("Se\xFAl"), "Se\uFFFDl");
  EXPECT_EQ(display_width("Se\xFAl"), 4u);
}

TEST(Display, CuttingNeverSplitsACharacterAndNeverPassesTheWidth) {
  const std::string_view text = "김정은 met 👩‍🚀 Sergei Shoigu";
  for (std::size_t width = 0; width <= display_width(text) + 1; ++width) {
    const std::string cut = cut_to_width(text, width);
    EXPECT_LE(display_width(cut), width);
    EXPECT_EQ(cut, printable(cut));
  }
  EXPECT_EQ(cut_to_width("Kim Jong Un", 11), "Kim Jong Un");
  EXPECT_EQ(cut_to_width("Kim Jong Un", 5), "Kim …");
}

}  // namespace
}  // namespace entente
