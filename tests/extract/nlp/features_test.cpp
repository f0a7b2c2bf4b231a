#include "extract/nlp/features.h"

#include <gtest/gtest.h>

#include "extract/fnv1a.h"

namespace entente {
namespace {

TEST(Features, VocabularyKeysAreLowerCaseWithoutDigits) {
  EXPECT_EQ(vocabulary_key("EE.UU."), "ee.uu.");
  EXPECT_EQ(vocabulary_key("Águila"), "águila");
  EXPECT_EQ(vocabulary_key("1.500,3"), "0.000,0");
  EXPECT_EQ(vocabulary_key("٣"), "0");
  EXPECT_EQ(vocabulary_key("𝟗Ñ"), "0ñ");
  EXPECT_EQ(vocabulary_key("A\u0301"), "á");  // decomposed
  EXPECT_EQ(vocabulary_key(""), "");
}

TEST(Features, TypographicSignsAreReadAsATypewriterHasThem) {
  EXPECT_EQ(typed("“"), "\"");
  EXPECT_EQ(typed("»"), "\"");
  EXPECT_EQ(typed("’"), "'");
  EXPECT_EQ(typed("—"), "-");
  EXPECT_EQ(typed("…"), "...");
  EXPECT_EQ(typed("“a”"), "“a”");
  EXPECT_EQ(typed("é"), "é");
  EXPECT_EQ(typed("n’t"), "n't");
}

TEST(Features, ShapesKeepThreeOfARun) {
  EXPECT_EQ(shape_of("Madrid"), "Xxxx");
  EXPECT_EQ(shape_of("EE.UU."), "XX.XX.");
  EXPECT_EQ(shape_of("1.500,3"), "d.ddd,d");
  EXPECT_EQ(shape_of("......"), "...");
  EXPECT_EQ(shape_of("Águeda-12345"), "Xxxx-ddd");
  EXPECT_EQ(shape_of("中文"), "xx");
}

TEST(Features, HashIsFnv1a) {
  EXPECT_EQ(fnv1a(""), 2166136261U);
  EXPECT_EQ(fnv1a("a"), 0xE40C292CU);
  EXPECT_EQ(fnv1a("foobar"), 0xBF9CF968U);
}

TEST(Features, NgramsAreCountedInCodePoints) {
  constexpr std::uint32_t rows = 1U << 30;
  // "<ñ>": prefixes and suffixes of 2 and 3, and one n-gram of 3.
  EXPECT_EQ(
      ngram_rows("ñ", rows),
      (std::vector<std::uint32_t>{fnv1a("p<ñ") % rows, fnv1a("sñ>") % rows, fnv1a("p<ñ>") % rows,
                                  fnv1a("s<ñ>") % rows, fnv1a("g<ñ>") % rows}));
  // "<de>": 2–4 at both ends, two of 3, one of 4.
  EXPECT_EQ(ngram_rows("de", rows).size(), 9U);
  // "<sol>": 2–5 at both ends, three of 3, two of 4.
  EXPECT_EQ(ngram_rows("sol", rows).size(), 13U);
}

}  // namespace
}  // namespace entente
