// Posts that a sentence does not tell of the two.
#include "extract/modules/refused_states.h"

#include <gtest/gtest.h>
#include <string>

#include "learnt_lines.h"

namespace entente {
namespace {

// "Ana Bell, NOUN of Morel, left"
TEST(RefusedPost, WhoIsCalledARelativeHoldsNoPostWithHim) {
  const auto of_morel = [](const std::string& noun) {
    return "Ana Ana PROPN Number=Sing 7 nsubj B-PER\n"
           "Bell Bell PROPN Number=Sing 1 flat I-PER\n"
           ", , PUNCT _ 4 punct _\n" +
           noun + ' ' + noun +
           " NOUN Number=Sing 1 appos _\n"
           "of of ADP _ 6 case _\n"
           "Morel Morel PROPN Number=Sing 4 nmod B-PER\n"
           "left leave VERB Mood=Ind|VerbForm=Fin 0 root _\n";
  };
  for (const char* label : {"ROLE>", "MEMBER>"}) {
    EXPECT_TRUE(added(label, of_morel("wife")).empty());
    EXPECT_TRUE(added(label, of_morel("rival")).empty());
    EXPECT_EQ(added(label, of_morel("face")).size(), 1U);
  }
}

// "Ana Bell, NOUN de Vox a la presidencia de Lugo, calla"
TEST(RefusedPost, WhatSomebodyRunsForIsNotHeldYet) {
  const auto for_lugo = [](const std::string& noun) {
    return "Ana Ana PROPN _ 12 nsubj B-PER\n"
           "Bell Bell PROPN _ 1 flat I-PER\n"
           ", , PUNCT _ 4 punct _\n" +
           noun + ' ' + noun +
           " NOUN Gender=Fem|Number=Sing 1 appos _\n"
           "de de ADP _ 6 case _\n"
           "Vox Vox PROPN _ 4 nmod B-ORG\n"
           "a a ADP _ 9 case _\n"
           "la el DET Definite=Def 9 det _\n"
           "presidencia presidencia NOUN Gender=Fem|Number=Sing 4 nmod _\n"
           "de de ADP _ 11 case _\n"
           "Lugo Lugo PROPN _ 9 nmod B-LOC\n"
           "calla callar VERB Mood=Ind|Number=Sing|Person=3|VerbForm=Fin 0 root _\n";
  };
  const std::string post = "Ana Bell | leads | Lugo";
  EXPECT_FALSE(has(added("ROLE>", for_lugo("candidata"), "es"), post));
  EXPECT_TRUE(has(added("ROLE>", for_lugo("ganadora"), "es"), post));
}

// "POST, Ana Hart, met the head of Acme, Luc Morel"
TEST(RefusedPost, WhoHasAPostHasNoneInWhatAnothersIsIn) {
  const auto met_the_head = [](const std::string& post, const std::string& name) {
    return post +
           "Ana Ana PROPN Number=Sing 1 appos B-PER\n"
           "Hart Hart PROPN Number=Sing 5 flat I-PER\n"
           "met meet VERB Mood=Ind|VerbForm=Fin 0 root _\n"
           "the the DET Definite=Def 9 det _\n"
           "head head NOUN Number=Sing 7 obj _\n"
           "of of ADP _ 11 case _\n"
           "Acme Acme PROPN Number=Sing 9 nmod B-ORG\n" +
           name;
  };
  const std::string of_lugo =
      "mayor mayor NOUN Number=Sing 7 nsubj _\n"
      "of of ADP _ 3 case _\n"
      "Lugo Lugo PROPN Number=Sing 1 nmod B-LOC\n"
      ", , PUNCT _ 5 punct _\n";
  const std::string new_mayor =
      "mayor mayor NOUN Number=Sing 7 nsubj _\n"
      "here here ADV _ 1 advmod _\n"
      "now now ADV _ 1 advmod _\n"
      ", , PUNCT _ 5 punct _\n";
  const std::string luc_morel =
      ", , PUNCT _ 13 punct _\n"
      "Luc Luc PROPN Number=Sing 9 appos B-PER\n"
      "Morel Morel PROPN Number=Sing 13 flat I-PER\n";
  const std::string post = "Ana Hart | mayor of | Acme";
  EXPECT_FALSE(has(added("ROLE>", met_the_head(of_lugo, luc_morel)), post));
  EXPECT_TRUE(has(added("ROLE>", met_the_head(of_lugo, "")), post));
  EXPECT_TRUE(has(added("ROLE>", met_the_head(new_mayor, luc_morel)), post));
}

TEST(RefusedPost, PostOfSeveralUnnamedIsNotThatOfWhoIsNamed) {
  const auto thanked = [](const std::string& post) {
    return "Peru Peru PROPN Number=Sing 3 nmod:poss B-LOC\n"
           "'s 's PART _ 1 case _\n" +
           post +
           " 4 nsubj _\n"
           "thanked thank VERB Mood=Ind|VerbForm=Fin 0 root _\n"
           "Hart Hart PROPN Number=Sing 4 obj B-PER\n";
  };
  EXPECT_TRUE(added("ROLE<", thanked("ministers minister NOUN Number=Plur")).empty());
  EXPECT_EQ(added("ROLE<", thanked("minister minister NOUN Number=Sing")),
            Lines{"Hart | minister of | Peru"});
}

// "Ana and Luc are ministers of Peru": these are named.
TEST(RefusedPost, PostOfSeveralIsThatOfWhoAreSaidToHoldIt) {
  EXPECT_TRUE(has(added("ROLE>",
                        "Ana Ana PROPN Number=Sing 6 nsubj B-PER\n"
                        "and and CCONJ _ 3 cc _\n"
                        "Luc Luc PROPN Number=Sing 1 conj B-PER\n"
                        "are be AUX _ 6 cop _\n"
                        "former former ADJ _ 6 amod _\n"
                        "ministers minister NOUN Number=Plur 0 root _\n"
                        "of of ADP _ 8 case _\n"
                        "Peru Peru PROPN Number=Sing 6 nmod B-LOC\n"),
                  "Luc | holds a post in | Peru"));
  EXPECT_TRUE(has(added("ROLE>",
                        "Ana Ana PROPN Number=Sing 5 nsubj B-PER\n"
                        "and and CCONJ _ 3 cc _\n"
                        "Luc Luc PROPN Number=Sing 1 conj B-PER\n"
                        "were be AUX _ 5 aux:pass _\n"
                        "named name VERB VerbForm=Part|Tense=Past 0 root _\n"
                        "ministers minister NOUN Number=Plur 5 xcomp _\n"
                        "of of ADP _ 8 case _\n"
                        "Peru Peru PROPN Number=Sing 6 nmod B-LOC\n"),
                  "Ana | minister of | Peru"));
}

}  // namespace
}  // namespace entente
