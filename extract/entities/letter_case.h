// Unicode letter case of words.
#pragma once

#include <string>
#include <string_view>

namespace entente {

// In lower case, root locale.
std::string lower(std::string_view text);

}  // namespace entente
