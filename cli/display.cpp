#include "cli/display.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <sys/ioctl.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include <unistd.h>
#include <utility>

namespace entente {
namespace {

constexpr UChar32 replacement = 0xFFFD;
constexpr UChar32 zero_width_joiner = 0x200D;
constexpr UChar32 emoji_presentation = 0xFE0F;  // asks for the wide picture of the character before
constexpr std::string_view ellipsis = "…";

void append(std::string& text, UChar32 character) {
  std::uint8_t bytes[U8_MAX_LENGTH];
  std::int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, character);
  text.append(bytes, bytes + length);
}

bool is_regional_indicator(UChar32 character) {
  return u_hasBinaryProperty(character, UCHAR_REGIONAL_INDICATOR);
}

bool is_invisible(UChar32 character) {
  const auto type = u_charType(character);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK) return true;
  if (type == U_FORMAT_CHAR) return character != 0x00AD;  // a soft hyphen is shown
  const int hangul = u_getIntPropertyValue(character, UCHAR_HANGUL_SYLLABLE_TYPE);
  if (hangul == U_HST_VOWEL_JAMO || hangul == U_HST_TRAILING_JAMO) return true;
  return u_hasBinaryProperty(character, UCHAR_EMOJI_MODIFIER);
}

// Walks over `text` and tells how many columns each character adds to those before it.
class WidthCounter {
 public:
  std::size_t add(UChar32 character) {
    const UChar32 previous = std::exchange(previous_, character);
    if (character == emoji_presentation) {
      const bool widens = last_width_ == 1 && u_hasBinaryProperty(previous, UCHAR_EMOJI);
      if (widens) last_width_ = 2;
      return widens ? 1 : 0;
    }
    if (is_invisible(character) || previous == zero_width_joiner) return 0;
    if (is_regional_indicator(character) && flag_open_) {
      flag_open_ = false;
      return 0;
    }
    flag_open_ = is_regional_indicator(character);
    const int east_asian = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
    const bool wide = east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH || flag_open_;
    last_width_ = wide ? 2 : 1;
    return last_width_;
  }

 private:
  UChar32 previous_ = 0;
  std::size_t last_width_ = 0;
  bool flag_open_ = false;  // two regional indicators make one flag
};

// The bytes at the beginning of `text` that fit into `width` columns, and the columns they take.
struct Prefix {
  std::size_t bytes = 0;
  std::size_t columns = 0;
};

Prefix prefix_of(std::string_view text, std::size_t width) {
  Prefix prefix;
  WidthCounter counter;
  std::size_t position = 0;
  while (position < text.size()) {
    UChar32 character = 0;
    U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(text.data()), position, text.size(),
                    character);
    const std::size_t columns = counter.add(character);
    if (prefix.columns + columns > width) break;
    prefix.columns += columns;
    prefix.bytes = position;
  }
  return prefix;
}

bool is_dangerous(UChar32 character) {
  const auto type = u_charType(character);
  if (type == U_CONTROL_CHAR || type == U_SURROGATE || type == U_LINE_SEPARATOR ||
      type == U_PARAGRAPH_SEPARATOR) {
    return true;
  }
  return u_hasBinaryProperty(character, UCHAR_BIDI_CONTROL);
}

}  // namespace

std::size_t display_width(std::string_view text) {
  return prefix_of(text, std::numeric_limits<std::size_t>::max()).columns;
}

std::string printable(std::string_view text) {
  std::string shown;
  shown.reserve(text.size());
  std::size_t position = 0;
  while (position < text.size()) {
    UChar32 character = 0;
    U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(text.data()), position, text.size(),
                    character);
    if (character == '\n' || character == '\r' || character == '\t') {
      shown += ' ';
    } else {
      append(shown, is_dangerous(character) ? replacement : character);
    }
  }
  return shown;
}

std::string cut_to_width(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) return std::string(text);
  if (width == 0) return {};
  return std::string(text.substr(0, prefix_of(text, width - 1).bytes)).append(ellipsis);
}

std::size_t output_columns() {
  winsize size{};
  if (isatty(STDOUT_FILENO) == 0) return 0;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
  return size.ws_col;
}

bool errors_go_to_terminal() { return isatty(STDERR_FILENO) != 0; }

}  // namespace entente
