// Every case of english_roles.conllu gives exactly its posts: "# role = HOLDER | RELATION |
// TARGET",
// "-" where the text names none. First "# role = = NAME" for a post that stands for somebody.
#include "extract/entities/roles.h"

#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <string>
#include <vector>

#include "extract/document.h"
#include "extract/nlp/conllu.h"

namespace entente {
namespace {

const Lexicon& english_lexicon() {
  static const Lexicon lexicon = Lexicon::load(ENTENTE_SOURCE_DIR "/extract/language/en");
  return lexicon;
}

struct RoleCase {
  std::string name;
  std::vector<std::string> roles;
  std::string conllu;
};

std::vector<RoleCase> read_cases() {
  std::ifstream stream(ENTENTE_TEST_DATA "/english_roles.conllu");
  std::vector<RoleCase> cases;
  const std::string doc = "# newdoc id = ";
  const std::string role = "# role = ";
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with(doc)) {
      cases.push_back({line.substr(doc.size()), {}, ""});
    } else if (line.starts_with(role)) {
      cases.back().roles.push_back(line.substr(role.size()));
    } else {
      cases.back().conllu += line + "\n";
    }
  }
  return cases;
}

std::vector<std::string> roles_of(const RoleCase& given) {
  std::istringstream stream(given.conllu);
  const ConlluText text = read_conllu(stream, given.name);
  const Document document{given.name, "2001-05-04", "en", "", text.text, "", given.name, 1};
  std::vector<DependencyTree> trees;
  for (const Sentence& sentence : text.annotation.sentences) trees.emplace_back(sentence);
  const DocumentEntities entities(document, text.annotation, trees, english_lexicon());
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

// Tests are reported by the name of their case.
void PrintTo(const RoleCase& given, std::ostream* stream) { *stream << given.name; }

class EnglishRole : public testing::TestWithParam<RoleCase> {};

TEST_P(EnglishRole, IsFoundWithItsHolderAndTarget) {
  EXPECT_EQ(roles_of(GetParam()), GetParam().roles) << GetParam().conllu;
}

std::string name_of_case(const testing::TestParamInfo<RoleCase>& info) {
  std::string name = info.param.name;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Roles, EnglishRole, testing::ValuesIn(read_cases()), name_of_case);

}  // namespace
}  // namespace entente
