#include "extract/read/language_detector.h"

#include <array>
#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
#include <cstdio>  // CLD2's header needs it and does not say so
#include <utility>

namespace entente {
namespace {

constexpr int least_percent = 60;  // a document is in the language that so much of it is in
// So many words of a language, and not of the one that CLD2 finds, prove it wrong.
constexpr std::size_t overruling_lead = 2;

// CLD2's codes with the names that ISO 639 has given up, and with variants: "iw", "zh-Hant".
std::string iso_code(CLD2::Language language) {
  std::string code = CLD2::LanguageCode(language);
  code = code.substr(0, code.find('-'));
  if (code == "iw") return "he";
  if (code == "jw") return "jv";
  return code;
}

DetectedLanguage letters_of(std::string_view given) {
  const std::string text(given);  // CLD2 reads past the end: the zero that ends a string
  constexpr bool is_plain_text = true;
  const CLD2::CLDHints no_hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percents{};
  std::array<double, 3> scores{};
  CLD2::ResultChunkVector* const no_chunks = nullptr;
  int letter_bytes = 0;
  bool reliable = false;
  CLD2::ExtDetectLanguageSummary(text.data(), static_cast<int>(text.size()), is_plain_text,
                                 &no_hints, CLD2::kCLDFlagBestEffort, languages.data(),
                                 percents.data(), scores.data(), no_chunks, &letter_bytes,
                                 &reliable);
  DetectedLanguage detected;
  detected.letter_bytes = static_cast<std::size_t>(letter_bytes);
  for (std::size_t i = 0; i < languages.size(); ++i) {
    if (languages[i] == CLD2::UNKNOWN_LANGUAGE || percents[i] == 0) continue;
    detected.shares.push_back({iso_code(languages[i]), percents[i]});
  }
  return detected;
}

}  // namespace

std::vector<LanguageShare> language_shares(std::string_view text) {
  return letters_of(text).shares;
}

LanguageDetector LanguageDetector::load(const std::filesystem::path& languages) {
  return LanguageDetector(FunctionWords::load(languages));
}

DetectedLanguage LanguageDetector::detect(std::string_view text) const {
  DetectedLanguage detected = letters_of(text);
  const WordEvidence evidence = words_.count(text);
  const auto by_words = evidence.clear_language();
  if (detected.shares.empty() || detected.shares.front().percent < least_percent) {
    if (by_words) detected.language = words_.languages()[*by_words];
    return detected;
  }

  const std::string& by_letters = detected.shares.front().language;
  const bool is_long = detected.letter_bytes >= few_letter_bytes;
  const auto known = words_.number_of(by_letters);
  if (!known) {
    if (is_long) detected.language = by_letters;
  } else if (by_words && evidence.lead(*by_words, *known) >= overruling_lead) {
    detected.language = words_.languages()[*by_words];
  } else if (!evidence.speaks_against(*known) && (is_long || evidence.speaks_for(*known))) {
    detected.language = by_letters;
  }
  return detected;
}

}  // namespace entente
