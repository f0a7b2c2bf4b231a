// Every case of english_names.conllu gives exactly its mentions, with the ids of their entities:
// "# mention = TEXT | KIND | ID".
#include <algorithm>
#include <array>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "extract/document.h"
#include "extract/entities/entities.h"
#include "extract/entities/names.h"
#include "extract/entities/text_index.h"
#include "extract/nlp/conllu.h"

namespace entente {
namespace {

const Lexicon& english_lexicon() {
  static const Lexicon lexicon = Lexicon::load(ENTENTE_SOURCE_DIR "/extract/language/en");
  return lexicon;
}

struct NameCase {
  std::string name;
  std::vector<std::string> mentions;
  std::string conllu;
};

std::vector<NameCase> read_cases() {
  std::ifstream stream(ENTENTE_TEST_DATA "/english_names.conllu");
  std::vector<NameCase> cases;
  const std::string doc = "# newdoc id = ";
  const std::string mention = "# mention = ";
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with(doc)) {
      cases.push_back({line.substr(doc.size()), {}, ""});
    } else if (line.starts_with(mention)) {
      cases.back().mentions.push_back(line.substr(mention.size()));
    } else {
      cases.back().conllu += line + "\n";
    }
  }
  return cases;
}

std::string_view name_of(MentionKind kind) {
  static constexpr std::array<std::string_view, 5> names{"name", "demonym", "country", "body",
                                                         "description"};
  return names[static_cast<std::size_t>(kind)];
}

std::vector<std::string> mentions_of(const NameCase& given) {
  std::istringstream stream(given.conllu);
  const ConlluText text = read_conllu(stream, given.name);
  const Document document{given.name, "2001-05-04", "en", "", text.text, "", given.name, 1};
  std::vector<DependencyTree> trees;
  for (const Sentence& sentence : text.annotation.sentences) trees.emplace_back(sentence);
  const DocumentEntities entities(document, text.annotation, trees, english_lexicon());
  const TextIndex index(document.text);
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

class EnglishName : public testing::TestWithParam<NameCase> {};

TEST_P(EnglishName, IsFoundWithItsEntity) {
  EXPECT_EQ(mentions_of(GetParam()), GetParam().mentions) << GetParam().conllu;
}

std::string name_of_case(const testing::TestParamInfo<NameCase>& info) {
  std::string name = info.param.name;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Names, EnglishName, testing::ValuesIn(read_cases()), name_of_case);

}  // namespace
}  // namespace entente
