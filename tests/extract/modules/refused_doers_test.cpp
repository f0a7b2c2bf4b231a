// Deeds of the firms and people of a state, which are not its own.
#include "extract/modules/refused_doers.h"

#include <gtest/gtest.h>
#include <string>

#include "learnt_lines.h"

namespace entente {
namespace {

TEST(RefusedDoer, WhatItsFirmsSufferIsNotDoneToAState) {
  const auto chilean = [](const std::string& verb, const std::string& noun) {
    return "Peru Peru PROPN Number=Sing 2 nsubj B-LOC\n" + verb +
           " VERB Mood=Ind|VerbForm=Fin 0 root _\n"
           "two two NUM _ 5 nummod _\n"
           "Chilean chilean ADJ _ 5 amod _\n" +
           noun + " NOUN Number=Plur 2 obj _\n";
  };
  EXPECT_TRUE(added("SANCTION>", chilean("sanctioned sanction", "firms firm")).empty());
  EXPECT_EQ(added("SANCTION>", chilean("sanctioned sanction", "ships ship")),
            Lines{"Peru | sanctioned | Chile"});
  // Who is attacked there is part of it, and one trades with a land through its firms.
  EXPECT_EQ(added("ASSAULT>", chilean("attacked attack", "firms firm")),
            Lines{"Peru | attacked | Chile"});
  EXPECT_EQ(added("TRANSACT>", chilean("paid pay", "firms firm")).size(), 1U);
}

TEST(RefusedDoer, WhatItsPeopleDoIsNotDoneByATown) {
  const auto criticised = [](const std::string& noun) {
    return noun +
           " NOUN Number=Plur 4 nsubj _\n"
           "of of ADP _ 3 case _\n"
           "Lugo Lugo PROPN Number=Sing 1 nmod B-LOC\n"
           "criticised criticise VERB Mood=Ind|VerbForm=Fin 0 root _\n"
           "Hart Hart PROPN Number=Sing 4 obj B-PER\n";
  };
  EXPECT_TRUE(added("ACCUSE>", criticised("villagers villager")).empty());
  EXPECT_EQ(added("ACCUSE>", criticised("councils council")).size(), 1U);
}

TEST(RefusedDoer, WhoHelpsThePeopleOfATownHelpsIt) {
  EXPECT_EQ(added("AID>",
                  "Peru Peru PROPN Number=Sing 2 nsubj B-LOC\n"
                  "helped help VERB Mood=Ind|VerbForm=Fin 0 root _\n"
                  "villagers villager NOUN Number=Plur 2 obj _\n"
                  "of of ADP _ 5 case _\n"
                  "Lugo Lugo PROPN Number=Sing 3 nmod B-LOC\n"),
            Lines{"Peru | helped | Lugo"});
}

}  // namespace
}  // namespace entente
