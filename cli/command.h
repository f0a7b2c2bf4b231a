// The commands of `entente`: one file each, all built and run alike.
//
// Every add_… declares a subcommand with its options and help, and gives back what runs it. A
// command throws UsageError, or WrongQuestion (graph/question.h), for what cannot be asked for and
// Error (or any std::exception) where it fails.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

#include "cli/outcome.h"
#include "extract/partition.h"

namespace entente {

struct Command {
  CLI::App* app = nullptr;
  std::function<ExitCode()> run;  // to be called after parsing, where `app` was chosen
};

Command add_build(CLI::App& program);
Command add_extract(CLI::App& program);
Command add_annotate(CLI::App& program);
Command add_ingest(CLI::App& program);
Command add_export(CLI::App& program);
Command add_facts(CLI::App& program);
Command add_alignment(CLI::App& program);
Command add_alliances(CLI::App& program);
Command add_blocs(CLI::App& program);
Command add_path(CLI::App& program);
Command add_brokers(CLI::App& program);
Command add_neighbours(CLI::App& program);
Command add_timeline(CLI::App& program);
Command add_entity(CLI::App& program);
Command add_resolve(CLI::App& program);
Command add_stats(CLI::App& program);
Command add_copies(CLI::App& program);
Command add_remove(CLI::App& program);
Command add_verify(CLI::App& program);
Command add_backup(CLI::App& program);
Command add_merge_graphs(CLI::App& program);
Command add_restore(CLI::App& program);
Command add_serve(CLI::App& program);

// What an option that counts takes: a whole number from 1 up.
CLI::Validator from_one_up();

// Declares the option --partition K/N on a command that reads documents or triples.
void add_partition_option(CLI::App& app, Partition& partition);

// Declares the option --graph DIR, required, on a command.
void add_graph_option(CLI::App& app, std::string& folder, const std::string& description);

}  // namespace entente
