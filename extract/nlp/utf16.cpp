#include "extract/nlp/utf16.h"

#include <algorithm>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace entente {

std::string to_utf8(std::u16string_view text) {
  std::string utf8;
  icu::UnicodeString(false, text.data(), static_cast<std::int32_t>(text.size())).toUTF8String(utf8);
  return utf8;
}

std::u16string to_utf16(std::string_view text) {
  const auto units = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  return {units.getBuffer(), static_cast<std::size_t>(units.length())};
}

std::u16string lower_units(std::u16string_view text) {
  std::u16string lower(text);
  for (char16_t& unit : lower) {
    if (unit < 0x80) {
      if (unit >= u'A' && unit <= u'Z') unit = static_cast<char16_t>(unit + 32);
    } else if (!U16_IS_SURROGATE(unit)) {
      unit = static_cast<char16_t>(u_tolower(unit));
    }
  }
  return lower;
}

bool all_capitals(std::u16string_view text) {
  return std::all_of(text.begin(), text.end(), u_isupper);
}

std::u16string without_acute(std::u16string_view text) {
  static constexpr std::u16string_view accented = u"áéíóúÁÉÍÓÚ";
  static constexpr std::u16string_view plain = u"aeiouAEIOU";
  std::u16string bare(text);
  for (char16_t& unit : bare) {
    const std::size_t at = accented.find(unit);
    if (at != std::u16string_view::npos) unit = plain[at];
  }
  return bare;
}

}  // namespace entente
