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

}  // namespace
}  // namespace entente
