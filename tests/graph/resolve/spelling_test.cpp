#include "graph/resolve/spelling.h"

#include <gtest/gtest.h>

#include "graph/resolve/romanize.h"

namespace entente {
namespace {

bool same_word(std::string_view left, std::string_view right) {
  const std::string a = sounded(left), b = sounded(right);
  return is_same_word(a, b, spelling_cost(a, b));
}

TEST(Romanized, NamesAreWrittenAsThePressDoes) {
  EXPECT_EQ(romanized("Сергей Шойгу").text, "sergey shoygu");
  EXPECT_EQ(romanized("Віктор Ющенко").text, "viktor yushchenko");
  EXPECT_EQ(romanized("Слободан Милошевић").text, "slobodan milosevic");
  EXPECT_EQ(romanized("Αλέξης Τσίπρας").text, "alexis tsipras");
  EXPECT_EQ(romanized("Serguéi SHOIGÚ").text, "serguei shoigu");
  EXPECT_FALSE(romanized("Łódź").non_latin);
  EXPECT_TRUE(romanized("Шойгу").non_latin);
}

TEST(Romanized, WhatAScriptLeavesOutIsTold) {
  EXPECT_TRUE(romanized("محمود عباس").vowelless);
  EXPECT_TRUE(romanized("김정은").unspaced);
  EXPECT_TRUE(romanized("习近平").unspaced);
  EXPECT_FALSE(romanized("Шойгу").vowelless);
}

TEST(Spelling, OneLetterIsOneSound) {
  EXPECT_EQ(sounded("shoygu"), "Soigu");
  EXPECT_EQ(sounded("serguei"), sounded("sergei"));
  EXPECT_EQ(sounded("hussein"), sounded("husein"));
  EXPECT_EQ(sounded("abdullah"), sounded("abdulla"));
  EXPECT_EQ(sounded("baghdad"), sounded("bagdad"));
  EXPECT_EQ(sounded("alexander"), sounded("aleksander"));
}

TEST(Spelling, TranscriptionsOfOneWordAreTheSameWord) {
  EXPECT_TRUE(same_word("gorbachov", "gorbachev"));
  EXPECT_TRUE(same_word("jatami", "khatami"));
  EXPECT_TRUE(same_word("jruschov", "khrushchev"));
  EXPECT_TRUE(same_word("gadafi", "qaddafi"));
  EXPECT_TRUE(same_word("mohamed", "muhammad"));
  EXPECT_TRUE(same_word("yeltsin", "eltsin"));
  EXPECT_TRUE(same_word("mahmud", "mahmoud"));
}

TEST(Spelling, WordsThatOnlyLookAlikeAreTwo) {
  EXPECT_FALSE(same_word("hassan", "hussein"));
  EXPECT_FALSE(same_word("mohamed", "mahmud"));
  EXPECT_FALSE(same_word("khomeini", "khamenei"));
  EXPECT_FALSE(same_word("chen", "shen"));
  EXPECT_FALSE(same_word("il", "un"));
  EXPECT_FALSE(same_word("zhou", "zhu"));
}

TEST(Spelling, GenderMakesAnotherName) {
  EXPECT_FALSE(same_word("julio", "julia"));
  EXPECT_FALSE(same_word("antonio", "antonia"));
  EXPECT_FALSE(same_word("daniel", "daniela"));
  EXPECT_FALSE(same_word("gorbachov", "gorbachova"));
}

TEST(Spelling, CostIsSymmetricAndNoneForTheSame) {
  for (const std::string_view left : {"Soigu", "gorbaCov", "Xatami", "antonio", ""}) {
    for (const std::string_view right : {"SoigU", "gorbaCev", "jatami", "antonia", "a"}) {
      EXPECT_EQ(spelling_cost(left, right), spelling_cost(right, left)) << left << ' ' << right;
    }
    EXPECT_EQ(spelling_cost(left, left), 0);
  }
}

TEST(Spelling, VowelsThatAScriptLeavesOutCostNothing) {
  EXPECT_EQ(spelling_cost("mhmd", "muhamad", true), 0);
  EXPECT_GT(spelling_cost("mhmd", "muhamad", false), 0);
}

TEST(Spelling, SkeletonsOfOneWordAreEqual) {
  EXPECT_EQ(skeleton(sounded("gorbachov")), skeleton(sounded("gorbachev")));
  EXPECT_EQ(skeleton(sounded("jatami")), skeleton(sounded("khatami")));
  EXPECT_EQ(skeleton(sounded("yeltsin")), skeleton(sounded("eltsin")));
  EXPECT_EQ(skeleton("aue"), "a");
}

}  // namespace
}  // namespace entente
