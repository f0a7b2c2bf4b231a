// `entente`: turns documents into a relation graph, asks it and exports it.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <exception>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <iostream>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/display.h"
#include "cli/help.h"
#include "cli/outcome.h"
#include "cli/self_description.h"
#include "graph/question.h"

namespace {

using entente::Command;
using entente::ExitCode;
using entente::help_footer;
using entente::help_formatter;
using entente::UsageError;
using entente::WrongQuestion;

ExitCode complain(ExitCode code, std::string_view what) {
  std::cerr << "entente: error: " << entente::printable(what) << '\n';
  return code;
}

// CLI11 would only say that an argument was not expected.
void refuse_unknown_command(const std::vector<Command>& commands, int argc, char** argv) {
  if (argc < 2 || argv[1][0] == '-') return;
  std::vector<std::string> names;
  for (const Command& command : commands) names.push_back(command.app->get_name());
  if (std::find(names.begin(), names.end(), argv[1]) != names.end()) return;
  throw UsageError(
      fmt::format("there is no command '{}'; there are: {}", argv[1], fmt::join(names, ", ")));
}

// The command that was chosen, of commands of commands the last: "resolve undo".
const CLI::App& chosen_command(const CLI::App& app) {
  const auto chosen = app.get_subcommands();
  return chosen.empty() ? app : chosen_command(*chosen.front());
}

std::string help_of(const CLI::App& command) {
  std::string path;
  for (const CLI::App* at = &command; at->get_parent() != nullptr; at = at->get_parent())
    path = at->get_name() + " " + path;
  return fmt::format("see `entente {}--help`", path);
}

// An empty text is what a script passes on whose variable is not set: to take it for an option that
// was not given would answer another question than was asked.
void refuse_empty_values(const CLI::App& command) {
  for (const CLI::Option* option : command.get_options()) {
    if (std::ranges::find(option->results(), "") == option->results().end()) continue;
    throw UsageError(
        fmt::format("{} is given, but empty; {}", option->get_name(), help_of(command)));
  }
}

ExitCode run(int argc, char** argv) {
  CLI::App program(
      "Entente turns a news corpus into a relation graph.\n"
      "Every edge of the graph says who did what to whom, when, who says so, how sure, and in "
      "which "
      "sentence of which document.",
      "entente");
  program.set_version_flag("--version", "entente " ENTENTE_VERSION);
  program.require_subcommand(1);
  program.formatter(help_formatter());
  program.footer(
      help_footer("  entente build news/ --graph graph           read, extract, merge and store\n"
                  "  entente facts --graph graph --about Russia  ask the graph\n"
                  "  entente export --graph graph --to graphml -o graph.graphml\n"
                  "\n`entente COMMAND --help` tells more of each command.\n"));
  const std::vector<Command> commands{
      entente::add_build(program),     entente::add_extract(program),
      entente::add_annotate(program),  entente::add_ingest(program),
      entente::add_export(program),    entente::add_facts(program),
      entente::add_entity(program),    entente::add_timeline(program),
      entente::add_alliances(program), entente::add_alignment(program),
      entente::add_blocs(program),     entente::add_path(program),
      entente::add_brokers(program),   entente::add_neighbours(program),
      entente::add_resolve(program),   entente::add_stats(program),
      entente::add_copies(program),    entente::add_remove(program),
      entente::add_verify(program),    entente::add_backup(program),
      entente::add_restore(program),   entente::add_merge_graphs(program),
      entente::add_serve(program),     entente::add_manual(program),
      entente::add_completion(program)};
  try {
    refuse_unknown_command(commands, argc, argv);
    program.parse(argc, argv);
    refuse_empty_values(chosen_command(program));
  } catch (const CLI::Success& asked_for_help_or_version) {
    program.exit(asked_for_help_or_version);
    return ExitCode::Done;
  } catch (const CLI::ExtrasError&) {
    const CLI::App& command = chosen_command(program);
    // CLI11 would name them from the last to the first.
    return complain(ExitCode::WrongUsage,
                    fmt::format("arguments that are not expected: {}; {}",
                                fmt::join(command.remaining(), " "), help_of(command)));
  } catch (const CLI::ParseError& error) {
    return complain(ExitCode::WrongUsage,
                    fmt::format("{}; {}", error.what(), help_of(chosen_command(program))));
  } catch (const UsageError& error) {
    return complain(ExitCode::WrongUsage, error.what());
  }
  for (const Command& command : commands) {
    if (!command.app->parsed()) continue;
    try {
      return command.run();
    } catch (const UsageError& error) {
      return complain(ExitCode::WrongUsage, error.what());
    } catch (const WrongQuestion& wrong) {
      return complain(ExitCode::WrongUsage, wrong.what());
    }
  }
  return ExitCode::Done;
}

}  // namespace

int main(int argc, char** argv) {
  // A reader of our output that leaves early (`| head`) ends us quietly, as it does other filters,
  // whatever the parent process has set.
  std::signal(SIGPIPE, SIG_DFL);
  try {
    return static_cast<int>(run(argc, argv));
  } catch (const std::exception& error) {
    return static_cast<int>(complain(ExitCode::Failed, error.what()));
  }
}
