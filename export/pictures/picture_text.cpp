#include "export/pictures/picture_text.h"

#include <cmath>
#include <cstdint>
#include <fmt/format.h>
#include <memory>
#include <sstream>
#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include "extract/error.h"

namespace entente {
namespace {

constexpr std::string_view replacement_character = "\xEF\xBF\xBD";  // U+FFFD

// Calls `visit` with each character, negative where bytes are no UTF-8, and its bytes.
template <typename Visit>
void each_character(std::string_view text, const Visit& visit) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  for (std::size_t end = 0; end < text.size();) {
    const std::size_t begin = end;
    UChar32 character = 0;
    U8_NEXT(bytes, end, text.size(), character);
    visit(character, text.substr(begin, end - begin));
  }
}

bool is_right_to_left(UChar32 character) {
  const UCharDirection direction = u_charDirection(character);
  return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
}

// Of the size of the font. Latin letters are those of DejaVu Sans, the widest of the common ones.
double width_of(UChar32 character) {
  static constexpr std::string_view narrow = "iljtfrI.,:;'|!()[]/ -";
  static constexpr std::string_view wide = "mwMW@%";
  constexpr double of_narrow = 0.4;
  constexpr double of_wide = 0.98;
  constexpr double of_capital = 0.72;
  constexpr double of_other = 0.63;
  if (character < 0) return of_wide;
  if (character < 0x80) {
    const char letter = static_cast<char>(character);
    if (narrow.find(letter) != narrow.npos) return of_narrow;
    if (wide.find(letter) != wide.npos) return of_wide;
    return letter >= 'A' && letter <= 'Z' ? of_capital : of_other;
  }
  const int kind = u_charType(character);
  if (kind == U_NON_SPACING_MARK || kind == U_ENCLOSING_MARK || kind == U_FORMAT_CHAR) return 0.0;
  const int east_asian = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
  if (east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH) return of_wide;
  return u_isupper(character) != 0 ? of_capital : of_other;
}

}  // namespace

std::string plain_text(std::string_view text) {
  std::string plain;
  each_character(text, [&](UChar32 character, std::string_view bytes) {
    const bool isolates = character == 0x2068 || character == 0x2069;
    const int kind = character < 0 ? static_cast<int>(U_UNASSIGNED) : u_charType(character);
    if (character == '\n' || character == '\r' || character == '\t' || kind == U_LINE_SEPARATOR ||
        kind == U_PARAGRAPH_SEPARATOR) {
      plain += ' ';
    } else if (character < 0 || kind == U_CONTROL_CHAR ||
               (u_hasBinaryProperty(character, UCHAR_BIDI_CONTROL) != 0 && !isolates)) {
      plain += replacement_character;
    } else {
      plain += bytes;
    }
  });
  return plain;
}

std::string isolated(std::string_view name) {
  bool turns = false;
  std::string inner;
  each_character(name, [&](UChar32 character, std::string_view bytes) {
    if (character == 0x2068 || character == 0x2069) return;  // one too many would end ours
    turns = turns || (character >= 0 && is_right_to_left(character));
    inner += bytes;
  });
  return turns ? "\u2068" + inner + "\u2069" : inner;
}

double text_width(std::string_view text, double font_size) {
  double width = 0.0;
  each_character(text, [&](UChar32 character, std::string_view) { width += width_of(character); });
  return width * font_size;
}

std::string cut_to(std::string_view text, double width, double font_size) {
  if (text_width(text, font_size) <= width) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> characters(
      icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
  if (U_FAILURE(status)) throw Error("ICU has no rules for where characters end");
  const auto whole = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  characters->setText(whole);
  std::string fitting;
  for (std::int32_t end = characters->next(); end != icu::BreakIterator::DONE;
       end = characters->next()) {
    std::string longer;
    whole.tempSubString(0, end).toUTF8String(longer);
    if (text_width(longer + "…", font_size) > width) break;
    fitting = std::move(longer);
  }
  return fitting + "…";
}

std::vector<std::string> lines_of(std::string_view text, double width, double font_size) {
  std::vector<std::string> lines;
  std::istringstream words{std::string(text)};
  for (std::string word; words >> word;) {
    if (!lines.empty() && text_width(lines.back() + ' ' + word, font_size) <= width) {
      lines.back() += ' ' + word;
    } else {
      lines.push_back(cut_to(word, width, font_size));
    }
  }
  return lines;
}

std::string signed_number(double value, int digits) {
  std::string size = fmt::format("{:.{}f}", std::abs(value), digits);
  if (size.find_first_of("123456789") == size.npos) return size;
  return (value < 0 ? "\u2212" : "+") + size;
}

std::string count_text(std::size_t count, std::string_view one, std::string_view many) {
  std::string digits = std::to_string(count);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, 1, ',');
  return fmt::format("{} {}", digits, count == 1 ? one : many);
}

}  // namespace entente
