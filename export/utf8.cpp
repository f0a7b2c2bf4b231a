#include "export/utf8.h"

#include <cstdint>
#include <unicode/utf8.h>

namespace entente {

std::string well_formed(std::string_view text, std::size_t& replaced) {
  std::string result;
  result.reserve(text.size());
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  std::size_t position = 0;
  while (position < text.size()) {
    const std::size_t begin = position;
    UChar32 character = 0;
    U8_NEXT(bytes, position, text.size(), character);
    if (character >= 0) {
      result += text.substr(begin, position - begin);
    } else {
      for (std::size_t i = begin; i < position; ++i) result += "\uFFFD";
      replaced += position - begin;
    }
  }
  return result;
}

}  // namespace entente
