// The one entry to extraction: a document in, its triples out.
//
// How it works:
//   1. The annotator finds sentences, words, trees and names.
//   2. The time tagger resolves time expressions against the document's date.
//   3. entities/ turns names, demonyms, role descriptions and pronouns into mentions of entities.
//   4. Each extraction module reads trees and mentions and emits triples; equal ones are merged.
//      Those of one's own (add_module) come after those that are there.
// A language is read from its folder when it is first asked for, so that only those that a corpus
// has cost time and memory. Any number of threads may share an Extractor; those that need a
// language that is being read wait for it. The same document always gives the same triples in the
// same order.
#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extract/document.h"
#include "extract/effort.h"
#include "extract/error.h"
#include "extract/nlp/annotation.h"
#include "extract/nlp/annotator.h"
#include "extract/triple.h"

namespace entente {

struct Analysis;     // extract/modules/analysis.h
struct Relation;     // extract/modules/analysis.h
struct Explanation;  // extract/explain/explanation.h

// Reads a document's analysis and appends the relations that it finds, in the order of the text. A
// pure function, called by many threads at once; what it throws ends the document's extraction.
using ExtractionModule = std::function<void(const Analysis&, std::vector<Relation>&)>;

// A language whose files are missing or damaged: no document in it can be worked on.
class LanguageError : public Error {
 public:
  using Error::Error;
};

class Extractor {
 public:
  // Finds the languages under `languages` ("…/language"): the folders with a model.bin. Throws
  // Error where there is none. With Effort::Quick relations are judged without the pretrained
  // encoder.
  static Extractor open(const std::filesystem::path& languages, Effort effort = Effort::Full);

  Extractor(Extractor&&) noexcept;
  Extractor& operator=(Extractor&&) noexcept;
  ~Extractor();

  // ISO 639-1 codes in alphabetical order.
  std::vector<std::string> languages() const;

  // Has a module of one's own read every document from now on, in every language (it can ask
  // Analysis::document for it). What it finds keeps the confidence that it gives. Like what all
  // modules find, it takes the story's day where it tells of an event without a date, and is merged
  // with what another one found alike. MUST not be called while a thread extracts.
  void add_module(ExtractionModule module);

  // True where there is a model for this ISO 639-1 language.
  bool speaks(std::string_view language) const;

  // Everything below throws Error for a language without a model (nothing is analysed with a wrong
  // one) and for a document beyond limits.h, and LanguageError that names the file and the reason
  // for one that cannot be read.

  // Reads all of a language now, so that its first document does not wait.
  void prepare(std::string_view language) const;

  // Where something about the analysis is worth telling the user, `note` says it (note_on()).
  std::vector<Triple> extract(const Document& document, std::string* note = nullptr) const;

  // The same triples with what they rest on, for people to check; slower.
  Explanation explain(const Document& document, std::string* note = nullptr) const;

  // What the learner of relations learns from: a JSON line for each pair of mentions that may be
  // related, {"document", "begin", "end" (of the sentence), "first", "second" (its mentions), "a",
  // "b" (all names of their entities, the canonical one first), "rows" (features), "hints" ([label,
  // kind]), "modalities" ([label, modality] that rules read, where it is not asserted)}. Before
  // those of a sentence stands the sentence, {"document", "words", "mentions" ([first word, last
  // word, type, kind])}.
  void describe_pairs(const Document& document, std::ostream& out) const;

  // What analyses a language's text; needs tokens.json and model.bin alone.
  const Annotator& annotator(std::string_view language) const;

 private:
  class Impl;
  explicit Extractor(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace entente
