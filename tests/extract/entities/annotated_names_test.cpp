// Every case of *_names.conllu gives exactly its mentions, with the ids of their entities:
// "# mention = TEXT | KIND | ID".
#include <array>
#include <gtest/gtest.h>
#include <string_view>

#include "annotated_cases.h"
#include "bracketed_text.h"
#include "extract/entities/entities.h"

namespace entente {
namespace {

std::string_view kind_of(const Mention& mention) {
  static constexpr std::array<std::string_view, 6> names{"name", "demonym",     "country",
                                                         "body", "description", "pronoun"};
  return names[static_cast<std::size_t>(mention.kind)];
}

class EnglishName : public testing::TestWithParam<AnnotatedCase> {};
class SpanishName : public testing::TestWithParam<AnnotatedCase> {};

TEST_P(EnglishName, IsFoundWithItsEntity) {
  EXPECT_EQ(mentions_of(GetParam(), english_lexicon(), kind_of), GetParam().expected)
      << GetParam().conllu;
}

TEST_P(SpanishName, IsFoundWithItsEntity) {
  EXPECT_EQ(mentions_of(GetParam(), spanish_lexicon(), kind_of), GetParam().expected)
      << GetParam().conllu;
}

INSTANTIATE_TEST_SUITE_P(Names, EnglishName,
                         testing::ValuesIn(read_annotated_cases("english_names.conllu", "mention")),
                         name_of_case);
INSTANTIATE_TEST_SUITE_P(Names, SpanishName,
                         testing::ValuesIn(read_annotated_cases("spanish_names.conllu", "mention")),
                         name_of_case);

}  // namespace
}  // namespace entente
