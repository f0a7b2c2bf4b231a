// Codes of languages, as records and users write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace entente {

// The ISO 639 code, of two letters where there is one, in small letters: "es" of "es", "ES", "spa",
// "es-MX" and "es_419"; "" of "und", which says that it is not known. Nothing for what is no such
// code ("Spanish").
std::optional<std::string> parse_language_code(std::string_view given);

// In English: "Portuguese" for "pt". The code itself where it has no name.
std::string language_name(const std::string& code);

}  // namespace entente
