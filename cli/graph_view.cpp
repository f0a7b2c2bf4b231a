#include "cli/graph_view.h"

#include "cli/command.h"
#include "cli/languages.h"
#include "store/graph_resolution.h"

namespace entente {

void GraphView::add_to(CLI::App& app) {
  add_graph_option(app, folder_, "The folder of the graph");
  app.add_flag("--unresolved", unresolved_,
               "Show entities as documents name them; without it, those that are one under several "
               "names are joined (`entente resolve suggest --joined` says which, and why, "
               "`entente resolve list` what users have decided)");
}

Snapshot GraphView::open() const {
  Snapshot snapshot = Store::open(folder_).snapshot();
  if (unresolved_) return snapshot;
  return resolved(snapshot, [] { return NameWords::load(find_language_folder("")); });
}

}  // namespace entente
