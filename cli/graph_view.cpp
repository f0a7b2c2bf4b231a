#include "cli/graph_view.h"

#include "cli/command.h"
#include "cli/filter_options.h"
#include "cli/languages.h"
#include "store/graph_copies.h"
#include "store/graph_resolution.h"

namespace entente {
namespace {

// Read only where it is asked for: most names are in the graph.
std::optional<NameWords::Known> known_name(std::string_view name) {
  static const NameWords words = NameWords::load(find_language_folder(""));
  return words.called(name);
}

}  // namespace

void GraphView::add_to(CLI::App& app) {
  add_graph_option(app, folder_, "The folder of the graph");
  app.add_flag("--unresolved", unresolved_,
               "Show entities as documents name them; without it, those that are one under several "
               "names are joined (`entente resolve suggest --joined` says which, and why, "
               "`entente resolve list` what users have decided)");
  app.add_option("--known-by", known_by_,
                 "As it was known at the end of this date: only documents dated up to it count, "
                 "those without a date do not. Names, and which entities are one, stay as known "
                 "today")
      ->option_text("DATE");
}

Snapshot GraphView::open() const {
  const auto known_by = date_option("--known-by", known_by_);
  Snapshot snapshot = with_copies(Store::open(folder_).snapshot());
  if (!unresolved_) {
    // Who is one is said by all documents, those after the day too.
    snapshot = resolved(snapshot, [] { return NameWords::load(find_language_folder("")); });
  }
  snapshot = snapshot.with_known_names(known_name);
  return known_by ? snapshot.known_by(days_of(*known_by)->last) : snapshot;
}

}  // namespace entente
