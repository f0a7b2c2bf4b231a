#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/display.h"
#include "cli/help.h"
#include "cli/languages.h"
#include "extract/error.h"
#include "store/graph_copies.h"
#include "store/graph_resolution.h"
#include "store/store.h"

namespace entente {
namespace {

struct RemoveOptions {
  std::vector<std::string> documents;
  std::string graph;
};

ExitCode run_remove(const RemoveOptions& options) {
  Warnings warnings(std::cerr, errors_go_to_terminal());
  const NameWords words = NameWords::load(find_language_folder(""));
  Store store = Store::open(options.graph, {.mode = StoreMode::ReadWrite});
  for (const std::string& document : options.documents) {
    if (store.remove_document(document)) continue;
    warnings.skipped(
        InputError(options.graph, 0, "there is no document '" + document + "' in this graph"));
  }
  keep_identities(store, words);
  keep_copies(store);
  store.sync();
  return warnings.exit_code();
}

}  // namespace

Command add_remove(CLI::App& program) {
  const auto options = std::make_shared<RemoveOptions>();
  CLI::App* app = program.add_subcommand("remove");
  app->description(
      "Take documents out of a graph.\n"
      "With a document goes its evidence. Facts without other evidence and entities that no "
      "other document names disappear.");
  app->add_option("document", options->documents, "Ids of documents, as `facts --json` shows them")
      ->required()
      ->option_text("ID (required)");
  add_graph_option(*app, options->graph, "The folder of the graph");
  app->footer(help_footer("  entente remove es-001 es-002 --graph graph\n"));
  return {app, [options] { return run_remove(*options); }};
}

}  // namespace entente
