// Deeds that somebody only judges, told as if they were his or done to whom they are about.
#include "extract/modules/refused_judgements.h"

#include <gtest/gtest.h>
#include <string>

#include "learnt_lines.h"

namespace entente {
namespace {

// "Peru VERB Acme PREPOSITION aid to Lugo"
std::string with_aid(const std::string& verb, const std::string& preposition) {
  return "Peru Peru PROPN Number=Sing 2 nsubj B-LOC\n" + verb +
         " VERB Mood=Ind|VerbForm=Fin 0 root _\n"
         "Acme Acme PROPN Number=Sing 2 obj B-ORG\n" +
         preposition + ' ' + preposition +
         " ADP _ 5 case _\n"
         "aid aid NOUN Number=Sing 2 obl _\n"
         "to to ADP _ 7 case _\n"
         "Lugo Lugo PROPN Number=Sing 5 nmod B-LOC\n";
}

TEST(RefusedJudgement, WhoJudgesDoesNotDoWhatTheOtherIsJudgedFor) {
  const std::string deed = "Peru | gave aid to | Lugo";
  EXPECT_FALSE(has(added("AID>", with_aid("sanctioned sanction", "over")), deed));
  EXPECT_TRUE(has(added("AID>", with_aid("sanctioned sanction", "after")), deed));
  EXPECT_TRUE(has(added("AID>", with_aid("visited visit", "over")), deed));
}

// "Peru expelled a banker over aid PREPOSITION Lugo": meant for Lugo where the aid is Lugo's.
TEST(RefusedJudgement, WhoIsPunishedOverAnothersDeedStandsForThatOne) {
  const auto over_aid = [](const std::string& preposition) {
    return "Peru Peru PROPN Number=Sing 2 nsubj B-LOC\n"
           "expelled expel VERB Mood=Ind|VerbForm=Fin 0 root _\n"
           "bankers banker NOUN Number=Plur 2 obj _\n"
           "over over ADP _ 5 case _\n"
           "aid aid NOUN Number=Sing 2 obl _\n" +
           preposition + ' ' + preposition +
           " ADP _ 7 case _\n"
           "Lugo Lugo PROPN Number=Sing 5 nmod B-LOC\n";
  };
  EXPECT_FALSE(added("SANCTION>", over_aid("of")).empty());
  EXPECT_TRUE(added("SANCTION>", over_aid("to")).empty());
}

// Whether the tree has the reason hang on the verb or on whom it judges.
TEST(RefusedJudgement, WhoJudgesDoesNothingToWhoIsNamedInTheReason) {
  const auto jailed_hart = [](const std::string& mark, const std::string& relation) {
    return "Peru Peru PROPN Number=Sing 2 nsubj B-LOC\n"
           "jailed jail VERB Mood=Ind|VerbForm=Fin 0 root _\n"
           "Hart Hart PROPN Number=Sing 2 obj B-PER\n" +
           mark + ' ' + mark + " SCONJ _ 5 mark _\nfinancing finance VERB VerbForm=Ger " +
           relation + " _\nAcme Acme PROPN Number=Sing 5 obj B-ORG\n";
  };
  const std::string deed = "Peru | coerced | Acme";
  EXPECT_FALSE(has(added("COERCE>", jailed_hart("for", "2 advcl")), deed));
  EXPECT_FALSE(has(added("COERCE>", jailed_hart("for", "3 acl")), deed));
  EXPECT_TRUE(has(added("COERCE>", jailed_hart("while", "2 advcl")), deed));
}

// "Peru VERB a statement REST"
std::string statement(const std::string& verb, const std::string& rest) {
  return "Peru Peru PROPN Number=Sing 2 nsubj B-LOC\n" + verb +
         " VERB Mood=Ind|VerbForm=Fin 0 root _\n"
         "a a DET _ 4 det _\n"
         "statement statement NOUN Number=Sing 2 obj _\n" +
         rest;
}

const std::string criticising_lugo =
    "criticising criticise VERB VerbForm=Ger 4 acl _\n"
    "Lugo Lugo PROPN Number=Sing 5 obj B-LOC\n";

TEST(RefusedJudgement, WhomATextIsAboutIsNotRejectedWithIt) {
  EXPECT_TRUE(added("REJECT>", statement("rejected reject", criticising_lugo)).empty());
  EXPECT_EQ(added("REJECT>", statement("rejected reject",
                                       "by by ADP _ 6 case _\n"
                                       "Lugo Lugo PROPN Number=Sing 4 nmod B-LOC\n")),
            Lines{"Peru | rejected | Lugo"});
}

TEST(RefusedJudgement, WhoBacksATextIsWithWhomItBacks) {
  const auto supported = [](const std::string& verb) {
    return statement("supported support", verb +
                                              " VERB VerbForm=Ger 4 acl _\n"
                                              "Lugo Lugo PROPN Number=Sing 5 obj B-LOC\n");
  };
  EXPECT_FALSE(added("SUPPORT>", supported("backing back")).empty());
  EXPECT_TRUE(added("SUPPORT>", supported("criticising criticise")).empty());
}

TEST(RefusedJudgement, WhoKeepsATextFromBeingDoesNotSayWhatItSays) {
  EXPECT_TRUE(added("ACCUSE>", statement("blocked block", criticising_lugo)).empty());
  EXPECT_EQ(added("ACCUSE>", statement("issued issue", criticising_lugo)),
            Lines{"Peru | criticised | Lugo"});
}

TEST(RefusedJudgement, WhoSuffersADeedIsNotCriticisedWithIt) {
  const auto criticised = [](const std::string& noun) {
    return "Peru Peru PROPN Number=Sing 2 nsubj B-LOC\n"
           "criticised criticise VERB Mood=Ind|VerbForm=Fin 0 root _\n"
           "the the DET _ 4 det _\n" +
           noun + ' ' + noun +
           " NOUN Number=Sing 2 obj _\n"
           "of of ADP _ 6 case _\n"
           "Morel Morel PROPN Number=Sing 4 nmod B-PER\n";
  };
  EXPECT_TRUE(added("ACCUSE>", criticised("arrest")).empty());
  EXPECT_EQ(added("ACCUSE>", criticised("book")), Lines{"Peru | criticised | Morel"});
}

// The tree has him hang on the verb.
TEST(RefusedJudgement, WhoIsPardonedIsNotRejectedWithThePardon) {
  const auto lamented = [](const std::string& noun) {
    return "Perú Perú PROPN Number=Sing 2 nsubj B-LOC\n"
           "lamentó lamentar VERB Mood=Ind|VerbForm=Fin 0 root _\n" +
           noun +
           " NOUN Number=Sing 2 obj _\n"
           "a a ADP _ 5 case _\n"
           "Morel Morel PROPN Number=Sing 2 obl B-PER\n";
  };
  EXPECT_TRUE(added("REJECT>", lamented("indultos indulto"), "es").empty());
  EXPECT_FALSE(added("SUPPORT>", lamented("indultos indulto"), "es").empty());
  EXPECT_EQ(added("REJECT>", lamented("cartas carta"), "es"), Lines{"Peru | rejected | Morel"});
}

TEST(RefusedJudgement, WhoRefusesToHarmAnotherDoesNotRejectHim) {
  const auto refused_to = [](const std::string& verb) {
    return "Peru Peru PROPN Number=Sing 2 nsubj B-LOC\n"
           "refused refuse VERB Mood=Ind|VerbForm=Fin 0 root _\n"
           "to to PART _ 4 mark _\n" +
           verb + ' ' + verb +
           " VERB VerbForm=Inf 2 xcomp _\n"
           "Lugo Lugo PROPN Number=Sing 4 obj B-LOC\n";
  };
  EXPECT_TRUE(added("REJECT>", refused_to("sanction")).empty());
  EXPECT_EQ(added("REJECT>", refused_to("support")), Lines{"Peru | rejected | Lugo"});
}

TEST(RefusedJudgement, WhomSomethingTurnsAgainstIsNotBacked) {
  const auto supported_a_motion = [](const std::string& preposition) {
    return "Hart Hart PROPN Number=Sing 2 nsubj B-PER\n"
           "supported support VERB Mood=Ind|VerbForm=Fin 0 root _\n"
           "a a DET _ 4 det _\n"
           "motion motion NOUN Number=Sing 2 obj _\n" +
           preposition + ' ' + preposition +
           " ADP _ 6 case _\n"
           "Morel Morel PROPN Number=Sing 4 nmod B-PER\n";
  };
  EXPECT_TRUE(added("SUPPORT>", supported_a_motion("against")).empty());
  EXPECT_EQ(added("SUPPORT>", supported_a_motion("by")), Lines{"Hart | supports | Morel"});
}

// "Hart and Bell united PREPOSITION Morel"
TEST(RefusedJudgement, WhomTwoUniteAgainstIsNotOneOfThem) {
  const auto united = [](const std::string& preposition) {
    return "Hart Hart PROPN Number=Sing 4 nsubj B-PER\n"
           "and and CCONJ _ 3 cc _\n"
           "Bell Bell PROPN Number=Sing 1 conj B-PER\n"
           "united unite VERB Mood=Ind|VerbForm=Fin 0 root _\n" +
           preposition + ' ' + preposition +
           " ADP _ 6 case _\n"
           "Morel Morel PROPN Number=Sing 4 obl B-PER\n";
  };
  EXPECT_EQ(added("AGREE>", united("against")), Lines{"Hart | agreed with | Bell"});
  EXPECT_EQ(added("AGREE>", united("with")).size(), 3U);
}

}  // namespace
}  // namespace entente
