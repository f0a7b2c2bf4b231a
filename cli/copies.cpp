#include <fmt/format.h>
#include <memory>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/display.h"
#include "cli/help.h"
#include "cli/output.h"
#include "cli/table.h"
#include "export/copied_documents.h"
#include "extract/error.h"
#include "store/graph_copies.h"
#include "store/store.h"

namespace entente {
namespace {

struct CopiesOptions {
  std::string graph;
  std::vector<std::string> documents;
  bool json = false;
};

void add(Table& table, const CopiedDocument& copied) {
  const auto add_row = [&](const std::string& shared, const DocumentRecord& record) {
    table.add({shared, record.date, record.id, record.source, record.title});
  };
  add_row("", copied.record);
  for (const CopiedDocument::Copy& copy : copied.copies) {
    add_row(fmt::format("{:.0f} %", 100 * copy.containment), copy.record);
  }
}

ExitCode run_copies(const CopiesOptions& options) {
  const Snapshot snapshot = with_copies(Store::open(options.graph).snapshot());
  for (const std::string& document : options.documents) {
    if (!snapshot.document(document)) {
      throw Error("there is no document '" + document + "' in this graph");
    }
  }
  Output output("-");
  Table table(output.stream(),
              {{.title = "shared", .align = Column::Align::Right, .may_shrink = false},
               {.title = "date", .align = Column::Align::Left, .may_shrink = false},
               {.title = "document", .align = Column::Align::Left, .may_shrink = true},
               {.title = "source", .align = Column::Align::Left, .may_shrink = true},
               {.title = "title", .align = Column::Align::Left, .may_shrink = true}},
              output_columns());
  visit_copied(snapshot, options.documents, [&](const CopiedDocument& copied) {
    if (options.json) {
      output.stream() << to_json_line(copied) << '\n';
    } else {
      add(table, copied);
    }
    return Walk::Continue;
  });
  if (!options.json) table.finish();
  output.commit();
  return ExitCode::Done;
}

}  // namespace

Command add_copies(CLI::App& program) {
  const auto options = std::make_shared<CopiesOptions>();
  CLI::App* app = program.add_subcommand("copies");
  app->description(
      "List the documents that are copies of others.\n"
      "Shows each document that was copied, and under it its copies with how much of the shorter "
      "text stands in the longer, too: an estimate of the share of five words in a row, of the "
      "sentences that facts are stated in. From 70 % on it is a copy. Wherever documents are "
      "counted for a fact, a document and its copies are one; all their evidence and sources are "
      "kept.");
  app->add_option("document", options->documents,
                  "Only what these documents are copies of, or are copied as")
      ->option_text("ID");
  add_graph_option(*app, options->graph, "The folder of the graph");
  app->add_flag("--json", options->json, "One JSON object a line, for each that was copied");
  app->footer(
      help_footer("  entente copies --graph graph\n"
                  "  entente copies es-001 --graph graph\n"
                  "  entente copies --graph graph --json | jq '.copies | length'\n"));
  return {app, [options] { return run_copies(*options); }};
}

}  // namespace entente
