// What is wrong with a JSON text, in the words of an error message.
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace entente {

// "broken JSON at byte offset 17: syntax error while parsing object key - invalid literal".
// `position` is the number of bytes the parser has read, as it reports them. What it read last is
// left out: that may be the whole record.
inline std::string describe_json_error(std::size_t position,
                                       const nlohmann::json::exception& error) {
  constexpr std::size_t longest = 200;
  std::string_view detail = error.what();
  if (const auto end = detail.find("] "); end != std::string_view::npos) {
    detail.remove_prefix(end + 2);
  }
  if (detail.starts_with("parse error")) {
    if (const auto colon = detail.find(": "); colon != std::string_view::npos) {
      detail.remove_prefix(colon + 2);
    }
  }
  detail = detail.substr(0, detail.find("; last read")).substr(0, longest);
  return "broken JSON at byte offset " + std::to_string(position > 0 ? position - 1 : 0) + ": " +
         std::string(detail);
}

}  // namespace entente
