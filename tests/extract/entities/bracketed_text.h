// Texts whose names are written in brackets, "[PER Kim Jong Un] llegó a [LOC Lima] .", and the
// entities that they give with the shipped Spanish lexicon.
//
// Words stand between spaces. All hang on the first one but the words of a name, which hang on its
// first; a lower-case word is a NOUN, a capitalised one a PROPN, one of KNOWN_WORDS in
// bracketed_text.cpp what it is in Spanish. Sentences end with a word ".".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/document.h"
#include "extract/entities/dependency_tree.h"
#include "extract/entities/entities.h"
#include "extract/language/lexicon.h"
#include "extract/nlp/annotation.h"

namespace entente {

const Lexicon& spanish_lexicon();

class BracketedText {
 public:
  explicit BracketedText(std::string_view text);
  BracketedText(const BracketedText&) = delete;
  BracketedText& operator=(const BracketedText&) = delete;

  const Document& document() const { return document_; }
  const std::vector<DependencyTree>& trees() const { return trees_; }
  const DocumentEntities& entities() const { return entities_; }

  // The canonical name of the entity behind each mention, in the order of the text.
  std::vector<std::string> mentioned() const;

 private:
  Document document_;
  Annotation annotation_;
  std::vector<DependencyTree> trees_;
  DocumentEntities entities_;
};

}  // namespace entente
