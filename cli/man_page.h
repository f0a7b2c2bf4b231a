// The manual page of the program, in the macros of man(7).
#pragma once

#include <string>
#include <string_view>

#include "cli/reference.h"

namespace entente {

std::string man_page(const CommandReference& program, std::string_view version);

}  // namespace entente
