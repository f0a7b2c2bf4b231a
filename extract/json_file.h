// Reading of the JSON files that languages are made of.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

namespace entente {

// What the file holds. Throws InputError with file and line for one that cannot be opened (which
// `needed` says why: "a language needs its tokens.json"), is larger or deeper than limits.h allows,
// is no JSON, or gives a field of an object twice.
nlohmann::json read_json_file(const std::filesystem::path& file, const std::string& needed);

}  // namespace entente
