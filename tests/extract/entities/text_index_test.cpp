#include "extract/entities/text_index.h"

#include <gtest/gtest.h>
#include <random>

namespace entente {
namespace {

TEST(TextIndex, CountsCodePoints) {
  const std::string text = "Año 🌍 «sí»";
  const TextIndex index(text);
  EXPECT_EQ(index.size(), 10U);
  EXPECT_EQ(index.slice(0, 3), "Año");
  EXPECT_EQ(index.slice(4, 5), "🌍");
  EXPECT_EQ(index.slice(6, 10), "«sí»");
}

TEST(TextIndex, SliceIsClippedToTheText) {
  const TextIndex index("año");
  EXPECT_EQ(index.slice(1, 99), "ño");
  EXPECT_EQ(index.slice(7, 9), "");
  EXPECT_EQ(index.slice(2, 1), "");
}

TEST(TextIndex, EmptyTextHasNoCodePoints) {
  const TextIndex index("");
  EXPECT_EQ(index.size(), 0U);
  EXPECT_EQ(index.slice(0, 1), "");
}

TEST(TextIndex, OneLineMakesEveryRunOfWhiteSpaceOneSpace) {
  const TextIndex index("  Kim \r\n\t Jong  Un ");
  EXPECT_EQ(index.one_line(0, index.size()), "Kim Jong Un");
}

TEST(TextIndex, NoBreakSpaceIsWhiteSpaceToo) {
  const TextIndex index("Kim\u00a0Jong");
  EXPECT_EQ(index.one_line(0, index.size()), "Kim Jong");
}

TEST(TextIndex, SlicesOfNeighboursMakeTheText) {
  constexpr unsigned seed = 4711;
  std::mt19937 random(seed);
  const std::vector<std::string> letters{"a", "ñ", "€", "🌍", " ", "\n"};
  for (int round = 0; round < 200; ++round) {
    std::string text;
    const std::size_t length = random() % 30;
    for (std::size_t i = 0; i < length; ++i) text += letters[random() % letters.size()];
    const TextIndex index(text);
    ASSERT_EQ(index.size(), length) << "seed " << seed;
    const std::size_t cut = length == 0 ? 0 : random() % length;
    EXPECT_EQ(std::string(index.slice(0, cut)) + std::string(index.slice(cut, length)), text)
        << "seed " << seed;
  }
}

}  // namespace
}  // namespace entente
