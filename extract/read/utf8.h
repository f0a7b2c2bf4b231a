// Whether text is UTF-8, and what stands for bytes that are not.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace entente {

// The offset in bytes of the first byte that is no part of a well-formed UTF-8 sequence.
std::optional<std::size_t> find_broken_utf8(std::string_view text);

// The reason why a line is not read whose byte at `offset` is such a byte.
std::string broken_utf8_of_line(std::size_t offset);

// `text` with every byte that is no part of such a sequence as "%F3", the way addresses write
// bytes. For names of files and addresses, which may be of any bytes and are kept as text.
std::string percent_encode_broken_utf8(std::string_view text);

}  // namespace entente
