// Where the languages' models and lexicons are, and which language a document is read in.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "cli/outcome.h"
#include "extract/document.h"

namespace entente {

// The folder with one folder a language: `given` (--language-dir), else the environment's
// ENTENTE_LANGUAGE_DIR, else ../share/entente/language beside the program's folder, else the source
// tree that the program was built from. Throws Error that names where it looked.
std::filesystem::path find_language_folder(const std::string& given);

// The languages under `folder` that have a model, in the order of their names. Throws Error where
// there is none.
std::vector<std::string> languages_with_model(const std::filesystem::path& folder);

// Settles a document's language: its own, or the only one there is a model for.
class LanguageChoice {
 public:
  LanguageChoice(std::vector<std::string> languages, Warnings& warnings)
      : languages_(std::move(languages)), warnings_(warnings) {}

  // Sets `document.language` where it is empty and only one model is there, and says so once.
  // Throws InputError where no model fits: nothing is analysed with a wrong one.
  void settle(Document& document);

 private:
  std::vector<std::string> languages_;
  Warnings& warnings_;
  bool said_ = false;
};

}  // namespace entente
