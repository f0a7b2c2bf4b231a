// Scripts that have a shell complete the program's commands, options and what these take.
#pragma once

#include <string>

#include "cli/reference.h"

namespace entente {

std::string bash_completion(const CommandReference& program);
std::string zsh_completion(const CommandReference& program);
std::string fish_completion(const CommandReference& program);

}  // namespace entente
