// Whether text is UTF-8.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace entente {

// The offset in bytes of the first byte that is no part of a well-formed UTF-8 sequence.
std::optional<std::size_t> find_broken_utf8(std::string_view text);

}  // namespace entente
