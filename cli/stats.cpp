#include <fmt/format.h>
#include <memory>
#include <string>

#include "cli/command.h"
#include "cli/display.h"
#include "cli/graph_view.h"
#include "cli/help.h"
#include "cli/output.h"
#include "cli/table.h"
#include "export/statistics_json.h"
#include "store/snapshot.h"

namespace entente {
namespace {

struct StatsOptions {
  GraphView graph;
  bool json = false;
};

void print_table(const StoreStatistics& statistics, std::ostream& stream) {
  Table table(stream,
              {{.title = "what", .align = Column::Align::Left, .may_shrink = false},
               {.title = "how many", .align = Column::Align::Right, .may_shrink = false}},
              output_columns());
  table.add({"documents", std::to_string(statistics.documents)});
  if (statistics.copies > 0) table.add({"copies among them", std::to_string(statistics.copies)});
  table.add({"entities", std::to_string(statistics.entities)});
  table.add({"facts", std::to_string(statistics.facts)});
  table.add({"mentions of facts", std::to_string(statistics.mentions)});
  for (std::size_t i = 0; i < relation_class_count; ++i) {
    const std::size_t count = statistics.facts_by_class[i];
    if (count == 0) continue;
    table.add({fmt::format("facts of class {}", name_of(static_cast<RelationClass>(i))),
               std::to_string(count)});
  }
  table.finish();
  const auto span = [&](std::string_view what, const std::string& first, const std::string& last) {
    if (!first.empty()) stream << fmt::format("{} from {} to {}\n", what, first, last);
  };
  span("dates of facts", statistics.first_date, statistics.last_date);
  span("dates of documents", statistics.first_observed, statistics.last_observed);
}

ExitCode run_stats(const StatsOptions& options) {
  const StoreStatistics statistics = options.graph.open().statistics();
  Output output("-");
  if (options.json) {
    output.stream() << to_json_line(statistics) << '\n';
  } else {
    print_table(statistics, output.stream());
  }
  output.commit();
  return ExitCode::Done;
}

}  // namespace

Command add_stats(CLI::App& program) {
  const auto options = std::make_shared<StatsOptions>();
  CLI::App* app = program.add_subcommand("stats");
  app->description(
      "Count what a graph holds.\n"
      "Tells the numbers of documents, entities and facts, of the facts by class, and which "
      "time they span. Reads the whole graph.");
  options->graph.add_to(*app);
  app->add_flag("--json", options->json, "One JSON object");
  app->footer(
      help_footer("  entente stats --graph graph\n"
                  "  entente stats --graph graph --json | jq .facts\n"));
  return {app, [options] { return run_stats(*options); }};
}

}  // namespace entente
