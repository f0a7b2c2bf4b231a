// CoNLL-U, https://universaldependencies.org/format.html: the annotation of a document as text.
//
// Names are in MISC, as NER=B-PER and NER=I-PER. Text, multiword tokens and SpaceAfter=No are kept;
// what lies between sentences is one space.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

#include "extract/nlp/annotation.h"

namespace entente {

// Sentences are numbered "DOCUMENT-s1", "DOCUMENT-s2", …
void write_conllu(std::ostream& stream, const Annotation& annotation, std::string_view document);

struct ConlluText {
  std::string text;       // as forms and SpaceAfter=No spell it
  Annotation annotation;  // its offsets refer to `text`; the language is left empty
};

// Columns that hold "_" are left as they are in a fresh Word; a sentence has heads for all words or
// for none. Empty nodes ("8.1") are not part of the basic tree and are left out. `file` is named in
// errors. Throws InputError with the line.
ConlluText read_conllu(std::istream& stream, const std::string& file);

// What is wrong with a sentence's tree: a head out of range, no root or several, a cycle. Nothing
// where it is a tree, or has no words.
std::optional<std::string> tree_problem(const Sentence& sentence);

}  // namespace entente
