#include "extract/nlp/annotation.h"

#include <gtest/gtest.h>

namespace entente {
namespace {

TEST(Upos, NamesAndTagsAreInverse) {
  for (int i = 0; i <= static_cast<int>(Upos::X); ++i) {
    const auto upos = static_cast<Upos>(i);
    EXPECT_EQ(upos_of(name_of(upos)), upos);
  }
  EXPECT_EQ(name_of(Upos::Propn), "PROPN");
  EXPECT_EQ(upos_of("propn"), std::nullopt);
  EXPECT_EQ(upos_of(""), std::nullopt);
}

TEST(Word, HasComparesWholeFeatures) {
  Word word;
  word.feats = "Gender=Fem|Number=Plur|PronType=Int,Rel";
  EXPECT_TRUE(word.has("Gender=Fem"));
  EXPECT_TRUE(word.has("Number=Plur"));
  EXPECT_TRUE(word.has("PronType=Int,Rel"));
  EXPECT_FALSE(word.has("Number=Plu"));
  EXPECT_FALSE(word.has("umber=Plur"));
  EXPECT_FALSE(word.has("PronType=Rel"));
  EXPECT_FALSE(Word().has("Number=Plur"));
}

}  // namespace
}  // namespace entente
