#include "extract/read/html_encoding.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include "extract/read/ascii.h"
#include "extract/read/utf8.h"

namespace entente {
namespace {

constexpr std::size_t searched_bytes = 4096;  // for <meta charset>
constexpr std::string_view replacement = "\uFFFD";

// The value behind "charset=" in the first <meta> that has it; "" where none has.
std::string charset_of_meta(std::string_view bytes) {
  const std::string head = small_letters(bytes.substr(0, searched_bytes));
  for (std::size_t tag = head.find("<meta"); tag != std::string::npos;
       tag = head.find("<meta", tag + 1)) {
    const std::string_view meta = std::string_view(head).substr(tag, head.find('>', tag) - tag);
    const std::size_t name = meta.find("charset");
    if (name == std::string_view::npos) continue;
    const std::size_t equals = meta.find('=', name);
    if (equals == std::string_view::npos) continue;
    const std::size_t begin = meta.find_first_not_of(" \t\r\n\"'", equals + 1);
    if (begin == std::string_view::npos) continue;
    const std::size_t end = meta.find_first_of(" \t\r\n\"';/", begin);
    return std::string(meta.substr(begin, end == std::string_view::npos ? end : end - begin));
  }
  return {};
}

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

// Null for an unknown name, and for encodings that no page has by right: a <meta> that can be read
// is in none of 16 bits.
Converter converter_of(const std::string& name, bool may_be_wide) {
  constexpr std::array<std::string_view, 6> as_windows{"ascii",  "iso-8859-1", "iso8859-1",
                                                       "latin1", "us-ascii",   "iso_8859-1"};
  const std::string given = small_letters(name);
  const bool is_windows =
      std::find(as_windows.begin(), as_windows.end(), given) != as_windows.end();
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(
      given.empty() ? nullptr : ucnv_open(is_windows ? "windows-1252" : given.c_str(), &status),
      &ucnv_close);
  if (U_FAILURE(status) || !converter) return {nullptr, &ucnv_close};
  if (!may_be_wide && ucnv_getMinCharSize(converter.get()) > 1) return {nullptr, &ucnv_close};
  return converter;
}

std::string convert(std::string_view bytes, UConverter* converter) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString text(bytes.data(), static_cast<int32_t>(bytes.size()), converter,
                                status);
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

// Zeros and broken sequences replaced.
std::string mended_utf8(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  while (!bytes.empty()) {
    const std::size_t zero = bytes.find('\0');
    const std::string_view until_zero = bytes.substr(0, zero);
    std::string_view left = until_zero;
    while (const auto broken = find_broken_utf8(left)) {
      text += left.substr(0, *broken);
      text += replacement;
      left.remove_prefix(*broken + 1);
    }
    text += left;
    if (zero == std::string_view::npos) break;
    text += replacement;
    bytes.remove_prefix(zero + 1);
  }
  return text;
}

}  // namespace

std::string decode_html(std::string_view bytes, std::string_view declared) {
  constexpr std::array<std::pair<std::string_view, const char*>, 3> marks{
      {{"\xEF\xBB\xBF", "utf-8"}, {"\xFF\xFE", "utf-16le"}, {"\xFE\xFF", "utf-16be"}}};
  for (const auto& [mark, name] : marks) {
    if (!bytes.starts_with(mark)) continue;
    bytes.remove_prefix(mark.size());
    if (mark == marks[0].first) return mended_utf8(bytes);
    return mended_utf8(convert(bytes, converter_of(name, true).get()));
  }
  if (!find_broken_utf8(bytes)) return mended_utf8(bytes);
  for (const std::string& name : {std::string(declared), charset_of_meta(bytes)}) {
    if (small_letters(name) == "utf-8" || small_letters(name) == "utf8") return mended_utf8(bytes);
    if (const Converter converter = converter_of(name, !declared.empty() && name == declared)) {
      return mended_utf8(convert(bytes, converter.get()));
    }
  }
  return mended_utf8(convert(bytes, converter_of("windows-1252", false).get()));
}

}  // namespace entente
