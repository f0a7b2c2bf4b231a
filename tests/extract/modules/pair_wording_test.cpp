// How what is learnt of a pair is told: which word states it, under what name, and how it is meant.
#include "extract/modules/pair_wording.h"

#include <gtest/gtest.h>
#include <string>

#include "learnt_lines.h"

namespace entente {
namespace {

TEST(WordedPair, PostHasTheWordsAroundIt) {
  EXPECT_EQ(added("ROLE>",
                  "Hart Hart PROPN Number=Sing 5 nsubj B-PER\n"
                  "was be AUX _ 5 cop _\n"
                  "the the DET Definite=Def 5 det _\n"
                  "vice vice ADJ _ 5 amod _\n"
                  "president president NOUN Number=Sing 0 root _\n"
                  "of of ADP _ 7 case _\n"
                  "Morel Morel PROPN Number=Sing 5 nmod B-PER\n"),
            Lines{"Hart | vice president of | Morel"});
}

// "Acme president Luc Hart and spokesman Tom Berg": each has his own post.
TEST(WordedPair, PostOfAnotherIsNotTheSubjects) {
  const Lines lines = added("ROLE<",
                            "Acme Acme PROPN Number=Sing 2 compound B-ORG\n"
                            "president president NOUN Number=Sing 3 nmod:desc _\n"
                            "Luc Luc PROPN Number=Sing 8 nsubj B-PER\n"
                            "Hart Hart PROPN Number=Sing 3 flat I-PER\n"
                            "and and CCONJ _ 6 cc _\n"
                            "spokesman spokesman NOUN Number=Sing 7 nmod:desc _\n"
                            "Tom Tom PROPN Number=Sing 3 conj B-PER\n"
                            "left leave VERB Mood=Ind|VerbForm=Fin 0 root _\n");
  EXPECT_EQ(lines, (Lines{"Tom | spokesman of | Acme", "Tom | spokesman of | Luc Hart"}));
}

TEST(WordedPair, PlaceOfARelativeClauseIsNotThatOfTheVerbAbove) {
  EXPECT_EQ(added("LOCATED>",
                  "Hart Hart PROPN Number=Sing 6 nsubj B-PER\n"
                  "who who PRON PronType=Rel 3 nsubj _\n"
                  "slept sleep VERB Mood=Ind|VerbForm=Fin 1 acl:relcl _\n"
                  "in in ADP _ 5 case _\n"
                  "Paris Paris PROPN Number=Sing 3 obl B-LOC\n"
                  "died die VERB Mood=Ind|VerbForm=Fin 0 root _\n"),
            Lines{"Hart | located in | Paris"});
}

TEST(WordedPair, OneCompetesInACupAndWithATeam) {
  const auto played = [](const std::string& type) {
    return "Acme Acme PROPN Number=Sing 2 nsubj B-ORG\n"
           "shone shine VERB Mood=Ind|VerbForm=Fin 0 root _\n"
           "at at ADP _ 4 case _\n"
           "Olmedo Olmedo PROPN Number=Sing 2 obl B-" +
           type + '\n';
  };
  EXPECT_EQ(added("CONTEST>", played("MISC")), Lines{"Acme | competes in | Olmedo"});
  EXPECT_EQ(added("CONTEST>", played("ORG")), Lines{"Acme | competes with | Olmedo"});
}

// "Hart VERB a NOUN to Morel"
std::string a_visit(const std::string& verb, const std::string& noun) {
  return "Hart Hart PROPN Number=Sing 2 nsubj B-PER\n" + verb +
         " VERB Mood=Ind|VerbForm=Fin 0 root _\n"
         "a a DET _ 4 det _\n" +
         noun + ' ' + noun +
         " NOUN Number=Sing 2 obj _\n"
         "to to ADP _ 6 case _\n"
         "Morel Morel PROPN Number=Sing 4 nmod B-PER\n";
}

// Whatever the model says of how it is meant.
TEST(WordedPair, DeedThatItsVerbLeavesOpenStatesIt) {
  EXPECT_EQ(added_as_asserted("SUPPORT>", a_visit("considered consider", "visit")),
            Lines{"Hart | supports | Morel | visit | possible"});
  EXPECT_EQ(added_as_asserted("SUPPORT>", a_visit("noticed notice", "visit")),
            Lines{"Hart | supports | Morel | noticed | asserted"});
  // No deed.
  EXPECT_EQ(added_as_asserted("SUPPORT>", a_visit("considered consider", "photo")),
            Lines{"Hart | supports | Morel | considered | asserted"});
}

TEST(WordedPair, EndOfADeedMayBeWhatIsTold) {
  EXPECT_EQ(added_as_asserted("SUPPORT>", a_visit("shelved shelve", "visit")),
            Lines{"Hart | supports | Morel | visit | negated"});
  EXPECT_EQ(added_as_asserted("SUPPORT>", a_visit("suspended suspend", "visit")),
            Lines{"Hart | supports | Morel | suspended | asserted"});
}

// "Peru VERB to paint Lugo": the verb below one that only says whether it is done.
TEST(WordedPair, WhatIsDoneStandsBelowWhatSaysWhetherItIs) {
  const auto to_paint = [](const std::string& verb) {
    return "Peru Peru PROPN Number=Sing 2 nsubj B-LOC\n" + verb +
           " VERB Mood=Ind|VerbForm=Fin 0 root _\n"
           "to to PART _ 4 mark _\n"
           "paint paint VERB VerbForm=Inf 2 xcomp _\n"
           "Lugo Lugo PROPN Number=Sing 4 obj B-LOC\n";
  };
  EXPECT_EQ(added_as_asserted("ASSAULT>", to_paint("wants want")),
            Lines{"Peru | attacked | Lugo | paint | asserted"});
  EXPECT_EQ(added_as_asserted("ASSAULT>", to_paint("rushed rush")),
            Lines{"Peru | attacked | Lugo | rushed | asserted"});
  EXPECT_EQ(added_as_asserted("ASSAULT>", to_paint("refused refuse")),
            Lines{"Peru | attacked | Lugo | paint | asserted"});
  // The refusal is the rejection itself.
  EXPECT_EQ(added_as_asserted("REJECT>", to_paint("refused refuse")),
            Lines{"Peru | rejected | Lugo | refused | asserted"});
}

// "Hart VERB the flag of Lugo": a verb of moving names where somebody is only by its own place.
TEST(WordedPair, VerbPutsSomebodyOnlyWhereItsPlaceIs) {
  const auto the_flag = [](const std::string& verb, const std::string& relation) {
    return "Hart Hart PROPN Number=Sing 2 nsubj B-PER\n" + verb +
           " VERB Mood=Ind|VerbForm=Fin 0 root _\n"
           "with with ADP _ 4 case _\n"
           "flag flag NOUN Number=Sing 2 " +
           relation +
           " _\n"
           "of of ADP _ 6 case _\n"
           "Lugo Lugo PROPN Number=Sing 4 nmod B-LOC\n";
  };
  EXPECT_EQ(added("LOCATED>", the_flag("arrived arrive", "obl")),
            Lines{"Hart | located in | Lugo"});
  EXPECT_EQ(added("SUPPORT>", the_flag("praised praise", "obl")), Lines{"Hart | praised | Lugo"});
}

TEST(WordedPair, FrameWhoseSlotHoldsTheObjectNamesIt) {
  const auto sold = [](const std::string& what) {
    return "Acme Acme PROPN Number=Sing 2 nsubj B-ORG\n"
           "sold sell VERB Mood=Ind|VerbForm=Fin 0 root _\n" +
           what + "of of ADP _ 6 case _\nBell Bell PROPN Number=Sing 4 nmod B-ORG\n";
  };
  EXPECT_EQ(added("TRANSACT>", sold("to to ADP _ 4 case _\nunit unit NOUN Number=Sing 2 obl _\n")),
            Lines{"Acme | sold to | Bell"});
  EXPECT_EQ(added("TRANSACT>", sold("a a DET _ 4 det _\nunit unit NOUN Number=Sing 2 obj _\n")),
            Lines{"Acme | sold | Bell"});
}

}  // namespace
}  // namespace entente
