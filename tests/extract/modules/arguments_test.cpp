// Who fills the places around a predicate.
#include "extract/modules/arguments.h"

#include <gtest/gtest.h>

#include "analysed_text.h"

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

}  // namespace
}  // namespace entente
