// The commands below `entente resolve`, declared and run as those of command.h are.
#pragma once

#include "cli/command.h"

namespace entente {

Command add_suggest(CLI::App& resolve);
Command add_merge(CLI::App& resolve);
Command add_split(CLI::App& resolve);
Command add_rename(CLI::App& resolve);
Command add_undo(CLI::App& resolve);
Command add_list(CLI::App& resolve);

}  // namespace entente
