// Where the languages' models and lexicons are, and which language a document is read in.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "cli/outcome.h"
#include "extract/document.h"
#include "extract/error.h"
#include "extract/read/language_detector.h"

namespace entente {

// The folder with one folder a language: `given` (--language-dir), else the environment's
// ENTENTE_LANGUAGE_DIR, else ../share/entente/language beside the program's folder, else the source
// tree that the program was built from. Throws Error that names where it looked.
std::filesystem::path find_language_folder(const std::string& given);

// The folder of what is known of leaders (graph/alliances/leaders.h): ../share/entente/leaders
// beside the program's folder, else that of the source tree. Throws Error that names where it
// looked.
std::filesystem::path find_leaders_folder();

// The file of which countries belong to which bloc (graph/alliances/memberships.h):
// ../share/entente/blocs.tsv beside the program's folder, else that of the source tree. Throws
// Error that names where it looked.
std::filesystem::path find_blocs_file();

// The languages in the folder that is looked in unless --language-dir says otherwise, for a help
// text: "en, es"; "" where no folder is there.
std::string list_of_languages();

// A document that is left out for its language. `kind` as in Warnings::skipped().
class OtherLanguage : public InputError {
 public:
  OtherLanguage(const Document& document, const std::string& reason, std::string kind)
      : InputError(document.file, document.line, reason), kind_(std::move(kind)) {}

  const std::string& kind() const { return kind_; }

 private:
  std::string kind_;
};

// Settles the language of each document: that of --lang, else the document's own, else the one that
// its text is written in.
class LanguageChoice {
 public:
  // `languages` are those of `folder` that have a model. `forced` is --lang, or "". Throws
  // UsageError where that has no model, naming those that have, and InputError where the function
  // words of a language cannot be read.
  LanguageChoice(const std::filesystem::path& folder, std::vector<std::string> languages,
                 std::string forced, Warnings& warnings);

  // Sets `document.language`. What is given is obeyed, with a note where the text is clearly in
  // another language. Throws OtherLanguage where no model fits: nothing is analysed with a wrong
  // one.
  void settle(Document& document);

 private:
  DetectedLanguage detect(const Document& document) const;
  void doubt(const Document& document) const;
  std::string with_models() const;  // "there are models for: en, es"

  std::vector<std::string> languages_;
  std::string forced_;
  LanguageDetector detector_;
  Warnings& warnings_;
};

}  // namespace entente
