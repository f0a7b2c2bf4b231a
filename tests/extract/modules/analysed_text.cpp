#include "analysed_text.h"

#include <algorithm>
#include <sstream>
#include <utility>

#include "extract/nlp/conllu.h"

namespace entente {
namespace {

constexpr const char* spanish = ENTENTE_SOURCE_DIR "/extract/language/es";

ConlluText read(std::string_view conllu, const std::string& name) {
  std::istringstream stream{std::string(conllu)};
  ConlluText text = read_conllu(stream, name);
  text.annotation.language = "es";
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

const Lexicon& spanish_lexicon() {
  static const Lexicon lexicon = Lexicon::load(spanish);
  return lexicon;
}

const TimeTagger& spanish_times() {
  static const TimeTagger tagger = TimeTagger::load(spanish);
  return tagger;
}

AnalysedText::AnalysedText(std::string_view conllu, const std::string& date,
                           const std::string& name)
    : AnalysedText(read(conllu, name).annotation,
                   {name, date, "es", "", read(conllu, name).text, "", name, 1}) {}

AnalysedText::AnalysedText(Annotation annotation, Document document)
    : annotation_(std::move(annotation)),
      document_(std::move(document)),
      analysis_(document_, annotation_, spanish_lexicon(), spanish_times()) {}

std::vector<std::string> AnalysedText::relations() const {
  std::vector<std::string> lines;
  for (const Relation& relation : find_relations(analysis_)) {
    lines.push_back(describe(to_triple(analysis_, relation)));
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

}  // namespace entente
