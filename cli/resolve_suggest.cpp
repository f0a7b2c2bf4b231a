#include <cmath>
#include <fmt/format.h>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/display.h"
#include "cli/help.h"
#include "cli/languages.h"
#include "cli/output.h"
#include "cli/resolve.h"
#include "cli/table.h"
#include "extract/error.h"
#include "store/graph_resolution.h"

namespace entente {
namespace {

struct SuggestOptions {
  std::string graph;
  bool joined = false;
  bool json = false;
  double min_score = 0.5;
};

constexpr double score_steps = 1e6;

Entity entity_of(const Snapshot& snapshot, const std::string& id) {
  auto entity = snapshot.entity(id);
  if (!entity) throw Error(fmt::format("the graph is damaged: the entity {} is missing", id));
  return *std::move(entity);
}

void print_json(const Snapshot& snapshot, const Likeness& likeness, std::ostream& stream) {
  const auto reference = [&](const std::string& id) {
    return nlohmann::ordered_json{{"id", id}, {"name", entity_of(snapshot, id).name}};
  };
  stream << nlohmann::ordered_json{{"left", reference(likeness.left)},
                                   {"right", reference(likeness.right)},
                                   {"score",
                                    std::round(likeness.score * score_steps) / score_steps},
                                   {"reason", likeness.reason}}
                .dump()
         << '\n';
}

ExitCode run_suggest(const SuggestOptions& options) {
  const Snapshot snapshot = Store::open(options.graph).snapshot();
  const Resolution resolution = resolution_of(snapshot, NameWords::load(find_language_folder("")));
  Output output("-");
  Table table(output.stream(),
              {{.title = "score", .align = Column::Align::Right, .may_shrink = false},
               {.title = "entity", .align = Column::Align::Left, .may_shrink = false},
               {.title = "other entity", .align = Column::Align::Left, .may_shrink = false},
               {.title = "reason", .align = Column::Align::Left, .may_shrink = true}},
              output_columns());
  for (const Likeness& likeness : options.joined ? resolution.joined : resolution.possible) {
    if (likeness.score < options.min_score) break;
    if (options.json) {
      print_json(snapshot, likeness, output.stream());
    } else {
      table.add(
          {fmt::format("{:.2f}", likeness.score), likeness.left, likeness.right, likeness.reason});
    }
  }
  if (!options.json) table.finish();
  output.commit();
  return ExitCode::Done;
}

}  // namespace

Command add_suggest(CLI::App& resolve) {
  const auto options = std::make_shared<SuggestOptions>();
  CLI::App* app = resolve.add_subcommand("suggest");
  app->description(
      "List entities that may be one.\n"
      "Shows pairs of entities that look like one but are not joined, the likeliest first: with a "
      "score, and what speaks for and against it. `entente resolve merge` and `entente resolve "
      "split` decide them; what is decided is not shown any more.");
  add_graph_option(*app, options->graph, "The folder of the graph");
  app->add_flag("--joined", options->joined,
                "Those that are joined for their names instead, and why; what users have joined is "
                "in `entente resolve list`");
  app->add_option("--min-score", options->min_score, "At least this likely, from 0 to 1")
      ->check(CLI::Range(0.0, 1.0))
      ->option_text("P");
  app->add_flag("--json", options->json, "One JSON object a line");
  app->footer(
      help_footer("  entente resolve suggest --graph graph\n"
                  "  entente resolve suggest --graph graph --joined --json | jq .reason\n"));
  return {app, [options] { return run_suggest(*options); }};
}

}  // namespace entente
