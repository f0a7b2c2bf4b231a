// Where a sentence does not say that somebody or something is.
#include "extract/modules/refused_whereabouts.h"

#include <gtest/gtest.h>
#include <string>

#include "learnt_lines.h"

namespace entente {
namespace {

// "The NOUN Olmedo VERB in Paris": what is only named after a place, and a place that has a name.
TEST(RefusedWhereabouts, PlaceIsNotWhereTheThingNamedAfterItIs) {
  const auto in_paris = [](const std::string& noun, const std::string& verb) {
    return noun +
           " NOUN Number=Sing 4 nsubj _\n"
           "of of ADP _ 3 case _\n"
           "Olmedo Olmedo PROPN Number=Sing 1 nmod B-LOC\n" +
           verb +
           " VERB Mood=Ind|VerbForm=Fin 0 root _\n"
           "in in ADP _ 6 case _\n"
           "Paris Paris PROPN Number=Sing 4 obl B-LOC\n";
  };
  EXPECT_TRUE(added("LOCATED>", in_paris("plan plan", "failed fail")).empty());
  EXPECT_TRUE(added("LOCATED>", in_paris("plan plan", "lies lie")).empty());
  EXPECT_TRUE(added("LOCATED>", in_paris("city city", "failed fail")).empty());
  EXPECT_EQ(added("LOCATED>", in_paris("city city", "lies lie")).size(), 1U);
}

// "Hart VERB Morel PREPOSITION Lima"
std::string with_morel(const std::string& verb, const std::string& preposition) {
  return "Hart Hart PROPN Number=Sing 2 nsubj B-PER\n" + verb +
         " VERB Mood=Ind|VerbForm=Fin 0 root _\n"
         "Morel Morel PROPN Number=Sing 2 obj B-PER\n" +
         preposition + ' ' + preposition +
         " ADP _ 5 case _\n"
         "Lima Lima PROPN Number=Sing 2 obl B-LOC\n";
}

const std::string hart_in_lima = "Hart | located in | Lima";
const std::string morel_in_lima = "Morel | located in | Lima";

TEST(RefusedWhereabouts, WhoSendsAnotherIsNotThere) {
  EXPECT_TRUE(added("LOCATED>", with_morel("sent send", "to")).empty());
  EXPECT_TRUE(has(added("LOCATED>", with_morel("joined join", "in")), hart_in_lima));
}

TEST(RefusedWhereabouts, WhoHasAnEnvoyIsNotWhereHeIs) {
  const auto recalled = [](const std::string& noun) {
    return "Acme Acme PROPN Number=Sing 2 nsubj B-ORG\n"
           "recalled recall VERB Mood=Ind|VerbForm=Fin 0 root _\n"
           "an a DET _ 4 det _\n" +
           noun + ' ' + noun +
           " NOUN Number=Sing 2 obj _\n"
           "in in ADP _ 6 case _\n"
           "Lima Lima PROPN Number=Sing 4 nmod B-LOC\n";
  };
  EXPECT_TRUE(added("LOCATED>", recalled("envoy")).empty());
  EXPECT_EQ(added("LOCATED>", recalled("engine")), Lines{"Acme | located in | Lima"});
  // The envoy himself is.
  const Lines named = added("LOCATED>", recalled("envoy") +
                                            ", , PUNCT _ 8 punct _\n"
                                            "Hart Hart PROPN Number=Sing 4 appos B-PER\n");
  EXPECT_TRUE(has(named, "Hart | located in | Lima") || has(named, "Lima | located in | Hart"));
}

// "Labour feared offices in Olmedo, where Acme grows"
TEST(RefusedWhereabouts, WhatAClauseSaysOfAPlaceIsThatOfItsOwnSubject) {
  const auto offices_in_olmedo = [](const std::string& clause) {
    return "Labour Labour PROPN Number=Sing 2 nsubj B-ORG\n"
           "feared fear VERB Mood=Ind|VerbForm=Fin 0 root _\n"
           "offices office NOUN Number=Plur 2 obj _\n"
           "in in ADP _ 5 case _\n"
           "Olmedo Olmedo PROPN Number=Sing 3 nmod B-LOC\n" +
           clause;
  };
  const std::string clause =
      "where where ADV _ 8 advmod _\n"
      "Acme Acme PROPN Number=Sing 8 nsubj B-ORG\n"
      "grows grow VERB Mood=Ind|VerbForm=Fin 5 acl _\n";
  const std::string there = "Labour | headquarters in | Olmedo";
  EXPECT_EQ(added("LOCATED>", offices_in_olmedo("")), Lines{there});
  EXPECT_FALSE(has(added("LOCATED>", offices_in_olmedo(clause)), there));
  EXPECT_FALSE(has(added("CONTEST>", offices_in_olmedo(clause)), "Labour | competes with | Acme"));
}

TEST(RefusedWhereabouts, WhoIsOnlyTalkedAboutIsNotWhereThatIsDone) {
  const Lines praised = added("LOCATED>", with_morel("praised praise", "in"));
  EXPECT_TRUE(has(praised, hart_in_lima));
  EXPECT_FALSE(has(praised, morel_in_lima));
  EXPECT_TRUE(has(added("LOCATED>", with_morel("received receive", "in")), morel_in_lima));
}

// "Bell was held in Lugo PREPOSITION the NOUN of Morel"
TEST(RefusedWhereabouts, WhoIsNamedInTheReasonNeedNotBeThere) {
  const auto held_in_lugo = [](const std::string& phrase) {
    return "Bell Bell PROPN Number=Sing 3 nsubj:pass B-PER\n"
           "was be AUX _ 3 aux:pass _\n"
           "held hold VERB Tense=Past|VerbForm=Part 0 root _\n"
           "in in ADP _ 5 case _\n"
           "Lugo Lugo PROPN Number=Sing 3 obl B-LOC\n" +
           phrase +
           " NOUN Number=Sing 3 obl _\n"
           "of of ADP _ 9 case _\n"
           "Morel Morel PROPN Number=Sing 7 nmod B-PER\n";
  };
  const std::string there = "Morel | located in | Lugo";
  EXPECT_FALSE(
      has(added("LOCATED<", held_in_lugo("for for ADP _ 7 case _\nmurder murder")), there));
  EXPECT_TRUE(has(added("LOCATED<", held_in_lugo("at at ADP _ 7 case _\ntrial trial")), there));
}

// "Bell fue visto en Lugo por Morel": in Spanish one word leads to the reason and to who does it.
TEST(RefusedWhereabouts, WhoDoesItIsNoReason) {
  const auto in_lugo_for_morel = [](const std::string& verb, const std::string& relation) {
    return "Bell Bell PROPN Number=Sing 3 nsubj B-PER\n" + verb +
           " 0 root _\n"
           "en en ADP _ 5 case _\n"
           "Lugo Lugo PROPN Number=Sing 3 obl B-LOC\n"
           "por por ADP _ 7 case _\n"
           "Morel Morel PROPN Number=Sing 3 " +
           relation + " B-PER\n";
  };
  const std::string there = "Morel | located in | Lugo";
  const std::string seen = "fue ser AUX VerbForm=Fin 3 aux _\nvisto ver VERB VerbForm=Part";
  const std::string cried = "ya ya ADV _ 3 advmod _\nlloró llorar VERB VerbForm=Fin";
  EXPECT_TRUE(has(added("LOCATED<", in_lugo_for_morel(seen, "obl:agent"), "es"), there));
  EXPECT_FALSE(has(added("LOCATED<", in_lugo_for_morel(cried, "obl"), "es"), there));
}

// Its team plays somewhere, and a person acts where he is.
TEST(RefusedWhereabouts, CountryIsNotWhereItActs) {
  const auto in_lugo = [](const std::string& name, const std::string& verb) {
    return name + verb +
           " VERB Mood=Ind|VerbForm=Fin 0 root _\n"
           "in in ADP _ 4 case _\n"
           "Lugo Lugo PROPN Number=Sing 2 obl B-LOC\n";
  };
  const std::string peru = "Peru Peru PROPN Number=Sing 2 nsubj B-LOC\n";
  const std::string hart = "Hart Hart PROPN Number=Sing 2 nsubj B-PER\n";
  EXPECT_TRUE(added("LOCATED>", in_lugo(peru, "talked talk")).empty());
  EXPECT_EQ(added("LOCATED>", in_lugo(peru, "won win")), Lines{"Peru | located in | Lugo"});
  EXPECT_EQ(added("LOCATED>", in_lugo(hart, "talked talk")), Lines{"Hart | located in | Lugo"});
}

TEST(RefusedWhereabouts, OwnerOfASeatIsNotWhatItIsIn) {
  const auto headquarters = [](const std::string& preposition) {
    return "Bell Bell PROPN Number=Sing 2 nsubj B-ORG\n"
           "blocked block VERB Mood=Ind|VerbForm=Fin 0 root _\n"
           "the the DET _ 4 det _\n"
           "headquarters headquarters NOUN Number=Plur 2 obj _\n" +
           preposition + ' ' + preposition +
           " ADP _ 6 case _\n"
           "Acme Acme PROPN Number=Sing 4 nmod B-ORG\n";
  };
  EXPECT_TRUE(added("LOCATED>", headquarters("of")).empty());
  EXPECT_EQ(added("LOCATED>", headquarters("in")), Lines{"Bell | located in | Acme"});
}

}  // namespace
}  // namespace entente
