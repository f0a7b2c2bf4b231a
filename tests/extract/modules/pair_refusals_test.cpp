// What the tree of a sentence speaks against, of what is learnt of a pair.
#include "extract/modules/pair_refusals.h"

#include <gtest/gtest.h>
#include <string>

#include "learnt_lines.h"

namespace entente {
namespace {

// "VERB REST of Hart", by Israel.
std::string done_to(const std::string& verb, const std::string& noun) {
  return "Israel Israel PROPN Number=Sing 2 nsubj B-LOC\n" + verb + ' ' + verb +
         " VERB Mood=Ind|VerbForm=Fin 0 root _\n"
         "a a DET _ 4 det _\n" +
         noun + ' ' + noun +
         " NOUN Number=Sing 2 obj _\n"
         "of of ADP _ 6 case _\n"
         "Hart Hart PROPN Number=Sing 4 nmod B-PER\n";
}

TEST(RefusedPair, WhatIsDoneToSomebodysSonIsNotDoneToHim) {
  EXPECT_TRUE(added("ASSAULT>", done_to("wound", "son")).empty());
  EXPECT_TRUE(added("ASSAULT>", done_to("wound", "bodyguard")).empty());
  EXPECT_EQ(added("ASSAULT>", done_to("attack", "house")), Lines{"Israel | attacked | Hart"});
}

TEST(RefusedPair, SpokesmanStandsForHim) {
  EXPECT_EQ(added("ACCUSE>", done_to("criticize", "spokesman")),
            Lines{"Israel | criticised | Hart"});
}

TEST(RefusedPair, KinIsWhoMarriesTheDaughter) {
  const auto with_daughter = [](const std::string& verb) {
    return "Morel Morel PROPN Number=Sing 2 nsubj B-PER\n" + verb + ' ' + verb +
           " VERB Mood=Ind|VerbForm=Fin 0 root _\n"
           "a a DET _ 4 det _\n"
           "daughter daughter NOUN Number=Sing 2 obj _\n"
           "of of ADP _ 6 case _\n"
           "Hart Hart PROPN Number=Sing 4 nmod B-PER\n";
  };
  EXPECT_EQ(added("KIN>", with_daughter("marry")), Lines{"Morel | married | Hart"});
  EXPECT_TRUE(added("KIN>", with_daughter("see")).empty());
}

// "President Luc Hart said Peru fell"
const std::string said_of_peru =
    "President President NOUN Number=Sing 2 nmod:desc _\n"
    "Luc Luc PROPN Number=Sing 4 nsubj B-PER\n"
    "Hart Hart PROPN Number=Sing 2 flat I-PER\n"
    "said say VERB Mood=Ind|VerbForm=Fin 0 root _\n"
    "Peru Peru PROPN Number=Sing 6 nsubj B-LOC\n"
    "fell fall VERB Mood=Ind|VerbForm=Fin 4 ccomp _\n";

TEST(RefusedPair, PostIsNotHeldInWhatAnotherClauseIsAbout) {
  EXPECT_TRUE(added("ROLE>", said_of_peru).empty());
  EXPECT_EQ(added("ACCUSE>", said_of_peru).size(), 1U);
}

TEST(RefusedPair, PostIsNotThatOfSomebodyUnnamedInAnotherClause) {
  const auto expelled_after = [](const std::string& noun) {
    return "all all PRON _ 2 nsubj _\n"
           "expelled expel VERB Mood=Ind|VerbForm=Fin 0 root _\n"
           "Russian russian ADJ _ 4 amod _\n" +
           noun + ' ' + noun +
           " NOUN Number=Sing 2 obj _\n"
           "after after SCONJ _ 7 mark _\n"
           "Hart Hart PROPN Number=Sing 7 nsubj B-PER\n"
           "left leave VERB Mood=Ind|VerbForm=Fin 2 advcl _\n";
  };
  EXPECT_TRUE(added("ROLE<", expelled_after("diplomat")).empty());
  EXPECT_EQ(added("ROLE<", expelled_after("oil")).size(), 1U);
}

TEST(RefusedPair, PostIsNotHeldWhereThereIsNone) {
  const auto visited = [](const std::string& title, const std::string& place) {
    return title + "Luc Luc PROPN Number=Sing 5 nsubj B-PER\n" +
           "Hart Hart PROPN Number=Sing 3 flat I-PER\n"
           "visited visit VERB Mood=Ind|VerbForm=Fin 0 root _\n" +
           place + ' ' + place + " PROPN Number=Sing 5 obj B-LOC\n";
  };
  const std::string prime =
      "Prime Prime ADJ _ 2 amod _\nMinister Minister PROPN Number=Sing 3 nmod:desc _\n";
  const std::string finance =
      "Finance Finance NOUN _ 2 compound _\nMinister Minister PROPN Number=Sing 3 nmod:desc _\n";
  EXPECT_EQ(added("ROLE>", visited(prime, "Brazil")), Lines{});
  EXPECT_EQ(added("ROLE>", visited(prime, "Norway")).size(), 1U);
  EXPECT_EQ(added("ROLE>", visited(finance, "Brazil")),
            Lines{"Luc Hart | finance minister of | Brazil"});
  EXPECT_EQ(added("ROLE>", visited(finance, "London")), Lines{});
}

// "El consejero, Luc Hart, cree, a juicio del consejero, de Iberia"
TEST(RefusedPair, PostEndsAtAComma) {
  const auto told = [](const std::string& between) {
    return "El el DET Definite=Def|Number=Sing|PronType=Art 2 det _\n"
           "consejero consejero NOUN Gender=Masc|Number=Sing 7 nsubj _\n"
           ", , PUNCT _ 4 punct _\n"
           "Luc Luc PROPN _ 2 appos B-PER\n"
           "Hart Hart PROPN _ 4 flat I-PER\n"
           ", , PUNCT _ 4 punct _\n"
           "sabe saber VERB Mood=Ind|Number=Sing|Person=3|VerbForm=Fin 0 root _\n"
           "que que SCONJ _ 11 mark _\n"
           "el el DET Definite=Def|Number=Sing|PronType=Art 10 det _\n"
           "consejero consejero NOUN Gender=Masc|Number=Sing 14 nsubj _\n" +
           between +
           "de de ADP _ 13 case _\n"
           "Iberia Iberia PROPN _ 10 nmod B-ORG\n"
           "calla callar VERB Mood=Ind|Number=Sing|Person=3|VerbForm=Fin 7 ccomp _\n";
  };
  EXPECT_EQ(added("ROLE>", told(", , PUNCT _ 10 punct _\n"), "es"), Lines{});
  EXPECT_FALSE(
      added("ROLE>", told("mismo mismo ADJ Gender=Masc|Number=Sing 10 amod _\n"), "es").empty());
}

TEST(RefusedPair, WhoIsFreedIsNotCoerced) {
  const auto with_hart = [](const std::string& verb) {
    return "Israel Israel PROPN Number=Sing 2 nsubj B-LOC\n" + verb + ' ' + verb +
           " VERB Mood=Ind|VerbForm=Fin 0 root _\n"
           "Hart Hart PROPN Number=Sing 2 obj B-PER\n";
  };
  EXPECT_TRUE(added("COERCE>", with_hart("free")).empty());
  EXPECT_EQ(added("COERCE>", with_hart("punish")).size(), 1U);
}

TEST(RefusedPair, AgentDoesWhatItsOwnVerbSays) {
  EXPECT_EQ(added("COERCE<",
                  "Hart Hart PROPN Number=Sing 3 nsubj:pass B-PER\n"
                  "was be AUX _ 3 aux:pass _\n"
                  "arrested arrest VERB Tense=Past|VerbForm=Part 0 root _\n"
                  "and and CCONJ _ 5 cc _\n"
                  "acquitted acquit VERB Tense=Past|VerbForm=Part 3 conj _\n"
                  "by by ADP _ 7 case _\n"
                  "Congress Congress PROPN Number=Sing 5 obl:agent B-ORG\n"),
            Lines{});
}

// "France criticised Israel and Germany backed Hart"; without its object, a clause may share that
// of the other.
TEST(RefusedPair, DeedIsNotThatOfAnotherClause) {
  const auto and_germany = [](const std::string& rest) {
    return "France France PROPN Number=Sing 2 nsubj B-LOC\n"
           "criticised criticise VERB Mood=Ind|VerbForm=Fin 0 root _\n"
           "Israel Israel PROPN Number=Sing 2 obj B-LOC\n"
           "and and CCONJ _ 6 cc _\n"
           "Germany Germany PROPN Number=Sing 6 nsubj B-LOC\n"
           "backed back VERB Mood=Ind|VerbForm=Fin 2 conj _\n" +
           rest;
  };
  EXPECT_EQ(added("ACCUSE>", and_germany("Hart Hart PROPN Number=Sing 6 obj B-PER\n")),
            Lines{"Germany | criticised | Hart"});
  EXPECT_EQ(added("ACCUSE>", and_germany("")).size(), 2U);
}

// "Hart, as Morel did, won" and "as Morel lost, won"
TEST(RefusedPair, WhoDoesTheSameDoesNothingToTheOther) {
  const auto won_as_morel = [](const std::string& verb) {
    return "Hart Hart PROPN Number=Sing 5 nsubj B-PER\n"
           "as as SCONJ _ 4 mark _\n"
           "Morel Morel PROPN Number=Sing 4 nsubj B-PER\n" +
           verb +
           " VERB Mood=Ind|VerbForm=Fin 5 advcl _\n"
           "won win VERB Mood=Ind|VerbForm=Fin 0 root _\n";
  };
  EXPECT_TRUE(added("CONTEST>", won_as_morel("did do")).empty());
  EXPECT_EQ(added("CONTEST>", won_as_morel("lost lose")).size(), 1U);
}

TEST(RefusedPair, NounForSomethingElseMakesNoContest) {
  const auto with_morel = [](const std::string& noun) {
    return "Hart Hart PROPN Number=Sing 2 nsubj B-PER\n"
           "had have VERB Mood=Ind|VerbForm=Fin 0 root _\n" +
           noun + ' ' + noun +
           " NOUN Number=Sing 2 obj _\n"
           "with with ADP _ 5 case _\n"
           "Morel Morel PROPN Number=Sing 3 nmod B-PER\n";
  };
  EXPECT_TRUE(added("CONTEST>", with_morel("chance")).empty());
  EXPECT_EQ(added("CONTEST>", with_morel("duel")).size(), 1U);
}

TEST(RefusedPair, WhatIsSaidOfSomebodyIsNoSupportForHim) {
  const auto said_that_acme = [](const std::string& verb) {
    return "Hart Hart PROPN Number=Sing 2 nsubj B-PER\n"
           "said say VERB Mood=Ind|VerbForm=Fin 0 root _\n"
           "Acme Acme PROPN Number=Sing 4 nsubj B-ORG\n" +
           verb + ' ' + verb + " VERB Mood=Ind|VerbForm=Fin 2 ccomp _\n";
  };
  EXPECT_TRUE(added("SUPPORT>", said_that_acme("come")).empty());
  EXPECT_EQ(added("SUPPORT>", said_that_acme("support")).size(), 1U);
}

// "The king of Jordan arrived, Hart said"
TEST(RefusedPair, PostIsNotThatOfWhoSpeaks) {
  EXPECT_TRUE(added("ROLE<",
                    "king king NOUN Number=Sing 4 nsubj _\n"
                    "of of ADP _ 3 case _\n"
                    "Jordan Jordan PROPN Number=Sing 1 nmod B-LOC\n"
                    "arrived arrive VERB Mood=Ind|VerbForm=Fin 6 ccomp _\n"
                    "Hart Hart PROPN Number=Sing 6 nsubj B-PER\n"
                    "said say VERB Mood=Ind|VerbForm=Fin 0 root _\n")
                  .empty());
}

TEST(RefusedPair, WhoSpeaksInAHouseSpeaksForHisPartyOnly) {
  const auto in_congress = [](const std::string& noun) {
    return noun +
           " NOUN Number=Sing 8 nsubj _\n"
           "de de ADP _ 3 case _\n"
           "Vox Vox PROPN Number=Sing 1 nmod B-ORG\n"
           "en en ADP _ 5 case _\n"
           "Congreso Congreso PROPN Number=Sing 1 nmod B-ORG\n"
           "Ana Ana PROPN Number=Sing 1 appos B-PER\n"
           "Ruiz Ruiz PROPN Number=Sing 6 flat I-PER\n"
           "dimitió dimitir VERB Mood=Ind|VerbForm=Fin 0 root _\n";
  };
  EXPECT_FALSE(has(added("ROLE<", in_congress("portavoz portavoz"), "es"),
                   "Ana Ruiz | spokesman of | Congreso"));
  EXPECT_TRUE(has(added("ROLE<", in_congress("secretaria secretaria"), "es"),
                  "Ana Ruiz | secretary of | Congreso"));
}

// "In Spain president Hart was jailed": a post may be that of the place.
TEST(RefusedPair, NobodyIsFromWhereSomethingHappensToHim) {
  const std::string in_spain =
      "In in ADP _ 2 case _\n"
      "Spain Spain PROPN Number=Sing 6 obl B-LOC\n"
      "president president NOUN Number=Sing 4 nmod:desc _\n"
      "Hart Hart PROPN Number=Sing 6 nsubj:pass B-PER\n"
      "was be AUX _ 6 aux:pass _\n"
      "jailed jail VERB Tense=Past|VerbForm=Part 0 root _\n";
  EXPECT_TRUE(added("MEMBER<", in_spain).empty());
  EXPECT_EQ(added("ROLE<", in_spain), Lines{"Hart | president of | Spain"});
}

// "OPEC met, other states as Peru left"
TEST(RefusedPair, OneOfOthersIsNoMember) {
  const auto states_as_peru = [](const std::string& determiner) {
    return "OPEC OPEC PROPN Number=Sing 2 nsubj B-ORG\n"
           "met meet VERB Mood=Ind|VerbForm=Fin 0 root _\n" +
           determiner +
           " ADJ _ 4 amod _\n"
           "states state NOUN Number=Plur 7 nsubj _\n"
           "like like ADP _ 6 case _\n"
           "Peru Peru PROPN Number=Sing 4 nmod B-LOC\n"
           "left leave VERB Mood=Ind|VerbForm=Fin 2 conj _\n";
  };
  EXPECT_TRUE(added("MEMBER<", states_as_peru("other other")).empty());
  EXPECT_EQ(added("MEMBER<", states_as_peru("some some")).size(), 1U);
}

// "Other states of OPEC like Peru": those are its own.
TEST(RefusedPair, OneOfItsOthersIsAMember) {
  EXPECT_EQ(added("MEMBER<",
                  "other other ADJ _ 2 amod _\n"
                  "states state NOUN Number=Plur 7 nsubj _\n"
                  "of of ADP _ 4 case _\n"
                  "OPEC OPEC PROPN Number=Sing 2 nmod B-ORG\n"
                  "like like ADP _ 6 case _\n"
                  "Peru Peru PROPN Number=Sing 2 nmod B-LOC\n"
                  "left leave VERB Mood=Ind|VerbForm=Fin 0 root _\n")
                .size(),
            1U);
}

TEST(RefusedPair, FellowOfACompanyIsNotItsOwn) {
  EXPECT_TRUE(added("MEMBER<",
                    "Nokia Nokia PROPN Number=Sing 4 nmod:poss B-ORG\n"
                    "'s 's PART _ 1 case _\n"
                    "fellow fellow ADJ _ 4 amod _\n"
                    "makers maker NOUN Number=Plur 7 nsubj _\n"
                    "like like ADP _ 6 case _\n"
                    "Motorola Motorola PROPN Number=Sing 4 nmod B-ORG\n"
                    "failed fail VERB Mood=Ind|VerbForm=Fin 0 root _\n")
                  .empty());
}

TEST(RefusedPair, LandIsBoughtInAPlaceAndNotThePlace) {
  const auto bought = [](const std::string& object) {
    return "Acme Acme PROPN Number=Sing 2 nsubj B-ORG\n"
           "bought buy VERB Mood=Ind|VerbForm=Fin 0 root _\n" +
           object;
  };
  EXPECT_TRUE(added("TRANSACT>", bought("land land NOUN Number=Sing 2 obj _\n"
                                        "in in ADP _ 5 case _\n"
                                        "Peru Peru PROPN Number=Sing 2 obl B-LOC\n"))
                  .empty());
}

}  // namespace
}  // namespace entente
