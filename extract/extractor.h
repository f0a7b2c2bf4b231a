// The one entry to extraction: a document in, its triples out.
//
// How it works:
//   1. The annotator finds sentences, words, trees and names.
//   2. The time tagger resolves time expressions against the document's date.
//   3. entities/ turns names, demonyms, role descriptions and pronouns into mentions of entities.
//   4. Each extraction module reads trees and mentions and emits triples; equal ones are merged.
// An Extractor is const after loading; any number of threads may share it. The same document always
// gives the same triples in the same order.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <memory>
#include <string_view>
#include <vector>

#include "extract/document.h"
#include "extract/nlp/annotation.h"
#include "extract/triple.h"

namespace entente {

class Extractor {
 public:
  // Reads the model and the lexicons of every language under `languages` ("…/language").
  // Throws InputError that names the file, the entry and the reason.
  static Extractor load(const std::filesystem::path& languages);

  Extractor(Extractor&&) noexcept;
  Extractor& operator=(Extractor&&) noexcept;
  ~Extractor();

  // True where a model for this ISO 639-1 language is loaded.
  bool speaks(std::string_view language) const;

  // Throws Error where the document's language has no model; nothing is analysed with a wrong one.
  std::vector<Triple> extract(const Document& document) const;

  // What the learner of relations learns from: a JSON line for each pair of mentions that may be
  // related, {"document", "begin", "end" (of the sentence), "a", "b" (names), "rows" (features),
  // "hints" ([label, kind])}.
  void describe_pairs(const Document& document, std::ostream& out) const;

  // The analysis alone, as `entente annotate` prints it.
  Annotation annotate(const Document& document) const;

 private:
  class Impl;
  explicit Extractor(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace entente
