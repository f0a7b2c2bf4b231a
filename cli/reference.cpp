#include "cli/reference.h"

#include <algorithm>
#include <array>
#include <sstream>
#include <string_view>

namespace entente {
namespace {

constexpr std::string_view examples_begin = "Examples:\n";
constexpr std::string_view examples_end = "\nExit codes:\n";

// Of "TEXT:{a,b}", as CLI11 calls the type of an option that takes one of a set.
std::vector<std::string> choices_of(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const auto begin = type.find('{');
  const auto end = type.find('}');
  std::vector<std::string> choices;
  if (begin == std::string::npos || end == std::string::npos) return choices;
  std::istringstream set(type.substr(begin + 1, end - begin - 1));
  for (std::string choice; std::getline(set, choice, ',');) choices.push_back(choice);
  return choices;
}

Argument kind_of(std::string_view argument) {
  constexpr std::array<std::string_view, 2> folders{"DIR", "BACKUPS"};
  constexpr std::array<std::string_view, 3> files{"FILE", "PATH", "INPUT"};
  if (argument.empty()) return Argument::None;
  if (std::ranges::find(folders, argument) != folders.end()) return Argument::Folder;
  return std::ranges::find(files, argument) != files.end() ? Argument::File : Argument::Text;
}

OptionReference reference_of(const CLI::Option& option) {
  OptionReference reference;
  if (option.nonpositional()) {
    for (const std::string& name : option.get_snames()) reference.names.push_back("-" + name);
    for (const std::string& name : option.get_lnames()) reference.names.push_back("--" + name);
  } else {
    reference.names.push_back(option.get_name());
  }
  reference.description = option.get_description();
  reference.required = option.get_required();
  if (option.get_items_expected_max() == 0) return reference;
  const std::string& text = option.get_option_text();
  reference.argument = text.substr(0, text.find(" (required)"));
  reference.kind = kind_of(reference.argument);
  reference.choices = choices_of(option);
  return reference;
}

CommandReference reference_of(const CLI::App& app, const std::string& parents) {
  CommandReference reference;
  reference.name = parents + app.get_name();
  const std::string description = app.get_description();
  const auto end_of_summary = description.find('\n');
  reference.summary = description.substr(0, end_of_summary);
  if (end_of_summary != std::string::npos) {
    reference.description = description.substr(end_of_summary + 1);
  }
  const std::string footer = app.get_footer();
  if (footer.starts_with(examples_begin)) {
    reference.examples =
        footer.substr(examples_begin.size(), footer.find(examples_end) - examples_begin.size());
  }
  for (const CLI::Option* option : app.get_options()) {
    auto& kind = option->nonpositional() ? reference.options : reference.positionals;
    kind.push_back(reference_of(*option));
  }
  const std::string prefix = app.get_parent() == nullptr ? "" : reference.name + " ";
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    reference.commands.push_back(reference_of(*command, prefix));
  }
  return reference;
}

void gather(const CommandReference& command, std::vector<CommandReference>& all) {
  for (const CommandReference& below : command.commands) {
    all.push_back(below);
    gather(below, all);
  }
}

}  // namespace

CommandReference reference_of(const CLI::App& app) { return reference_of(app, ""); }

std::vector<CommandReference> all_commands(const CommandReference& program) {
  std::vector<CommandReference> all;
  gather(program, all);
  return all;
}

std::string first_clause(const std::string& description) {
  constexpr std::array<std::string_view, 6> ends{"\n", "; ", ": ", ". ", " (", ", e.g."};
  std::size_t end = description.size();
  for (const std::string_view mark : ends) end = std::min(end, description.find(mark));
  std::string clause = description.substr(0, end);
  if (clause.ends_with('.')) clause.pop_back();
  return clause;
}

}  // namespace entente
