// The language that a text is written in.
//
// How it works:
//   1. CLD2 judges the letters of the text: which languages, and how much of the text each.
//   2. The function words of the languages that we have, and of those they are easily taken for,
//      are counted (function_words.h): by its letters alone, one Spanish sentence in forty is
//      Galician.
//   3. Where words and letters agree, or the words are clear against another language whose words
//      are known, the words decide. Else CLD2 decides, if at least 60 % of the text are in one
//      language and no words speak against it; of a headline, some must speak for it.
//   4. What is left has no clear language: too little text, names and numbers only, or a mixture.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "extract/read/function_words.h"

namespace entente {

struct LanguageShare {
  std::string language;  // ISO 639-1, or 639-2 where the first has none
  int percent = 0;       // of the letters of the text, 1 to 100
};

// In a text of fewer bytes of letters, a language is known by its function words only.
inline constexpr std::size_t few_letter_bytes = 50;

// What CLD2 finds by letters alone, the largest first, at most three. `text` MUST be UTF-8.
std::vector<LanguageShare> language_shares(std::string_view text);

struct DetectedLanguage {
  std::string language;               // ISO 639; "" where no language is clear
  std::vector<LanguageShare> shares;  // what CLD2 found, the largest first, at most three
  std::size_t letter_bytes = 0;       // bytes of the UTF-8 text that are letters
};

// Const after loading; any number of threads may share it.
class LanguageDetector {
 public:
  // Reads the function words of the languages under `languages` ("…/language"). Throws InputError
  // that names the file and the mistake.
  static LanguageDetector load(const std::filesystem::path& languages);

  // `text` MUST be UTF-8.
  DetectedLanguage detect(std::string_view text) const;

 private:
  explicit LanguageDetector(FunctionWords words) : words_(std::move(words)) {}

  FunctionWords words_;
};

}  // namespace entente
