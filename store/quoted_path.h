// How messages name a file or folder.
#pragma once

#include <filesystem>
#include <string>

namespace entente {

// `path` between double quotes.
inline std::string quoted(const std::filesystem::path& path) { return "\"" + path.string() + "\""; }

}  // namespace entente
