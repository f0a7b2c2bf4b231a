#include "extract/entity_id.h"

#include <gtest/gtest.h>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace entente {
namespace {

TEST(EntityId, EveryTypeHasItsPrefix) {
  EXPECT_EQ(entity_id(EntityType::Person, "Kim Jong Un"), "person/kim-jong-un");
  EXPECT_EQ(entity_id(EntityType::Organization, "KCNA"), "org/kcna");
  EXPECT_EQ(entity_id(EntityType::GeoPolitical, "Pyongyang"), "gpe/pyongyang");
  EXPECT_EQ(entity_id(EntityType::Location, "Europe"), "place/europe");
  EXPECT_EQ(entity_id(EntityType::Misc, "Korean War"), "misc/korean-war");
}

TEST(EntityId, AccentsAndCapitalsDoNotTellNamesApart) {
  EXPECT_EQ(slug("Vladímir Putin"), "vladimir-putin");
  EXPECT_EQ(slug("VLADIMIR  PUTIN"), slug("Vladímir Putin"));
  EXPECT_EQ(slug("Vladi\u0301mir Putin"), slug("Vladímir Putin"));  // decomposed
  EXPECT_EQ(slug("İstanbul"), "istanbul");
  EXPECT_EQ(slug("Łódź"), "lodz");
  EXPECT_EQ(slug("España"), "espana");
}

TEST(EntityId, LettersOfWesternEuropeAreReadAlikeWhateverStandsBesideThem) {
  std::mt19937 random(2026);
  for (int round = 0; round < 2000; ++round) {
    std::string name = "x";  // never without a letter
    for (int n = 0; n < 8; ++n) {
      const auto at = static_cast<char>(random() % 64);
      if (random() % 2 == 0) {
        name += {'\xC3', static_cast<char>(at + 0x80)};
      } else {
        name += "aB c-"[random() % 5];
      }
    }
    name += 'x';
    // The last letter makes ICU read all of it.
    EXPECT_EQ(fold_name(name + "я"), fold_name(name) + "a") << name;
  }
}

TEST(EntityId, OtherScriptsBecomeLatinLetters) {
  EXPECT_EQ(slug("Киев"), "kiev");
  EXPECT_EQ(slug("Αθήνα"), "athena");
  EXPECT_EQ(slug("北京"), "bei-jing");
}

TEST(EntityId, PunctuationAtTheEdgesLeavesNoDash) {
  EXPECT_EQ(slug("  «Wagner» "), "wagner");
  EXPECT_EQ(slug("Al-Qaeda / Iraq"), "al-qaeda-iraq");
  EXPECT_EQ(slug("EE.UU."), "eeuu");
  EXPECT_EQ(slug("O'Brien"), "obrien");
}

TEST(EntityId, ANameWithoutLettersIsItsBytes) {
  EXPECT_EQ(slug("!?"), "213f");
  EXPECT_EQ(slug("'"), "27");
  EXPECT_NE(slug("!"), slug("?"));
  EXPECT_EQ(slug(""), "");
}

TEST(EntityId, FoldedNamesHaveWordsWithOneSpace) {
  EXPECT_EQ(fold_name(" EE.UU. "), "eeuu");
  EXPECT_EQ(fold_name("Corea  del\tNorte"), "corea del norte");
  EXPECT_EQ(fold_name("Saint-Étienne"), "saint etienne");
}

TEST(EntityId, ASlugOfASlugIsItself) {
  for (const std::string name :
       {"Kim Jong Un", "Vladímir Putin", "Киев", "北京", "O'Brien", "Łódź"}) {
    EXPECT_EQ(slug(slug(name)), slug(name)) << name;
  }
}

TEST(EntityId, OfOneReportHasTheMarkOfItsSentence) {
  const std::string id = id_of_one_report("org/army", "The Army advanced.");
  EXPECT_EQ(id, id_of_one_report("org/army", "The Army advanced."));
  EXPECT_NE(id, id_of_one_report("org/army", "The Army fled."));
  EXPECT_TRUE(is_of_one_report(id));
  EXPECT_FALSE(is_of_one_report(entity_id(EntityType::Organization, "Army ~ 22140dd4")));
}

TEST(EntityId, ThreadsGiveTheSameIds) {
  const std::string expected = slug("Серге́й Шойгу́");
  std::vector<std::string> slugs(4);
  {
    std::vector<std::jthread> threads;
    for (auto& result : slugs) {
      threads.emplace_back([&result] { result = slug("Серге́й Шойгу́"); });
    }
  }
  for (const auto& result : slugs) EXPECT_EQ(result, expected);
}

}  // namespace
}  // namespace entente
