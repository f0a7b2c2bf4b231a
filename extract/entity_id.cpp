#include "extract/entity_id.h"

#include <array>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <utility>

#include "extract/error.h"
#include "extract/fnv1a.h"

namespace entente {
namespace {

constexpr char report_mark = '~';  // that no slug holds

std::unique_ptr<icu::Transliterator> make_transliterator(const char* rules) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Transliterator> made(
      icu::Transliterator::createInstance(rules, UTRANS_FORWARD, status));
  if (U_FAILURE(status) || !made) {
    throw Error(std::string("ICU has no transliterator ") + rules +
                " (its data is missing); install libicu");
  }
  return made;
}

std::string transliterate(const icu::Transliterator& transliterator, std::string_view name) {
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
  transliterator.transliterate(text);
  std::string result;
  text.toUTF8String(result);
  return result;
}

bool is_ascii(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

std::string to_latin_lower(std::string_view name) {
  // ICU's transliterators are not safe to share between threads, and costly to make.
  thread_local const auto to_latin = make_transliterator("Any-Latin; Latin-ASCII; Lower");
  return transliterate(*to_latin, name);
}

// What to_latin_lower() makes of U+00C0 to U+00FF, each of which it takes by itself. They are most
// of what European names have beside ASCII; ICU's rules take a hundred times as long, and 40 ms
// before the first of them.
constexpr std::array<std::string_view, 64> latin_letters{
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",
    "d", "n", "o", "o", "o", "o", "o",  "*", "o", "u", "u", "u", "u", "y", "th", "ss",
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",
    "d", "n", "o", "o", "o", "o", "o",  "/", "o", "u", "u", "u", "u", "y", "th", "y"};

constexpr unsigned char first_byte_of_latin_letters = 0xC3;

// Nothing where the name has other characters.
std::optional<std::string> latin_1_in_lower(std::string_view name) {
  std::string result;
  result.reserve(name.size());
  for (std::size_t n = 0; n < name.size(); ++n) {
    const auto byte = static_cast<unsigned char>(name[n]);
    if (byte < 0x80) {
      result += (byte >= 'A' && byte <= 'Z') ? static_cast<char>(byte + 32) : name[n];
      continue;
    }
    if (byte != first_byte_of_latin_letters || n + 1 == name.size()) return std::nullopt;
    const auto next = static_cast<unsigned char>(name[++n]);
    if (next < 0x80 || next >= 0xC0) return std::nullopt;
    result += latin_letters.at(next - 0x80U);
  }
  return result;
}

std::string in_latin_lower(std::string_view name) {
  if (auto result = latin_1_in_lower(name)) return *std::move(result);
  return to_latin_lower(name);
}

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

std::string join_words(std::string_view name, char separator, std::string_view dropped) {
  std::string result;
  bool gap = false;
  for (const char c : in_latin_lower(name)) {
    if (is_word_byte(c)) {
      if (gap && !result.empty()) result += separator;
      gap = false;
      result += c;
    } else if (dropped.find(c) == std::string_view::npos) {
      gap = true;
    }
  }
  return result;
}

std::string hexadecimal(std::string_view bytes) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string result;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    result += digits[byte >> 4u];
    result += digits[byte & 15u];
  }
  return result;
}

}  // namespace

std::string slug(std::string_view name) {
  std::string result = join_words(name, '-', "'.");
  return result.empty() ? hexadecimal(name) : result;
}

std::string fold_name(std::string_view name) { return join_words(name, ' ', "."); }

std::string without_accents(std::string_view name) {
  if (is_ascii(name)) return std::string(name);
  thread_local const auto strip = make_transliterator("NFD; [:Nonspacing Mark:] Remove; NFC");
  return transliterate(*strip, name);
}

std::string entity_id(EntityType type, std::string_view name) {
  const auto prefix = [type] {
    switch (type) {
      case EntityType::Person:
        return "person/";
      case EntityType::Organization:
        return "org/";
      case EntityType::GeoPolitical:
        return "gpe/";
      case EntityType::Location:
        return "place/";
      case EntityType::Misc:
        break;
    }
    return "misc/";
  }();
  return prefix + slug(name);
}

std::string id_of_one_report(std::string id, std::string_view sentence) {
  std::array<char, 9> mark{};
  std::snprintf(mark.data(), mark.size(), "%08x", fnv1a(sentence));
  return id + report_mark + mark.data();
}

bool is_of_one_report(std::string_view id) {
  return id.find(report_mark) != std::string_view::npos;
}

}  // namespace entente
