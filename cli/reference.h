// The commands of the program with their options, as data: what the manual page and the completions
// of shells are made of, so that they say what the program takes.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace entente {

enum class Argument { None, File, Folder, Text };  // what an option takes, as shells complete it

struct OptionReference {
  std::vector<std::string> names;    // "-o", "--output"; of a positional "input"
  std::string argument;              // as the help shows it: "DIR", "text|jsonl"; "" for a flag
  std::string description;           // one paragraph
  std::vector<std::string> choices;  // all that it takes, or none where it takes more
  Argument kind = Argument::None;
  bool required = false;
};

struct CommandReference {
  std::string name;  // "build"; of a command of a command with that before it: "resolve merge"
  std::string summary;
  std::string description;  // what follows the summary
  std::string examples;     // lines of a shell
  std::vector<OptionReference> options;
  std::vector<OptionReference> positionals;
  std::vector<CommandReference> commands;
};

// Of `app` and all commands under it, in the order in which they were added.
CommandReference reference_of(const CLI::App& app);

// Every command under the program, each followed by those under it.
std::vector<CommandReference> all_commands(const CommandReference& program);

// What a description says before it goes into details, without a full stop.
std::string first_clause(const std::string& description);

}  // namespace entente
