#include <fmt/format.h>
#include <memory>
#include <string>

#include "cli/answer_notes.h"
#include "cli/command.h"
#include "cli/display.h"
#include "cli/fact_table.h"
#include "cli/filter_options.h"
#include "cli/graph_view.h"
#include "cli/help.h"
#include "cli/output.h"
#include "export/fact_json.h"
#include "export/fact_views.h"
#include "store/snapshot.h"

namespace entente {
namespace {

struct FactsOptions {
  GraphView graph;
  bool json = false;
  bool sentences = false;
  FilterOptions filter;
};

ExitCode run_facts(const FactsOptions& options) {
  const Filter filter = options.filter.filter();
  const Snapshot snapshot = options.graph.open();
  note_shared_names(snapshot, filter);
  bool any = false;
  Output output("-");
  if (options.json) {
    visit_facts(snapshot, filter, Sentences::Load, [&](const FactView& view) {
      any = true;
      output.stream() << to_json_line(view) << '\n';
      return Walk::Continue;
    });
  } else {
    const ShownNames names(snapshot);
    FactTable table(output.stream(), names, output_columns(), options.sentences);
    visit_facts(snapshot, filter, options.sentences ? Sentences::Load : Sentences::Skip,
                [&](const FactView& view) {
                  any = true;
                  table.add(view);
                  return Walk::Continue;
                });
    table.finish();
  }
  output.commit();
  if (!any) note_no_facts(snapshot, filter);
  return ExitCode::Done;
}

}  // namespace

Command add_facts(CLI::App& program) {
  const auto options = std::make_shared<FactsOptions>();
  CLI::App* app = program.add_subcommand("facts");
  app->description(
      "Show the facts of a graph.\n"
      "Shows the facts that the options ask for, without any all of them: when, who, what, to "
      "whom, of which class, said in which way, by how many documents, how sure, and who says "
      "so.");
  options->graph.add_to(*app);
  app->add_flag("--sentences", options->sentences,
                "Show under each fact the sentence that best supports it, and its document");
  app->add_flag("--json", options->json, "One JSON object a line, with all the evidence");
  options->filter.add_to(*app);
  app->footer(help_footer(
      "  entente facts --graph graph --about 'North Korea' --since 2023-07\n"
      "  entente facts --graph graph --subject Putin --class CONSULT --class SUPPORT --sentences\n"
      "  entente facts --graph graph --min-support 3 --modality asserted --json | jq .relation\n"));
  return {app, [options] { return run_facts(*options); }};
}

}  // namespace entente
