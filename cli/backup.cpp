#include "store/backup.h"

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

namespace entente {
namespace {

struct BackupCommandOptions {
  std::string graph;
  std::string backups;
  std::optional<std::uint32_t> keep;
  bool json = false;
};

constexpr std::uint64_t megabyte = 1'000'000;

ExitCode run_backup(const BackupCommandOptions& options) {
  Output output("-");
  Progress progress(std::cerr, "MB copied", errors_go_to_terminal());
  const Backup backup = back_up(options.graph, options.backups,
                                {.keep = options.keep, .progress = [&](std::uint64_t bytes) {
                                   progress.update(bytes / megabyte, 0, 0);
                                 }});
  if (options.json) {
    output.stream() << to_json_line(backup) << '\n';
  } else {
    const bool is_all = backup.added == backup.bytes;
    output.stream() << fmt::format(
        "backup {}: {} copied{}\n", backup.number, size_text(backup.added),
        is_all ? "" : fmt::format(" of {}, the rest was there already", size_text(backup.bytes)));
  }
  output.commit();
  return ExitCode::Done;
}

}  // namespace

Command add_backup(CLI::App& program) {
  const auto options = std::make_shared<BackupCommandOptions>();
  CLI::App* app = program.add_subcommand("backup");
  app->description(
      "Make a backup of a graph.\n"
      "Copies the files of the graph that no earlier backup in the folder has, and reads the "
      "checksums of the whole. All that the graph holds is in it, users' decisions too. While it "
      "runs no other process may write the graph; reading is no problem. One folder is for the "
      "backups of one graph. `entente restore` lists them and brings one back.");
  add_graph_option(*app, options->graph, "The folder of the graph");
  app->add_option("--to", options->backups, "The folder of backups; made if it is not there")
      ->required()
      ->option_text("BACKUPS (required)");
  app->add_option("--keep", options->keep,
                  "Delete older backups once this one is there, so that so many are left")
      ->check(from_one_up())
      ->option_text("N");
  app->add_flag("--json", options->json, "The new backup as a JSON object");
  app->footer(
      help_footer("  entente backup --graph graph --to /mnt/backups/graph\n"
                  "  entente backup --graph graph --to /mnt/backups/graph --keep 7\n"
                  "  entente restore /mnt/backups/graph --list\n"
                  "  entente restore /mnt/backups/graph --graph graph-again\n"));
  return {app, [options] { return run_backup(*options); }};
}

}  // namespace entente
