// Every case of english_roles.conllu gives exactly its posts: "# role = HOLDER | RELATION |
// TARGET",
// "-" where the text names none. First "# role = = NAME" for a post that stands for somebody.
#include "extract/entities/roles.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "annotated_cases.h"

namespace entente {
namespace {

std::vector<std::string> roles_of(const AnnotatedCase& given) {
  const AnalysedCase analysed(given);
  const auto& trees = analysed.trees;
  const DocumentEntities entities(analysed.document, analysed.text.annotation, trees,
                                  english_lexicon(), common_names());
  const auto name = [&](std::size_t entity) { return entities.entity(entity).ref.name; };
  std::vector<std::string> lines;
  for (std::size_t s = 0; s < trees.size(); ++s) {
    for (const Mention& mention : entities.mentions().of(s)) {
      if (mention.kind != MentionKind::Description) continue;
      lines.push_back("= " + name(mention.entity));
    }
  }
  for (const RolePhrase& phrase : entities.roles()) {
    const std::string start =
        (phrase.holder ? name(*phrase.holder) : "-") + " | " + phrase.relation + " | ";
    for (const std::size_t target : phrase.targets) lines.push_back(start + name(target));
    if (phrase.targets.empty()) lines.push_back(start + "-");
  }
  return lines;
}

class EnglishRole : public testing::TestWithParam<AnnotatedCase> {};

TEST_P(EnglishRole, IsFoundWithItsHolderAndTarget) {
  EXPECT_EQ(roles_of(GetParam()), GetParam().expected) << GetParam().conllu;
}

INSTANTIATE_TEST_SUITE_P(Roles, EnglishRole,
                         testing::ValuesIn(read_annotated_cases("english_roles.conllu", "role")),
                         name_of_case);

}  // namespace
}  // namespace entente
