// Deeds that the sentence does not tell of the two.
#include "extract/modules/refused_deeds.h"

#include <gtest/gtest.h>
#include <string>

#include "learnt_lines.h"

namespace entente {
namespace {

TEST(RefusedDeed, WhoIsToBeReplacedIsNotAppointed) {
  const auto appointed_bell_to = [](const std::string& verb) {
    return "Acme Acme PROPN Number=Sing 2 nsubj B-ORG\n"
           "appointed appoint VERB Mood=Ind|VerbForm=Fin 0 root _\n"
           "Bell Bell PROPN Number=Sing 2 obj B-PER\n"
           "to to PART _ 5 mark _\n" +
           verb + ' ' + verb +
           " VERB VerbForm=Inf 2 advcl _\n"
           "Morel Morel PROPN Number=Sing 5 obj B-PER\n";
  };
  EXPECT_TRUE(added("APPOINT>", appointed_bell_to("replace")).empty());
  EXPECT_TRUE(has(added("APPOINT>", appointed_bell_to("assist")), "Acme | appointed | Morel"));
}

// "Hart beat Bell in the race to VERB Morel"
TEST(RefusedDeed, WhoIsToBeSucceededDoesNotCompete) {
  const auto in_the_race_to = [](const std::string& verb) {
    return "Hart Hart PROPN Number=Sing 2 nsubj B-PER\n"
           "beat beat VERB Mood=Ind|VerbForm=Fin 0 root _\n"
           "Bell Bell PROPN Number=Sing 2 obj B-PER\n"
           "in in ADP _ 6 case _\n"
           "the the DET _ 6 det _\n"
           "race race NOUN Number=Sing 2 obl _\n"
           "to to PART _ 8 mark _\n" +
           verb + ' ' + verb +
           " VERB VerbForm=Inf 6 acl _\n"
           "Morel Morel PROPN Number=Sing 8 obj B-PER\n";
  };
  EXPECT_TRUE(added("CONTEST>", in_the_race_to("succeed")).empty());
  EXPECT_EQ(added("CONTEST>", in_the_race_to("face")), Lines{"Bell | faced | Morel"});
}

TEST(RefusedDeed, OfTwoWhoDoItTogetherNoneDoesItToTheOther) {
  const auto acme_and_bell = [](const std::string& rest) {
    return "Acme Acme PROPN _ 5 nsubj B-ORG\n"
           "y y CCONJ _ 3 cc _\n"
           "Bell Bell PROPN _ 1 conj B-PER\n" +
           rest;
  };
  const std::string each_other = "Acme | criticised | Bell";
  EXPECT_FALSE(has(added("ACCUSE>",
                         acme_and_bell("ya ya ADV _ 5 advmod _\ntemen temer VERB VerbForm=Fin 0 "
                                       "root _\na a ADP _ 7 case _\nHart Hart PROPN _ 5 obj "
                                       "B-PER\n"),
                         "es"),
                   each_other));
  EXPECT_TRUE(has(added("ACCUSE>",
                        acme_and_bell("se se PRON PronType=Prs|Reflex=Yes 5 obj _\ntemen temer "
                                      "VERB VerbForm=Fin 0 root _\n"),
                        "es"),
                  each_other));
  EXPECT_TRUE(has(added("ACCUSE>",
                        acme_and_bell("ya ya ADV _ 5 advmod _\ntemen temer VERB VerbForm=Fin 0 "
                                      "root _\n"),
                        "es"),
                  each_other));
}

TEST(RefusedDeed, TwoMayBlameEachOther) {
  const auto blamed = [](const std::string& whom) {
    return "Acme Acme PROPN _ 4 nsubj B-ORG\n"
           "and and CCONJ _ 3 cc _\n"
           "Bell Bell PROPN _ 1 conj B-PER\n"
           "blamed blame VERB Mood=Ind|VerbForm=Fin 0 root _\n" +
           whom;
  };
  const std::string deed = "Acme | accused | Bell";
  const Lines each_other =
      added("ACCUSE>", blamed("each each DET _ 6 det _\nother other ADJ _ 4 obj _\n"));
  EXPECT_EQ(each_other, Lines{deed});
  EXPECT_FALSE(has(added("ACCUSE>", blamed("Hart Hart PROPN _ 4 obj B-PER\n")), deed));
}

}  // namespace
}  // namespace entente
