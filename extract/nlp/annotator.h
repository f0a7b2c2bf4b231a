// From a document's text to its annotation: sentences, words, tags, lemmas, trees and names.
//
// How it works:
//   1. The text is NFC-normalised, with a map back to the code points that were given.
//   2. Words are found on ICU's word boundaries, sentences by what ends and begins them, with the
//      language's abbreviations, contractions and clitics (`tokens.json`) on top.
//   3. Sentences are sorted by length and go through the neural model (`model.bin`) in batches.
// An Annotator is const after loading; any number of threads may share it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>

#include "extract/document.h"
#include "extract/nlp/annotation.h"

namespace entente {

class Annotator {
 public:
  // Reads `tokens.json` and `model.bin` of a language's folder. Throws InputError that names the
  // file and the reason: truncated, foreign, a newer version, a wrong checksum.
  static Annotator load(const std::filesystem::path& language_folder);

  Annotator(Annotator&&) noexcept;
  Annotator& operator=(Annotator&&) noexcept;
  ~Annotator();

  // The whole way from text. Offsets refer to `document.text`.
  Annotation annotate(const Document& document) const;

  // Sentences and words only: forms, multiword tokens and offsets are set, nothing else.
  Annotation segment(const Document& document) const;

  // Fills tags, lemmas, trees and names over the given words.
  void analyse(std::span<Sentence> sentences) const;

 private:
  class Impl;
  explicit Annotator(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace entente
