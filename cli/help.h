// The help of the program and its commands: what stands in it and how it is laid out.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <string_view>

namespace entente {

// Examples and the meaning of the exit codes, as they stand at the end of every help.
std::string help_footer(std::string_view examples);

// Lays help out for a terminal of 80 columns: texts are wrapped, and the list of commands shows
// only the first line of each description.
std::shared_ptr<CLI::FormatterBase> help_formatter();

}  // namespace entente
