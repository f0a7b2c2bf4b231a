// Every case of english_names.conllu gives exactly its mentions, with the ids of their entities:
// "# mention = TEXT | KIND | ID".
#include <array>
#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

#include "annotated_cases.h"
#include "extract/entities/entities.h"
#include "extract/entities/names.h"
#include "extract/entities/text_index.h"

namespace entente {
namespace {

std::string_view name_of(MentionKind kind) {
  static constexpr std::array<std::string_view, 6> names{"name", "demonym",     "country",
                                                         "body", "description", "pronoun"};
  return names[static_cast<std::size_t>(kind)];
}

std::vector<std::string> mentions_of(const AnnotatedCase& given) {
  const AnalysedCase analysed(given);
  const auto& trees = analysed.trees;
  const DocumentEntities entities(analysed.document, analysed.text.annotation, trees,
                                  english_lexicon());
  const TextIndex index(analysed.document.text);
  std::vector<std::string> lines;
  for (std::size_t s = 0; s < trees.size(); ++s) {
    for (const Mention& mention : entities.mentions().of(s)) {
      const std::size_t begin = range_of(trees[s], mention.first).begin;
      const std::size_t end = range_of(trees[s], mention.last).end;
      lines.push_back(index.one_line(begin, end) + " | " + std::string(name_of(mention.kind)) +
                      " | " + entities.entity(mention.entity).ref.id);
    }
  }
  return lines;
}

class EnglishName : public testing::TestWithParam<AnnotatedCase> {};

TEST_P(EnglishName, IsFoundWithItsEntity) {
  EXPECT_EQ(mentions_of(GetParam()), GetParam().expected) << GetParam().conllu;
}

INSTANTIATE_TEST_SUITE_P(Names, EnglishName,
                         testing::ValuesIn(read_annotated_cases("english_names.conllu", "mention")),
                         name_of_case);

}  // namespace
}  // namespace entente
