#include "graph/resolve/judgement.h"

#include <gtest/gtest.h>

#include "tests/graph/resolve/name_pairs.h"

namespace entente {
namespace {

using testing::words;

Judgement judge(const std::string& left, const std::string& right,
                EntityType type = EntityType::Person) {
  const Profile a = testing::profile_of(left, type, "a");
  const Profile b = testing::profile_of(right, type, "b");
  return entente::judge(read(a, words()), read(b, words()), words());
}

TEST(Judgement, FullNamesThatSoundAlikeAreOnePerson) {
  const Judgement judgement = judge("Serguéi Shoigú", "Сергей Кужугетович Шойгу");
  EXPECT_EQ(judgement.verdict, Verdict::Same);
  EXPECT_EQ(judgement.reason, "\"Serguéi Shoigú\" and \"Сергей Кужугетович Шойгу\" sound the same");
}

TEST(Judgement, WhatSpeaksForItIsSaid) {
  const Judgement judgement = judge("Bush {USA; president of country/USA 2003}",
                                    "George W. Bush {USA; president of country/USA 2002}");
  EXPECT_EQ(judgement.verdict, Verdict::IfAlone);
  EXPECT_TRUE(judgement.short_left);
  EXPECT_FALSE(judgement.short_right);
  EXPECT_EQ(judgement.reason,
            "\"Bush\" and \"George W. Bush\" share a name; both are of USA; both are president of "
            "country/USA");
}

TEST(Judgement, OneNameInTwoCountriesIsTwoPersons) {
  const Judgement judgement = judge("José García {MEX}", "José García {ESP}");
  EXPECT_EQ(judgement.verdict, Verdict::Possible);
  EXPECT_TRUE(judgement.apart);
  EXPECT_EQ(judgement.reason,
            "\"José García\" and \"José García\" sound the same; but one is of ESP, the other of "
            "MEX");
}

TEST(Judgement, PostsInTwoCountriesCountOnlyAtOneTime) {
  const std::string in_peru = "Alan García {; president of country/PER 1988}";
  EXPECT_TRUE(judge(in_peru, "Alan García {; mayor of country/ESP 1988}").apart);
  EXPECT_FALSE(judge(in_peru, "Alan García {; mayor of country/ESP 2001}").apart);
}

TEST(Judgement, WhomAFactRelatesAreTwo) {
  Profile left = testing::profile_of("George Bush {USA}", EntityType::Person, "left");
  const Profile right = testing::profile_of("George Bush {USA}", EntityType::Person, "right");
  left.related = {hash_of("right")};
  EXPECT_TRUE(entente::judge(read(left, words()), read(right, words()), words()).apart);
}

TEST(Judgement, MinistryBelongsToTheCountryThatItsNameLeavesOut) {
  const auto organisation = EntityType::Organization;
  EXPECT_EQ(
      judge("Ministerio de Defensa {RUS}", "Russian Ministry of Defense", organisation).verdict,
      Verdict::Same);
  EXPECT_TRUE(
      judge("Ministerio de Defensa {ESP}", "Russian Ministry of Defense", organisation).apart);
  EXPECT_EQ(judge("Ministerio de Defensa {RUS}", "Ministry of Defence {RUS}", organisation).verdict,
            Verdict::Same);
}

TEST(Judgement, WhatEveryCountryHasIsAnybodysWhereNoCountryIsKnown) {
  const auto organisation = EntityType::Organization;
  EXPECT_EQ(judge("Ministerio de Defensa", "Ministry of Defence", organisation).verdict,
            Verdict::Unrelated);
  EXPECT_EQ(judge("Ministerio de Defensa", "Russian Ministry of Defense", organisation).verdict,
            Verdict::Unrelated);
}

TEST(Judgement, AWordForStatesAloneIsNoneOfThemInParticular) {
  const auto state = EntityType::GeoPolitical;
  for (const auto& [word, name] :
       {std::pair("Empire", "Chinese Empire"), std::pair("Empire", "Empire of Brazil"),
        std::pair("Imperio", "Imperio de Brasil"), std::pair("Kingdom", "Kingdom of Spain"),
        std::pair("Reino", "Reino de España"), std::pair("Republic", "Republic of Chile"),
        std::pair("Federación", "Federación de Rusia"), std::pair("Union", "Indian Union")})
    EXPECT_EQ(judge(word, name, state).verdict, Verdict::Unrelated) << name;
}

TEST(Judgement, WhoOneReportAloneKnowsIsNobodyElse) {
  const Profile left =
      testing::profile_of("House of Elders", EntityType::Organization, "org/elders");
  const Profile right =
      testing::profile_of("House of Elders", EntityType::Organization, "org/elders~22140dd4");
  EXPECT_EQ(entente::judge(read(left, words()), read(right, words()), words()).verdict,
            Verdict::Unrelated);
}

Judgement judge_namesakes(const std::string& left, const std::string& right) {
  const Profile one = testing::profile_of(left, EntityType::Person, "person/garcia~22140dd4");
  const Profile other = testing::profile_of(right, EntityType::Person, "person/b");
  return entente::judge(read(one, words()), read(other, words()), words());
}

TEST(Judgement, NamesakesAreOneByAPostThatOnlyOneHolds) {
  const std::string mayor = "García {; mayor of gpe/lima 2003}";
  EXPECT_EQ(judge_namesakes(mayor, "Juan García {; mayor of gpe/lima 2003}").verdict,
            Verdict::Same);
  EXPECT_EQ(judge_namesakes(mayor, "García {; mayor of gpe/lima 2003}").verdict, Verdict::Same);
  EXPECT_EQ(judge_namesakes(mayor, "Juan García {; mayor of gpe/lima 2009}").verdict,
            Verdict::Unrelated);
  const std::string player = "García {; player of org/valencia 2003}";
  EXPECT_EQ(judge_namesakes(player, "Juan García {; player of org/valencia 2003}").verdict,
            Verdict::Unrelated);
  EXPECT_EQ(judge_namesakes("García {ESP}", "Juan García {ESP}").verdict, Verdict::Unrelated);
  EXPECT_EQ(judge_namesakes("García", "García").verdict, Verdict::Unrelated);
  const std::string former = "García {; former foreign minister of country/ESP 2003}";
  EXPECT_EQ(judge_namesakes(former, former).verdict, Verdict::Unrelated);
}

TEST(Judgement, AcronymNeedsSupportWhereItIsShort) {
  const auto organisation = EntityType::Organization;
  EXPECT_EQ(judge("FPLN", "Frente Popular de Liberación Nacional", organisation).verdict,
            Verdict::IfAlone);
  EXPECT_EQ(judge("INE", "Instituto Nacional de Estadística", organisation).verdict,
            Verdict::Possible);
  EXPECT_EQ(judge("INE {ESP}", "Instituto Nacional de Estadística {ESP}", organisation).verdict,
            Verdict::IfAlone);
}

TEST(Judgement, TypesThatCannotBeOneAreNotCompared) {
  const Profile person = testing::profile_of("Jordan", EntityType::Person, "a");
  const Profile place = testing::profile_of("Jordan", EntityType::GeoPolitical, "b");
  const Judgement judgement = entente::judge(read(person, words()), read(place, words()), words());
  EXPECT_EQ(judgement.verdict, Verdict::Unrelated);
}

TEST(Judgement, IsSymmetric) {
  for (const testing::NamePair& pair : testing::read_name_pairs()) {
    const ReadProfile left = read(pair.left, words()), right = read(pair.right, words());
    const Judgement there = entente::judge(left, right, words());
    const Judgement back = entente::judge(right, left, words());
    EXPECT_EQ(there.verdict, back.verdict) << pair.line;
    EXPECT_EQ(there.apart, back.apart) << pair.line;
    EXPECT_EQ(there.score, back.score) << pair.line;
    EXPECT_EQ(there.reason, back.reason) << pair.line;
    EXPECT_EQ(there.short_left, back.short_right) << pair.line;
  }
}

}  // namespace
}  // namespace entente
