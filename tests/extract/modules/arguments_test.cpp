// Who fills the places around a predicate.
#include "extract/modules/arguments.h"

#include <gtest/gtest.h>

#include "analysed_text.h"
#include "learnt_lines.h"

namespace entente {
namespace {

// "Ferrer fue elogiado por Duarte"
constexpr std::string_view passive =
    "1\tFerrer\tFerrer\tPROPN\t_\t_\t3\tnsubj\t_\tNER=B-PER\n"
    "2\tfue\tser\tAUX\t_\t_\t3\taux\t_\t_\n"
    "3\telogiado\telogiar\tVERB\t_\tVerbForm=Part\t0\troot\t_\t_\n"
    "4\tpor\tpor\tADP\t_\t_\t5\tcase\t_\t_\n"
    "5\tDuarte\tDuarte\tPROPN\t_\t_\t3\tobl:agent\t_\tNER=B-PER\n\n";

// "Duarte había elogiado a Ferrer y a Berg"
constexpr std::string_view active =
    "1\tDuarte\tDuarte\tPROPN\t_\t_\t3\tnsubj\t_\tNER=B-PER\n"
    "2\thabía\thaber\tAUX\t_\tMood=Ind|VerbForm=Fin\t3\taux\t_\t_\n"
    "3\telogiado\telogiar\tVERB\t_\tVerbForm=Part\t0\troot\t_\t_\n"
    "4\ta\ta\tADP\t_\t_\t5\tcase\t_\t_\n"
    "5\tFerrer\tFerrer\tPROPN\t_\t_\t3\tobj\t_\tNER=B-PER\n"
    "6\ty\ty\tCCONJ\t_\t_\t8\tcc\t_\t_\n"
    "7\ta\ta\tADP\t_\t_\t8\tcase\t_\t_\n"
    "8\tBerg\tBerg\tPROPN\t_\t_\t5\tconj\t_\tNER=B-PER\n\n";

std::vector<std::string> names(const Analysis& analysis, const EntityList& list) {
  std::vector<std::string> result;
  for (const std::size_t entity : list) result.push_back(analysis.entities.entity(entity).ref.name);
  return result;
}

using Names = std::vector<std::string>;

TEST(Arguments, PassiveSwapsSubjectAndObject) {
  const AnalysedText text(passive, "2023-07-27", "passive");
  const Analysis& analysis = text.analysis();
  EXPECT_TRUE(is_passive(analysis.lexicon.grammar(), analysis.trees[0], 2));
  EXPECT_EQ(names(analysis, subjects_of(analysis, 0, 2)), Names{"Duarte"});
  EXPECT_EQ(names(analysis, entities_in_slot(analysis, 0, 2, "obj")), Names{"Ferrer"});
  EXPECT_EQ(names(analysis, entities_in_slot(analysis, 0, 2, "por")), Names{"Duarte"});
}

TEST(Arguments, PerfectIsNoPassive) {
  const AnalysedText text(active, "2023-07-27", "active");
  const Analysis& analysis = text.analysis();
  EXPECT_FALSE(is_passive(analysis.lexicon.grammar(), analysis.trees[0], 2));
  EXPECT_EQ(names(analysis, subjects_of(analysis, 0, 2)), Names{"Duarte"});
}

TEST(Arguments, CoordinatedObjectsAreAllGivenInTheOrderOfTheText) {
  const AnalysedText text(active, "2023-07-27", "active");
  const Analysis& analysis = text.analysis();
  EXPECT_EQ(names(analysis, entities_in_slot(analysis, 0, 2, "obj")), (Names{"Ferrer", "Berg"}));
  EXPECT_EQ(names(analysis, entities_in_slot(analysis, 0, 2, "iobj")), (Names{"Ferrer", "Berg"}));
}

TEST(Arguments, EmptySlotHasNobody) {
  const AnalysedText text(active, "2023-07-27", "active");
  EXPECT_TRUE(entities_in_slot(text.analysis(), 0, 2, "con").empty());
  EXPECT_TRUE(entities_in_slot(text.analysis(), 0, 2, "head").empty());
}

// "Berg was given a letter by Duarte"
constexpr std::string_view given =
    "1\tBerg\tBerg\tPROPN\t_\t_\t3\tnsubj:pass\t_\tNER=B-PER\n"
    "2\twas\tbe\tAUX\t_\tVerbForm=Fin\t3\taux:pass\t_\t_\n"
    "3\tgiven\tgive\tVERB\t_\tTense=Past|VerbForm=Part|Voice=Pass\t0\troot\t_\t_\n"
    "4\ta\ta\tDET\t_\t_\t5\tdet\t_\t_\n"
    "5\tletter\tletter\tNOUN\t_\t_\t3\tobj\t_\t_\n"
    "6\tby\tby\tADP\t_\t_\t7\tcase\t_\t_\n"
    "7\tDuarte\tDuarte\tPROPN\t_\t_\t3\tobl:agent\t_\tNER=B-PER\n\n";

// "Duarte is handing over Berg"
constexpr std::string_view progressive =
    "1\tDuarte\tDuarte\tPROPN\t_\t_\t3\tnsubj\t_\tNER=B-PER\n"
    "2\tis\tbe\tAUX\t_\tVerbForm=Fin\t3\taux\t_\t_\n"
    "3\thanding\thand\tVERB\t_\tTense=Pres|VerbForm=Part\t0\troot\t_\t_\n"
    "4\tover\tover\tADP\t_\t_\t3\tcompound:prt\t_\t_\n"
    "5\tBerg\tBerg\tPROPN\t_\t_\t3\tobj\t_\tNER=B-PER\n\n";

TEST(Arguments, TheSubjectOfAPassiveWithAnObjectIsWhoGotIt) {
  const AnalysedText text(given, "2023-07-27", "given", "en");
  const Analysis& analysis = text.analysis();
  EXPECT_EQ(names(analysis, subjects_of(analysis, 0, 2)), Names{"Duarte"});
  EXPECT_EQ(names(analysis, entities_in_slot(analysis, 0, 2, "iobj")), Names{"Berg"});
  EXPECT_TRUE(entities_in_slot(analysis, 0, 2, "obj").empty());
}

TEST(Arguments, ProgressiveIsNoPassive) {
  const AnalysedText text(progressive, "2023-07-27", "progressive", "en");
  const Analysis& analysis = text.analysis();
  EXPECT_FALSE(is_passive(analysis.lexicon.grammar(), analysis.trees[0], 2));
  EXPECT_EQ(names(analysis, entities_in_slot(analysis, 0, 2, "obj")), Names{"Berg"});
}

TEST(Arguments, AParticleIsPartOfTheVerb) {
  const AnalysedText text(progressive, "2023-07-27", "progressive", "en");
  EXPECT_EQ(frame_lemma(text.analysis().trees[0], 2), "hand over");
  EXPECT_EQ(frame_lemma(text.analysis().trees[0], 0), "Duarte");
}

// "Acme VERB Bell to assist Morel"
std::string bell_to_assist(const std::string& verb) {
  return "Acme Acme PROPN Number=Sing 2 nsubj B-ORG\n" + verb +
         " VERB Mood=Ind|VerbForm=Fin 0 root _\n"
         "Bell Bell PROPN Number=Sing 2 obj B-PER\n"
         "to to PART _ 5 mark _\n"
         "assist assist VERB VerbForm=Inf 2 advcl _\n"
         "Morel Morel PROPN Number=Sing 5 obj B-PER\n";
}

Names subjects_in(const std::string& words, std::size_t verb) {
  const AnalysedText text(conllu_of(words), "2023-07-27", "subjects", "en");
  return names(text.analysis(), subjects_of(text.analysis(), 0, verb));
}

TEST(Arguments, WhoIsAppointedForAPurposeIsToFulfilIt) {
  EXPECT_EQ(subjects_in(bell_to_assist("appointed appoint"), 4), Names{"Bell"});
  EXPECT_EQ(subjects_in(bell_to_assist("left leave"), 4), Names{"Acme"});
}

// "Peru VERB Hart for financing Acme", where the tree has the clause describe Hart.
TEST(Arguments, TheDeedThatSomebodyIsJudgedForIsHis) {
  const auto for_financing = [](const std::string& verb) {
    return "Peru Peru PROPN Number=Sing 2 nsubj B-LOC\n" + verb +
           " VERB Mood=Ind|VerbForm=Fin 0 root _\n"
           "Hart Hart PROPN Number=Sing 2 obj B-PER\n"
           "for for SCONJ _ 5 mark _\n"
           "financing finance VERB VerbForm=Ger 3 acl _\n"
           "Acme Acme PROPN Number=Sing 5 obj B-ORG\n";
  };
  EXPECT_EQ(subjects_in(for_financing("jailed jail"), 4), Names{"Hart"});
  EXPECT_EQ(subjects_in(for_financing("met meet"), 4), Names{"Peru"});
}

// "Peru VERB a firm PREPOSITION its aid": whose firm it is has no name.
TEST(Arguments, WhatSomebodyIsJudgedForIsNotThatOfWhoJudges) {
  const auto owners_of_aid = [](const std::string& verb, const std::string& preposition) {
    const AnalysedText text(
        conllu_of("Peru Peru PROPN Number=Sing 2 nsubj B-LOC\n" + verb +
                  " VERB Mood=Ind|VerbForm=Fin 0 root _\n"
                  "a a DET _ 4 det _\n"
                  "firm firm NOUN Number=Sing 2 obj _\n" +
                  preposition + ' ' + preposition +
                  " ADP _ 7 case _\n"
                  "its its PRON Number=Sing|Person=3|Poss=Yes|PronType=Prs 7 nmod:poss _\n"
                  "aid aid NOUN Number=Sing 2 obl _\n"),
        "2023-07-27", "owners", "en");
    return names(text.analysis(), entities_in_slot(text.analysis(), 0, 6, "poss"));
  };
  EXPECT_TRUE(owners_of_aid("sanctioned sanction", "over").empty());
  EXPECT_EQ(owners_of_aid("sanctioned sanction", "despite"), Names{"Peru"});
  EXPECT_EQ(owners_of_aid("visited visit", "over"), Names{"Peru"});
}

}  // namespace
}  // namespace entente
