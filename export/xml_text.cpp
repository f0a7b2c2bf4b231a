#include "export/xml_text.h"

#include <array>
#include <cstdint>
#include <fmt/format.h>
#include <unicode/utf8.h>

namespace entente {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

// The production Char of XML 1.0; negative for bytes that are no UTF-8.
bool xml_can_hold(UChar32 character) {
  return character == '\t' || character == '\n' || character == '\r' ||
         (character >= 0x20 && character <= 0xD7FF) ||
         (character >= 0xE000 && character <= 0xFFFD) ||
         (character >= 0x10000 && character <= 0x10FFFF);
}

std::string hexadecimal(std::uint32_t number) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  for (int shift = 28; shift >= 0; shift -= 4) {
    const std::uint32_t digit = number >> static_cast<unsigned>(shift) & 15u;
    if (!text.empty() || digit != 0 || shift <= 4) text += digits[digit];
  }
  return text;
}

}  // namespace

std::string XmlText::content(std::string_view text) { return escape(text, Place::Content); }
std::string XmlText::attribute(std::string_view text) { return escape(text, Place::Attribute); }
std::string XmlText::identifier(std::string_view text) { return escape(text, Place::Identifier); }

std::string XmlText::escape(std::string_view text, Place place) {
  std::string escaped;
  escaped.reserve(text.size());
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  std::size_t position = 0;
  while (position < text.size()) {
    const std::size_t begin = position;
    UChar32 character = 0;
    U8_NEXT(bytes, position, text.size(), character);
    if (!xml_can_hold(character)) {
      ++replaced_;
      escaped += replacement;
      if (place != Place::Identifier) continue;
      if (character >= 0) escaped += hexadecimal(static_cast<std::uint32_t>(character));
      for (std::size_t i = begin; character < 0 && i < position; ++i) {
        escaped += hexadecimal(bytes[i]);
      }
      continue;
    }
    switch (character) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':  // "]]>" may not stand in content
        escaped += "&gt;";
        break;
      case '\r':  // a reader would make it a line feed
        escaped += "&#13;";
        break;
      case 0x85:  // to readers of XML 1.1 these two are line feeds as well
        escaped += "&#133;";
        break;
      case 0x2028:
        escaped += "&#8232;";
        break;
      case '"':
        escaped += place == Place::Content ? "\"" : "&quot;";
        break;
      case '\n':  // in an attribute a reader would make it a space
        escaped += place == Place::Content ? "\n" : "&#10;";
        break;
      case '\t':
        escaped += place == Place::Content ? "\t" : "&#9;";
        break;
      default:
        escaped += text.substr(begin, position - begin);
    }
  }
  return escaped;
}

std::string name_token(std::string_view identifier) {
  static constexpr std::string_view kept =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_";
  std::string token;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(identifier.data());
  std::size_t position = 0;
  while (position < identifier.size()) {
    const std::size_t begin = position;
    UChar32 character = 0;
    U8_NEXT(bytes, position, identifier.size(), character);
    const std::string_view written = identifier.substr(begin, position - begin);
    const bool begins_number = identifier.substr(begin).starts_with("_x");
    if (written == "/") {
      token += ':';
    } else if (written.size() == 1 && kept.find(written) != kept.npos && !begins_number) {
      token += written;
    } else if (character >= 0) {
      token += fmt::format("_x{:04X}_", character);
    } else {
      for (std::size_t i = begin; i < position; ++i) token += fmt::format("_x{:02X}_", bytes[i]);
    }
  }
  return token;
}

}  // namespace entente
