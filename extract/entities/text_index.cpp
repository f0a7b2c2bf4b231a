#include "extract/entities/text_index.h"

#include <algorithm>

namespace entente {

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
  for (const char c : slice(begin, end)) {
    if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
      space = true;
      continue;
    }
    if (space && !result.empty()) result += ' ';
    space = false;
    result += c;
  }
  return result;
}

}  // namespace entente
