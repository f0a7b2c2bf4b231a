// The commands that tell of the program itself. Declared apart from the others, as they are of the
// whole of `program`, which MUST outlive what they give back.
#pragma once

#include "cli/command.h"

namespace entente {

Command add_manual(CLI::App& program);
Command add_completion(CLI::App& program);

}  // namespace entente
