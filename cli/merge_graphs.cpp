#include "store/merge_graphs.h"

#include <filesystem>
#include <fmt/format.h>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "cli/bulk_memory.h"
#include "cli/command.h"
#include "cli/display.h"
#include "cli/help.h"
#include "cli/languages.h"
#include "cli/progress.h"
#include "store/graph_copies.h"
#include "store/graph_resolution.h"

namespace entente {
namespace {

struct MergeGraphsCommandOptions {
  std::vector<std::string> graphs;
  std::string graph;
};

ExitCode run_merge_graphs(const MergeGraphsCommandOptions& options) {
  std::vector<Snapshot> graphs;
  for (const std::string& graph : options.graphs) {
    if (std::filesystem::exists(options.graph) &&
        std::filesystem::equivalent(graph, options.graph)) {
      throw UsageError(fmt::format("{}: this is the graph that the others are put into", graph));
    }
    graphs.push_back(Store::open(graph).snapshot());
  }
  Warnings warnings(std::cerr, errors_go_to_terminal());
  const NameWords words = NameWords::load(find_language_folder(""));
  Store store = Store::open(options.graph, {.mode = StoreMode::Create, .memory = bulk_memory});
  Progress progress(std::cerr, "documents stored", errors_go_to_terminal());
  merge_graphs(
      graphs, store,
      {.on_other_document =
           [&](std::size_t graph, const DocumentRecord& document) {
             warnings.skipped(InputError(
                 options.graphs[graph], 0,
                 fmt::format("document \"{}\" is there already, with other contents; it stays as "
                             "it is",
                             document.id)));
           },
       .on_refused =
           [&](std::size_t graph, const Decision& decision, const RefusedDecision& refused) {
             warnings.skipped(
                 InputError(options.graphs[graph], 0,
                            fmt::format("decision {}: {}", decision.number, refused.what())));
           },
       .on_durable =
           [&](std::size_t documents) {
             progress.update(documents, 0, 0);
             progress.durable(documents);
           }});
  keep_identities(store, words);
  keep_copies(store);
  store.sync();
  return warnings.finish();
}

}  // namespace

Command add_merge_graphs(CLI::App& program) {
  const auto options = std::make_shared<MergeGraphsCommandOptions>();
  CLI::App* app = program.add_subcommand("merge-graphs");
  app->description(
      "Put graphs together.\n"
      "Takes the documents and users' decisions of each graph into another, which becomes the "
      "graph that one run over all of their documents makes, to the byte. What is there already "
      "stays; a document that several graphs have with different contents is taken from the first "
      "of them, and the others are named (exit code 3). The graphs that are read stay as they are. "
      "An interrupted run is simply run again.");
  app->add_option("graphs", options->graphs, "The folders of the graphs to read")
      ->required()
      ->option_text("DIR (required)");
  add_graph_option(*app, options->graph,
                   "The folder of the graph to put them into; made if it is not there");
  app->footer(
      help_footer("  entente build news/ --partition 1/2 --graph one    # on one machine\n"
                  "  entente build news/ --partition 2/2 --graph two    # on another\n"
                  "  entente merge-graphs one two --graph graph\n"));
  return {app, [options] { return run_merge_graphs(*options); }};
}

}  // namespace entente
