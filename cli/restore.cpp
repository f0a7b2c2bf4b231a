#include <fmt/format.h>
#include <iostream>
#include <memory>
#include <string>

#include "cli/backup_list.h"
#include "cli/command.h"
#include "cli/display.h"
#include "cli/help.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "store/backup.h"

namespace entente {
namespace {

struct RestoreCommandOptions {
  std::string backups;
  std::string graph;
  std::optional<std::uint32_t> number;
  bool repair = false;
  bool list = false;
  bool json = false;
};

ExitCode run_restore(const RestoreCommandOptions& options) {
  Output output("-");
  if (options.list) {
    print_backups(list_backups(options.backups), options.json, output.stream());
  } else {
    if (options.graph.empty()) throw UsageError("--graph is required, or --list");
    Progress progress(std::cerr, "entries verified", errors_go_to_terminal());
    const Restored restored =
        restore(options.backups, options.graph,
                {.number = options.number,
                 .repair = options.repair ? Repair::Yes : Repair::No,
                 .progress = [&](std::size_t entries) { progress.update(entries, 0, 0); }});
    const Backup& backup = restored.backup;
    if (options.json) {
      output.stream() << to_json_line(backup) << '\n';
    } else {
      output.stream() << fmt::format("backup {} of {} restored and verified: {}\n", backup.number,
                                     backup.time, size_text(backup.bytes));
    }
    if (restored.found.total() > 0) {
      Warnings(std::cerr, errors_go_to_terminal())
          .note(fmt::format("{} differences were repaired; {} documents and {} decisions were "
                            "taken out",
                            restored.found.total(), restored.found.damaged_documents,
                            restored.found.damaged_decisions));
    }
  }
  output.commit();
  return ExitCode::Done;
}

}  // namespace

Command add_restore(CLI::App& program) {
  const auto options = std::make_shared<RestoreCommandOptions>();
  CLI::App* app = program.add_subcommand("restore");
  app->description(
      "Bring a graph back from a backup, or list the backups.\n"
      "Reads the backup's checksums, copies it beside the graph's place, verifies it as `entente "
      "verify` does, and only then gives it its name. Nothing is ever overwritten: there may be no "
      "file or folder of that name yet. A backup that is damaged is named with the file, and "
      "nothing is restored.");
  app->add_option("backups", options->backups, "The folder of backups, as `entente backup` made it")
      ->required()
      ->option_text("BACKUPS (required)");
  auto* graph =
      app->add_option("--graph", options->graph, "The folder to make; required without --list")
          ->option_text("DIR");
  app->add_option("--number", options->number, "Which backup; without it the newest")
      ->check(from_one_up())
      ->option_text("N");
  app->add_flag("--repair", options->repair,
                "Where the graph was damaged already when the backup was made, repair the copy as "
                "`entente verify --repair` does; without it nothing is restored then");
  app->add_flag("--list", options->list, "List the backups that there are, and restore none")
      ->excludes(graph);
  app->add_flag("--json", options->json, "One JSON object a line for each backup");
  app->footer(
      help_footer("  entente restore /mnt/backups/graph --list\n"
                  "  entente restore /mnt/backups/graph --graph graph-again\n"
                  "  entente restore /mnt/backups/graph --graph graph-of-monday --number 12\n"));
  return {app, [options] { return run_restore(*options); }};
}

}  // namespace entente
