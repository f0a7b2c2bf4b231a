#include "extract/read/utf8.h"

namespace entente {
namespace {

// The well-formed sequences by their first byte (table 3-7 of the Unicode standard): how many bytes
// follow, and between which two the first of these lies. The others lie between 0x80 and 0xBF.
struct Sequence {
  std::size_t following;
  unsigned char least;
  unsigned char most;
};

std::optional<Sequence> sequence_of(unsigned char first) {
  if (first < 0x80) return Sequence{0, 0, 0};
  if (first >= 0xC2 && first <= 0xDF) return Sequence{1, 0x80, 0xBF};
  if (first == 0xE0) return Sequence{2, 0xA0, 0xBF};  // shorter ones exist for what lies below
  if (first == 0xED) return Sequence{2, 0x80, 0x9F};  // no surrogates
  if (first >= 0xE1 && first <= 0xEF) return Sequence{2, 0x80, 0xBF};
  if (first == 0xF0) return Sequence{3, 0x90, 0xBF};
  if (first >= 0xF1 && first <= 0xF3) return Sequence{3, 0x80, 0xBF};
  if (first == 0xF4) return Sequence{3, 0x80, 0x8F};  // nothing beyond U+10FFFF
  return {};
}

}  // namespace

std::optional<std::size_t> find_broken_utf8(std::string_view text) {
  const auto byte = [text](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  std::size_t at = 0;
  while (at < text.size()) {
    const auto sequence = sequence_of(byte(at));
    if (!sequence || text.size() - at <= sequence->following) return at;
    for (std::size_t next = 1; next <= sequence->following; ++next) {
      const unsigned char least = next == 1 ? sequence->least : 0x80;
      const unsigned char most = next == 1 ? sequence->most : 0xBF;
      if (byte(at + next) < least || byte(at + next) > most) return at;
    }
    at += 1 + sequence->following;
  }
  return {};
}

std::string broken_utf8_of_line(std::size_t offset) {
  return "broken UTF-8 at byte offset " + std::to_string(offset) +
         " of the line; convert it to UTF-8";
}

std::string percent_encode_broken_utf8(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  while (const auto broken = find_broken_utf8(text)) {
    const auto byte = static_cast<unsigned char>(text[*broken]);
    encoded += text.substr(0, *broken);
    encoded += {'%', digits[byte / 16], digits[byte % 16]};
    text.remove_prefix(*broken + 1);
  }
  encoded += text;
  return encoded;
}

}  // namespace entente
