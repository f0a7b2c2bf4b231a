// Where the next page of a list begins, as text that nobody needs to understand.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

// Of the parts of the key of the last thing shown: letters, digits, "-" and "_".
std::string cursor_of(std::span<const std::string> parts);

// The inverse. Throws Problem (400) for text that is no cursor of so many parts.
std::vector<std::string> parse_cursor(std::string_view cursor, std::size_t parts);

}  // namespace entente
