#include "extract/entities/dependency_tree.h"

#include <gtest/gtest.h>
#include <sstream>

#include "extract/nlp/conllu.h"

namespace entente {
namespace {

// "Ana habló de acuerdo con Luis y Eva, y con Juan."
constexpr std::string_view sample =
    "1\tAna\tAna\tPROPN\t_\t_\t2\tnsubj:pass\t_\t_\n"
    "2\thabló\thablar\tVERB\t_\t_\t0\troot\t_\t_\n"
    "3\tde\tde\tADP\t_\t_\t6\tcase\t_\t_\n"
    "4\tacuerdo\tacuerdo\tNOUN\t_\t_\t3\tfixed\t_\t_\n"
    "5\tcon\tcon\tADP\t_\t_\t3\tfixed\t_\t_\n"
    "6\tLuis\tLuis\tPROPN\t_\t_\t2\tobl\t_\t_\n"
    "7\ty\ty\tCCONJ\t_\t_\t8\tcc\t_\t_\n"
    "8\tEva\tEva\tPROPN\t_\t_\t6\tconj\t_\t_\n"
    "9\ty\ty\tCCONJ\t_\t_\t11\tcc\t_\t_\n"
    "10\tcon\tcon\tADP\t_\t_\t11\tcase\t_\t_\n"
    "11\tJuan\tJuan\tPROPN\t_\t_\t6\tconj\t_\t_\n"
    "12\tministra\tministro\tNOUN\t_\t_\t2\tadvcl\t_\t_\n"
    "13\tera\tser\tAUX\t_\t_\t12\tcop\t_\t_\n"
    "14\tchilena\tchileno\tADJ\t_\t_\t12\tamod\t_\t_\n\n";

using Words = std::vector<std::size_t>;

class DependencyTreeTest : public testing::Test {
 protected:
  static Sentence read() {
    std::istringstream stream{std::string(sample)};
    return read_conllu(stream, "tree.conllu").annotation.sentences.at(0);
  }

  const Sentence sentence_ = read();
  const DependencyTree tree_{sentence_};
};

TEST_F(DependencyTreeTest, KnowsHeadsAndChildren) {
  EXPECT_EQ(tree_.head(1), std::nullopt);
  EXPECT_EQ(tree_.head(5), 1U);
  const auto children = tree_.children(1);
  EXPECT_EQ(Words(children.begin(), children.end()), (Words{0, 5, 11}));
  EXPECT_TRUE(tree_.children(13).empty());
}

TEST_F(DependencyTreeTest, EveryWordIsTheChildOfItsHeadAlone) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < tree_.size(); ++i) {
    for (const std::size_t c : tree_.children(i)) {
      EXPECT_EQ(tree_.head(c), i);
      ++count;
    }
  }
  EXPECT_EQ(count, tree_.size() - 1);
}

TEST_F(DependencyTreeTest, RelationsAreUniversal) {
  EXPECT_EQ(tree_.relation(0), "nsubj");
  EXPECT_EQ(tree_.child(1, "nsubj"), 0U);
  EXPECT_EQ(tree_.child(1, "obj"), std::nullopt);
  EXPECT_EQ(universal("obl:agent"), "obl");
  EXPECT_EQ(universal("obl"), "obl");
}

TEST_F(DependencyTreeTest, FixedExpressionsAreOnePreposition) {
  EXPECT_EQ(tree_.case_of(5), "de acuerdo con");
  EXPECT_EQ(tree_.case_of(0), "");
}

// "ran out of Rome according to Ana"
TEST(DependencyTreeOfEnglish, PrepositionsOfTwoWordsAreJoined) {
  std::istringstream stream{
      "1\tran\trun\tVERB\t_\t_\t0\troot\t_\t_\n"
      "2\tout\tout\tADP\t_\t_\t4\tcase\t_\t_\n"
      "3\tof\tof\tADP\t_\t_\t4\tcase\t_\t_\n"
      "4\tRome\tRome\tPROPN\t_\t_\t1\tobl\t_\t_\n"
      "5\taccording\taccord\tVERB\t_\t_\t7\tcase\t_\t_\n"
      "6\tto\tto\tADP\t_\t_\t5\tfixed\t_\t_\n"
      "7\tAna\tAna\tPROPN\t_\t_\t1\tobl\t_\t_\n\n"};
  const Sentence sentence = read_conllu(stream, "tree.conllu").annotation.sentences.at(0);
  const DependencyTree tree(sentence);
  EXPECT_EQ(tree.case_of(3), "out of");
  EXPECT_EQ(tree.case_of(6), "according to");
  EXPECT_EQ(tree.case_of(0), "");
}

TEST_F(DependencyTreeTest, ConjunctsWithAnotherPrepositionAreLeftOut) {
  EXPECT_EQ(tree_.conjuncts(5), (Words{5, 7}));
  EXPECT_EQ(tree_.conjuncts(0), Words{0});
}

TEST_F(DependencyTreeTest, DominatesWhatIsBelow) {
  EXPECT_TRUE(tree_.dominates(1, 9));
  EXPECT_TRUE(tree_.dominates(5, 9));
  EXPECT_TRUE(tree_.dominates(5, 5));
  EXPECT_FALSE(tree_.dominates(9, 5));
}

TEST_F(DependencyTreeTest, ACopulaMakesItsPredicateAVerb) {
  EXPECT_EQ(tree_.governing_verb(10), 1U);
  EXPECT_EQ(tree_.governing_verb(13), 11U);
  EXPECT_EQ(tree_.governing_verb(1), 1U);
}

TEST(EmptyTree, HasNoWords) {
  const Sentence empty;
  EXPECT_EQ(DependencyTree(empty).size(), 0U);
}

}  // namespace
}  // namespace entente
