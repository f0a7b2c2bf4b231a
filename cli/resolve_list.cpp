#include <fmt/format.h>
#include <fmt/ranges.h>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/display.h"
#include "cli/help.h"
#include "cli/output.h"
#include "cli/resolve.h"
#include "cli/table.h"
#include "extract/json_text.h"
#include "store/store.h"

namespace entente {
namespace {

struct ListOptions {
  std::string graph;
  bool json = false;
};

std::vector<std::string> missing_of(const Snapshot& snapshot, const Decision& decision) {
  std::vector<std::string> missing;
  for (const std::string& id : decision.entities) {
    if (!snapshot.entity(id)) missing.push_back(id);
  }
  return missing;
}

void print_json(const Snapshot& snapshot, std::ostream& stream) {
  for (const Decision& decision : snapshot.decisions()) {
    stream << nlohmann::ordered_json{{"number", decision.number},
                                     {"decision", name_of(decision.kind)},
                                     {"entities", decision.entities},
                                     {"name", string_or_null(decision.name)},
                                     {"time", decision.time},
                                     {"note", string_or_null(decision.note)},
                                     {"missing", missing_of(snapshot, decision)}}
                  .dump()
           << '\n';
  }
}

void print_table(const Snapshot& snapshot, std::ostream& stream) {
  Table table(stream,
              {{.title = "number", .align = Column::Align::Right, .may_shrink = false},
               {.title = "time", .align = Column::Align::Left, .may_shrink = false},
               {.title = "decision", .align = Column::Align::Left, .may_shrink = true},
               {.title = "note", .align = Column::Align::Left, .may_shrink = true}},
              output_columns());
  for (const Decision& decision : snapshot.decisions()) {
    table.add({std::to_string(decision.number), decision.time, text_of(decision), decision.note});
    const auto missing = missing_of(snapshot, decision);
    if (!missing.empty()) {
      table.add_note(fmt::format("waits: the graph does not have {}", fmt::join(missing, ", ")));
    }
  }
  table.finish();
}

ExitCode run_list(const ListOptions& options) {
  const Snapshot snapshot = Store::open(options.graph).snapshot();
  Output output("-");
  options.json ? print_json(snapshot, output.stream()) : print_table(snapshot, output.stream());
  output.commit();
  return ExitCode::Done;
}

}  // namespace

Command add_list(CLI::App& resolve) {
  const auto options = std::make_shared<ListOptions>();
  CLI::App* app = resolve.add_subcommand("list");
  app->description(
      "List what users have decided.\n"
      "Shows every merge, split and rename that stands, with its number, time (UTC) and note. One "
      "that speaks of entities which no document names, or none any more, waits for them. "
      "`entente resolve suggest` shows what is still to be decided.");
  add_graph_option(*app, options->graph, "The folder of the graph");
  app->add_flag("--json", options->json, "One JSON object a line");
  app->footer(
      help_footer("  entente resolve list --graph graph\n"
                  "  entente resolve list --graph graph --json | jq 'select(.missing != [])'\n"));
  return {app, [options] { return run_list(*options); }};
}

}  // namespace entente
