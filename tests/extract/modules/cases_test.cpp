// Every case of cases/ gives exactly its relations, and what must not matter does not.
#include "cases.h"

#include <algorithm>
#include <cctype>
#include <gtest/gtest.h>
#include <random>
#include <string>

#include "analysed_text.h"
#include "extract/nlp/conllu.h"

namespace entente {
namespace {

std::string lines(const std::vector<std::string>& relations) {
  std::string text;
  for (const std::string& line : relations) text += line + "\n";
  return text;
}

class RelationCase : public testing::TestWithParam<Case> {};

TEST_P(RelationCase, GivesItsRelationsAndNoOthers) {
  const Case& expected = GetParam();
  const AnalysedText text(expected.conllu, expected.date, expected.name, expected.language);
  for (const Sentence& sentence : text.annotation().sentences) {
    ASSERT_EQ(tree_problem(sentence), std::nullopt);
  }
  EXPECT_EQ(lines(text.relations()), lines(expected.relations)) << text.document().text;
}

// Treebanks disagree on what an argument with a preposition is called: obj, obl or iobj.
TEST_P(RelationCase, LabelsOfPrepositionalArgumentsDoNotMatter) {
  const Case& expected = GetParam();
  std::mt19937 random(20230727);
  const AnalysedText original(expected.conllu, expected.date, expected.name, expected.language);
  Annotation changed = original.annotation();
  for (Sentence& sentence : changed.sentences) {
    const DependencyTree tree(sentence);
    std::vector<std::size_t> arguments;
    for (std::size_t i = 0; i < tree.size(); ++i) {
      const std::string preposition = tree.case_of(i);
      const bool argument = tree.relation(i) == "obl" || tree.relation(i) == "obj";
      const bool dative = holds(original.analysis().lexicon.grammar().dative, preposition);
      if (argument && !preposition.empty() && !dative) arguments.push_back(i);
    }
    constexpr std::string_view labels[] = {"obl", "obj", "obl:arg", "obl:agent", "iobj"};
    for (const std::size_t i : arguments) {
      sentence.words[i].deprel = labels[random() % std::size(labels)];
    }
  }
  const AnalysedText text(std::move(changed), original.document());
  EXPECT_EQ(lines(text.relations()), lines(original.relations())) << text.document().text;
}

std::string name_of_case(const testing::TestParamInfo<Case>& info) {
  std::string name = info.param.language + "_" + info.param.name;
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return !std::isalnum(c); }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Each, RelationCase, testing::ValuesIn(read_cases()), name_of_case);

}  // namespace
}  // namespace entente
