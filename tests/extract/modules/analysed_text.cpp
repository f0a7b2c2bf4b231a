#include "analysed_text.h"

#include <algorithm>
#include <map>
#include <sstream>
#include <utility>

#include "extract/nlp/conllu.h"

namespace entente {
namespace {

// What a language's folder says, read once.
struct Language {
  Lexicon lexicon;
  CommonNames common_names;
  TimeTagger times;
};

const Language& language_of(const std::string& code) {
  static std::map<std::string, Language> languages;
  const auto found = languages.find(code);
  if (found != languages.end()) return found->second;
  const std::string all = ENTENTE_SOURCE_DIR "/extract/language", folder = all + "/" + code;
  return languages
      .emplace(code,
               Language{Lexicon::load(folder), CommonNames::load(all), TimeTagger::load(folder)})
      .first->second;
}

ConlluText read(std::string_view conllu, const std::string& name, const std::string& language) {
  std::istringstream stream{std::string(conllu)};
  ConlluText text = read_conllu(stream, name);
  text.annotation.language = language;
  return text;
}

std::string or_dash(const std::string& text) { return text.empty() ? "-" : text; }

std::string describe(const Triple& triple) {
  std::string line = triple.subject.name + " | " + triple.relation + " | ";
  line += std::string(name_of(triple.relation_class)) + " | " + triple.object.name + " | ";
  line += or_dash(triple.date) + " | " + std::string(name_of(triple.modality)) + " | ";
  return line + (triple.source ? triple.source->name : "-");
}

}  // namespace

AnalysedText::AnalysedText(std::string_view conllu, const std::string& date,
                           const std::string& name, const std::string& language)
    : AnalysedText(read(conllu, name, language).annotation,
                   {name, date, language, "", read(conllu, name, language).text, "", name, 1}) {}

AnalysedText::AnalysedText(Annotation annotation, Document document)
    : annotation_(std::move(annotation)),
      document_(std::move(document)),
      analysis_(document_, annotation_, language_of(document_.language).lexicon,
                language_of(document_.language).common_names,
                language_of(document_.language).times) {}

std::vector<std::string> AnalysedText::relations() const {
  std::vector<std::string> lines;
  for (const Relation& relation : find_relations(analysis_)) {
    lines.push_back(describe(to_triple(analysis_, relation)));
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

}  // namespace entente
