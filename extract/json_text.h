// Texts in JSON of which there may be none.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace entente {

// null for an empty text: what is not known has no empty name, date or note.
inline nlohmann::ordered_json string_or_null(const std::string& value) {
  return value.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(value);
}

}  // namespace entente
