// Every case of *_references.conllu gives exactly its mentions, with why they stand for their
// entities: "# mention = TEXT | LINK | ID".
#include <array>
#include <gtest/gtest.h>
#include <string_view>

#include "annotated_cases.h"
#include "bracketed_text.h"
#include "extract/entities/entities.h"

namespace entente {
namespace {

std::string_view link_of(const Mention& mention) {
  static constexpr std::array<std::string_view, 12> names{
      "name", "variant", "acronym",       "demonym", "capital",    "state",
      "body", "role",    "definite noun", "pronoun", "possessive", "dropped subject"};
  return names[static_cast<std::size_t>(mention.link)];
}

class EnglishReference : public testing::TestWithParam<AnnotatedCase> {};
class SpanishReference : public testing::TestWithParam<AnnotatedCase> {};

TEST_P(EnglishReference, IsResolved) {
  EXPECT_EQ(mentions_of(GetParam(), english_lexicon(), link_of), GetParam().expected)
      << GetParam().conllu;
}

TEST_P(SpanishReference, IsResolved) {
  EXPECT_EQ(mentions_of(GetParam(), spanish_lexicon(), link_of), GetParam().expected)
      << GetParam().conllu;
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
