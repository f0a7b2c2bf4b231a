// The lexicons' files as they lie in the tree.
#pragma once

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

namespace entente {

inline const std::filesystem::path languages =
    std::filesystem::path(ENTENTE_SOURCE_DIR) / "extract/language";

inline nlohmann::json read_json(const std::filesystem::path& file) {
  std::ifstream stream(file);
  return nlohmann::json::parse(stream);
}

}  // namespace entente
