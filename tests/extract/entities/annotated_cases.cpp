#include "annotated_cases.h"

#include <algorithm>
#include <fstream>
#include <ostream>
#include <sstream>
#include <stdexcept>

#include "extract/entities/names.h"
#include "extract/entities/text_index.h"

namespace entente {
namespace {

ConlluText text_of(const AnnotatedCase& given) {
  std::istringstream stream(given.conllu);
  return read_conllu(stream, given.name);
}

}  // namespace

void PrintTo(const AnnotatedCase& given, std::ostream* stream) { *stream << given.name; }

std::string name_of_case(const testing::TestParamInfo<AnnotatedCase>& info) {
  std::string name = info.param.name;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

std::vector<AnnotatedCase> read_annotated_cases(const std::string& file, std::string_view label) {
  std::ifstream stream(ENTENTE_TEST_DATA "/" + file);
  if (!stream) throw std::runtime_error(file + " cannot be read");
  std::vector<AnnotatedCase> cases;
  const std::string doc = "# newdoc id = ";
  const std::string expected = "# " + std::string(label) + " = ";
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with(doc)) {
      cases.push_back({line.substr(doc.size()), {}, ""});
    } else if (line.starts_with(expected)) {
      cases.back().expected.push_back(line.substr(expected.size()));
    } else {
      cases.back().conllu += line + "\n";
    }
  }
  return cases;
}

AnalysedCase::AnalysedCase(const AnnotatedCase& given)
    : text(text_of(given)), document{given.name, "2001-05-04", "en",       "",
                                     text.text,  "",           given.name, 1} {
  for (const Sentence& sentence : text.annotation.sentences) trees.emplace_back(sentence);
}

std::vector<std::string> mentions_of(const AnnotatedCase& given, const Lexicon& lexicon,
                                     std::string_view (*what)(const Mention& mention)) {
  const AnalysedCase analysed(given);
  const auto& trees = analysed.trees;
  const DocumentEntities entities(analysed.document, analysed.text.annotation, trees, lexicon,
                                  common_names());
  const TextIndex index(analysed.document.text);
  std::vector<std::string> lines;
  for (std::size_t s = 0; s < trees.size(); ++s) {
    for (const Mention& mention : entities.mentions().of(s)) {
      const std::size_t begin = range_of(trees[s], mention.first).begin;
      const std::size_t end = range_of(trees[s], mention.last).end;
      lines.push_back(index.one_line(begin, end) + " | " + std::string(what(mention)) + " | " +
                      entities.entity(mention.entity).ref.id);
    }
  }
  return lines;
}

const Lexicon& english_lexicon() {
  static const Lexicon lexicon = Lexicon::load(ENTENTE_SOURCE_DIR "/extract/language/en");
  return lexicon;
}

const CommonNames& common_names() {
  static const CommonNames names = CommonNames::load(ENTENTE_SOURCE_DIR "/extract/language");
  return names;
}

}  // namespace entente
