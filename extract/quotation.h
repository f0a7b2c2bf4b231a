// What a message shows of a text from outside, however long that is.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace entente {

// The text in quotes; of a long one the beginning, in whole code points, and "…".
inline std::string quotation(std::string_view text) {
  constexpr std::size_t most_bytes = 100;
  if (text.size() <= most_bytes) return "\"" + std::string(text) + "\"";
  std::size_t end = most_bytes;
  while (end > 0 && (text[end] & 0xC0) == 0x80) --end;
  return "\"" + std::string(text.substr(0, end)) + "…\"";
}

}  // namespace entente
