// A text with its analysis as CoNLL-U gives it, so that tests do not depend on a model.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/document.h"
#include "extract/language/lexicon.h"
#include "extract/modules/analysis.h"
#include "extract/modules/modules.h"
#include "extract/nlp/annotation.h"
#include "extract/time/timex.h"

namespace entente {

// Owns what an Analysis refers to but for the language's lexicon and time patterns, which are those
// that ship; stays where it was made.
class AnalysedText {
 public:
  AnalysedText(std::string_view conllu, const std::string& date, const std::string& name,
               const std::string& language = "es");
  AnalysedText(Annotation annotation, Document document);
  AnalysedText(const AnalysedText&) = delete;
  AnalysedText& operator=(const AnalysedText&) = delete;

  const Document& document() const { return document_; }
  const Annotation& annotation() const { return annotation_; }
  const Analysis& analysis() const { return analysis_; }

  // What find_relations() finds, each as "SUBJECT | LABEL | CLASS | OBJECT | DATE | MODALITY |
  // SOURCE", "-" for no date and for no source; sorted.
  std::vector<std::string> relations() const;

 private:
  Annotation annotation_;
  Document document_;
  Analysis analysis_;
};

}  // namespace entente
