#include "extract/read/language_code.h"

#include <algorithm>
#include <unicode/locid.h>
#include <unicode/unistr.h>

namespace entente {
namespace {

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_tag_character(char c) {
  return is_ascii_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

}  // namespace

std::optional<std::string> parse_language_code(std::string_view given) {
  const std::string_view code = given.substr(0, given.find_first_of("-_"));
  if (code.size() < 2 || code.size() > 3) return std::nullopt;
  if (!std::all_of(code.begin(), code.end(), is_ascii_letter)) return std::nullopt;
  if (!std::all_of(given.begin(), given.end(), is_tag_character)) return std::nullopt;
  return std::string(icu::Locale(std::string(code).c_str()).getLanguage());
}

std::string language_name(const std::string& code) {
  icu::UnicodeString name;
  icu::Locale(code.c_str()).getDisplayLanguage(icu::Locale::getEnglish(), name);
  std::string utf8;
  return name.toUTF8String(utf8);
}

}  // namespace entente
