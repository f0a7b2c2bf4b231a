#include "cli/completion_scripts.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <string_view>

namespace entente {
namespace {

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
  return text;
}

// The last word of "resolve merge", and what stands before it.
std::string last_word(const std::string& name) { return name.substr(name.rfind(' ') + 1); }

std::string parent_of(const std::string& name) {
  const auto space = name.rfind(' ');
  return space == std::string::npos ? "" : name.substr(0, space);
}

bool takes_files(const CommandReference& command) {
  return std::ranges::any_of(command.positionals, [](const OptionReference& positional) {
    return positional.kind == Argument::File;
  });
}

std::vector<std::string> words_of(const CommandReference& command) {
  std::vector<std::string> words;
  for (const CommandReference& below : command.commands) words.push_back(last_word(below.name));
  for (const OptionReference& option : command.options) {
    words.insert(words.end(), option.names.begin(), option.names.end());
  }
  for (const OptionReference& positional : command.positionals) {
    words.insert(words.end(), positional.choices.begin(), positional.choices.end());
  }
  return words;
}

// ---- bash ----

std::string bash_values(const OptionReference& option) {
  if (!option.choices.empty()) {
    return fmt::format("COMPREPLY=($(compgen -W '{}' -- \"$word\"))",
                       fmt::join(option.choices, " "));
  }
  switch (option.kind) {
    case Argument::Folder:
      return "_entente_files -d";
    case Argument::File:
      return "_entente_files -f";
    default:
      return "COMPREPLY=()";
  }
}

// ---- zsh ----

// As it stands in single quotes within _arguments' brackets.
std::string zsh_text(const std::string& description) {
  std::string text = replaced(first_clause(description), "\\", "\\\\");
  for (const std::string_view special : {"[", "]", ":"}) {
    text = replaced(text, special, "\\" + std::string(special));
  }
  return replaced(text, "'", "'\\''");
}

std::string zsh_values(const OptionReference& option) {
  if (!option.choices.empty()) {
    return fmt::format(":{}:({})", option.argument, fmt::join(option.choices, " "));
  }
  switch (option.kind) {
    case Argument::None:
      return "";
    case Argument::Folder:
      return fmt::format(":{}:_directories", option.argument);
    case Argument::File:
      return fmt::format(":{}:_files", option.argument);
    case Argument::Text:
      return fmt::format(":{}: ", option.argument);
  }
  return "";
}

std::string zsh_command(const CommandReference& command) {
  std::string text = "_arguments -S";
  for (const OptionReference& option : command.options) {
    for (const std::string& name : option.names) {
      text += fmt::format(" \\\n        '*{}[{}]{}'", name, zsh_text(option.description),
                          zsh_values(option));
    }
  }
  if (!command.commands.empty()) return text + " '1:command:->command' '*::argument:->argument'";
  for (const OptionReference& positional : command.positionals) {
    text += fmt::format(" \\\n        '*:{}", positional.names.front());
    text += positional.choices.empty() ? (positional.kind == Argument::File ? ":_files'" : ": '")
                                       : fmt::format(":({})'", fmt::join(positional.choices, " "));
    break;  // the others are of the same kind
  }
  return text;
}

// Of the function that completes a command.
std::string zsh_name(const CommandReference& command) {
  return command.name == "entente" ? "_entente" : "_entente_" + replaced(command.name, " ", "_");
}

// A function that completes `command`, and those of the commands under it.
std::string zsh_function(const CommandReference& command) {
  std::string text;
  for (const CommandReference& below : command.commands) text += zsh_function(below);
  text +=
      fmt::format("{}() {{\n  local state line\n  {}\n", zsh_name(command), zsh_command(command));
  if (!command.commands.empty()) {
    text += "  case $state in\n    command)\n      local -a commands=(\n";
    for (const CommandReference& below : command.commands) {
      text += fmt::format("        '{}:{}'\n", last_word(below.name), zsh_text(below.summary));
    }
    text +=
        "      )\n      _describe command commands\n      ;;\n    argument)\n      case $line[1] "
        "in\n";
    for (const CommandReference& below : command.commands) {
      text += fmt::format("        {}) {} ;;\n", last_word(below.name), zsh_name(below));
    }
    text += "      esac\n      ;;\n  esac\n";
  }
  return text + "}\n\n";
}

// ---- fish ----

std::string fish_text(const std::string& description) {
  return replaced(replaced(first_clause(description), "\\", "\\\\"), "'", "\\'");
}

// When a command is what is completed.
std::string fish_condition(const CommandReference& command) {
  if (command.commands.empty()) {
    const std::string parent = parent_of(command.name);
    const std::string seen = "__fish_seen_subcommand_from " + last_word(command.name);
    return parent.empty() ? seen
                          : fmt::format("__fish_seen_subcommand_from {}; and {}", parent, seen);
  }
  std::vector<std::string> below;
  for (const CommandReference& one : command.commands) below.push_back(last_word(one.name));
  return fmt::format("__fish_seen_subcommand_from {}; and not __fish_seen_subcommand_from {}",
                     command.name, fmt::join(below, " "));
}

std::string fish_options(const CommandReference& command, const std::string& condition) {
  std::string text;
  for (const OptionReference& option : command.options) {
    text += fmt::format("complete -c entente -n '{}'", condition);
    for (const std::string& name : option.names) {
      text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    }
    if (option.kind == Argument::File) text += " -r -F";
    if (option.kind == Argument::Folder) text += " -x -a '(__fish_complete_directories)'";
    if (!option.choices.empty()) {
      text += fmt::format(" -x -a '{}'", fmt::join(option.choices, " "));
    } else if (option.kind == Argument::Text) {
      text += " -x";
    }
    text += fmt::format(" -d '{}'\n", fish_text(option.description));
  }
  for (const OptionReference& positional : command.positionals) {
    if (positional.choices.empty()) continue;
    text += fmt::format("complete -c entente -n '{}' -a '{}'\n", condition,
                        fmt::join(positional.choices, " "));
  }
  if (takes_files(command)) text += fmt::format("complete -c entente -n '{}' -F\n", condition);
  return text;
}

}  // namespace

std::string bash_completion(const CommandReference& program) {
  std::string find_command;
  std::string values;
  std::string words = fmt::format("    '') words='{}' ;;\n", fmt::join(words_of(program), " "));
  for (const CommandReference& command : all_commands(program)) {
    find_command += fmt::format("      '{} {}') command='{}' ;;\n", parent_of(command.name),
                                last_word(command.name), command.name);
    for (const OptionReference& option : command.options) {
      if (option.kind == Argument::None) continue;
      for (const std::string& name : option.names) {
        values +=
            fmt::format("    '{} {}') {}; return ;;\n", command.name, name, bash_values(option));
      }
    }
    words +=
        fmt::format("    '{}') words='{}'{} ;;\n", command.name, fmt::join(words_of(command), " "),
                    takes_files(command) ? " files=yes" : "");
  }
  return fmt::format(R"(# bash completion for entente, made by `entente completion bash`
_entente_files() {{
  compopt -o filenames 2> /dev/null
  mapfile -t COMPREPLY < <(compgen "$1" -- "$word")
}}

_entente() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}}
  local command='' words='' files='' i
  for ((i = 1; i < COMP_CWORD; ++i)); do
    case "$command ${{COMP_WORDS[i]}}" in
{}    esac
  done
  case "$command $before" in
{}  esac
  case $command in
{}  esac
  if [[ -n $files && $word != -* ]]; then
    _entente_files -f
  else
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
  fi
}}
complete -F _entente entente
)",
                     find_command, values, words);
}

std::string zsh_completion(const CommandReference& program) {
  return "#compdef entente\n# Made by `entente completion zsh`.\n\n" + zsh_function(program) +
         "_entente \"$@\"\n";
}

std::string fish_completion(const CommandReference& program) {
  std::string text =
      "# fish completion for entente, made by `entente completion fish`\n"
      "complete -c entente -f\n";
  const std::string at_first = "__fish_use_subcommand";
  text += fish_options(program, at_first);
  for (const CommandReference& command : program.commands) {
    text += fmt::format("complete -c entente -n '{}' -a {} -d '{}'\n", at_first, command.name,
                        fish_text(command.summary));
  }
  for (const CommandReference& command : all_commands(program)) {
    const std::string condition = fish_condition(command);
    for (const CommandReference& below : command.commands) {
      text += fmt::format("complete -c entente -n '{}' -a {} -d '{}'\n", condition,
                          last_word(below.name), fish_text(below.summary));
    }
    text += fish_options(command, condition);
  }
  return text;
}

}  // namespace entente
