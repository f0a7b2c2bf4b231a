// Text that is UTF-8 for certain, for formats that can hold nothing else.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace entente {

// `text` with every byte that is no UTF-8 written as U+FFFD; adds their number to `replaced`.
std::string well_formed(std::string_view text, std::size_t& replaced);

}  // namespace entente
