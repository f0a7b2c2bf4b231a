#include "extract/entities/text_index.h"

#include <algorithm>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace entente {
namespace {

bool is_white_space(std::string_view letter) {
  const auto text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(letter.data(), static_cast<std::int32_t>(letter.size())));
  return u_isUWhiteSpace(text.char32At(0)) != 0;
}

}  // namespace

TextIndex::TextIndex(std::string_view text) : text_(text) {
  starts_.reserve(text.size() + 1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool continues = (static_cast<unsigned char>(text[i]) & 0xC0u) == 0x80u;
    if (!continues) starts_.push_back(static_cast<std::uint32_t>(i));
  }
  starts_.push_back(static_cast<std::uint32_t>(text.size()));
}

std::string_view TextIndex::slice(std::size_t begin, std::size_t end) const {
  const std::size_t first = std::min(begin, size());
  const std::size_t last = std::clamp(end, first, size());
  return text_.substr(starts_[first], starts_[last] - starts_[first]);
}

std::string TextIndex::one_line(std::size_t begin, std::size_t end) const {
  std::string result;
  bool space = false;
  const std::size_t last = std::min(end, size());
  for (std::size_t i = begin; i < last; ++i) {
    const std::string_view letter = slice(i, i + 1);
    if (is_white_space(letter)) {
      space = true;
      continue;
    }
    if (space && !result.empty()) result += ' ';
    space = false;
    result += letter;
  }
  return result;
}

}  // namespace entente
