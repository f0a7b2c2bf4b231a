// Every case of *_references.conllu gives exactly its mentions, with why they stand for their
// entities: "# mention = TEXT | LINK | ID".
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "annotated_cases.h"
#include "bracketed_text.h"
#include "extract/entities/entities.h"
#include "extract/entities/names.h"
#include "extract/entities/text_index.h"

namespace entente {
namespace {

std::vector<std::string> references_of(const AnnotatedCase& given, const Lexicon& lexicon) {
  const AnalysedCase analysed(given);
  const auto& trees = analysed.trees;
  const DocumentEntities entities(analysed.document, analysed.text.annotation, trees, lexicon);
  const TextIndex index(analysed.document.text);
  std::vector<std::string> lines;
  for (std::size_t s = 0; s < trees.size(); ++s) {
    for (const Mention& mention : entities.mentions().of(s)) {
      const std::size_t begin = range_of(trees[s], mention.first).begin;
      const std::size_t end = range_of(trees[s], mention.last).end;
      lines.push_back(index.one_line(begin, end) + " | " + std::string(name_of(mention.link)) +
                      " | " + entities.entity(mention.entity).ref.id);
    }
  }
  return lines;
}

class EnglishReference : public testing::TestWithParam<AnnotatedCase> {};
class SpanishReference : public testing::TestWithParam<AnnotatedCase> {};

TEST_P(EnglishReference, IsResolved) {
  EXPECT_EQ(references_of(GetParam(), english_lexicon()), GetParam().expected) << GetParam().conllu;
}

TEST_P(SpanishReference, IsResolved) {
  EXPECT_EQ(references_of(GetParam(), spanish_lexicon()), GetParam().expected) << GetParam().conllu;
}

INSTANTIATE_TEST_SUITE_P(References, EnglishReference,
                         testing::ValuesIn(read_annotated_cases("english_references.conllu",
                                                                "mention")),
                         name_of_case);
INSTANTIATE_TEST_SUITE_P(References, SpanishReference,
                         testing::ValuesIn(read_annotated_cases("spanish_references.conllu",
                                                                "mention")),
                         name_of_case);

}  // namespace
}  // namespace entente
