#include <fmt/format.h>
#include <fmt/ranges.h>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/alliance_options.h"
#include "cli/alliance_tables.h"
#include "cli/command.h"
#include "cli/display.h"
#include "cli/help.h"
#include "cli/output.h"
#include "export/cooperation_json.h"
#include "extract/error.h"
#include "graph/alliances/paths.h"
#include "graph/alliances/score.h"
#include "store/path_request.h"

namespace entente {
namespace {

struct PathOptions {
  AllianceOptions weighed;
  std::string from;
  std::string to;
  std::vector<std::string> avoid;
  std::optional<std::size_t> max_steps;
  double min_score = least_shown_score;
  std::size_t top = 3;
  bool json = false;
};

// "Russia – China – Iran, strength 0.41"
std::string path_text(const ShownNames& names, const CooperativePath& path) {
  std::vector<std::string> actors;
  for (const std::string& actor : path.actors) actors.push_back(names[actor]);
  return printable(fmt::format("{}, strength {:.2g}", fmt::join(actors, " – "), path.strength));
}

ExitCode run_path(const PathOptions& options) {
  const AllianceView view(options.weighed);
  const AskedActor from = view.find(options.from);
  const AskedActor to = view.find(options.to);
  std::vector<AskedActor> avoid;
  for (const std::string& name : options.avoid) avoid.push_back(view.find(name));
  PathRequest request = path_request(from, to, avoid, "--");
  if (options.max_steps) request.max_steps = *options.max_steps;
  const GraphStories stories = view.stories({});
  const ScoreTime time = view.time(stories);
  const auto path = strongest_path(
      cooperation_in(stories.pairs, time.whole, time.half_life, options.min_score), request);
  const auto steps =
      path ? steps_of(*path, stories.pairs, *stories.events, time) : std::vector<Alliance>();
  const AllianceScene scene{.snapshot = view.snapshot(),
                            .actors = view.actors(),
                            .names = view.names(),
                            .stories = stories,
                            .explain = true,
                            .most_stories = options.top};
  Output output("-");
  std::ostream& stream = output.stream();
  if (options.json) {
    PathView shown{.request = request, .days = {}, .path = path, .steps = {}};
    if (!stories.pairs.empty()) shown.days = time.whole;
    for (const Alliance& step : steps) shown.steps.push_back({step, scene.views(step.score)});
    stream << to_json_line(view.snapshot(), shown) << '\n';
  } else if (!path) {
    stream << printable(fmt::format("no path of cooperation that is asked for leads from {} to {}",
                                    view.called(from), view.called(to)))
           << '\n';
  } else {
    stream << printable(fmt::format("{} to {}, {}, half-life {}", view.called(from),
                                    view.called(to), days_text(time.whole),
                                    options.weighed.half_life_text()))
           << '\n';
    print_alliances(stream, scene, path_text(view.names(), *path), steps);
  }
  output.commit();
  return ExitCode::Done;
}

}  // namespace

Command add_path(CLI::App& program) {
  const auto options = std::make_shared<PathOptions>();
  CLI::App* app = program.add_subcommand("path");
  app->description(
      "Show over whom two actors reach each other.\n"
      "Finds the strongest path of cooperation between two: over pairs whose score (see `entente "
      "alliances`) is above 0, that with the greatest product of scores, its strength. Under each "
      "step stand the stories behind its score, with their sentences. Without --since and --until "
      "time runs from the first day of any fact to the last report.");
  app->add_option("from", options->from, "Where it begins, an id or a name")
      ->required()
      ->option_text("ACTOR (required)");
  app->add_option("to", options->to, "Where it ends, an id or a name")
      ->required()
      ->option_text("ACTOR (required)");
  app->add_option("--avoid", options->avoid, "Not over this actor; may be given several times")
      ->expected(1)
      ->take_all()
      ->option_text("ACTOR");
  app->add_option("--max-steps", options->max_steps, "In at most so many steps")
      ->check(from_one_up())
      ->option_text("N");
  app->add_option(
         "--min-score", options->min_score,
         fmt::format("Only over pairs with at least this score ({}: what rounds to 0.00 is no "
                     "cooperation; 0: all above it)",
                     least_shown_score))
      ->check(CLI::Range(0.0, 1.0))
      ->option_text("S");
  app->add_option("--top", options->top, "At most this many stories of each step (3)")
      ->check(from_one_up())
      ->option_text("N");
  app->add_flag("--json", options->json, "One JSON object, also where there is no path");
  options->weighed.add_to(*app, AllianceOptions::Windows::Never);
  app->footer(help_footer(
      "  entente path Russia Iran --at 2023-07 --graph graph\n"
      "  entente path Cuba 'United States' --avoid Mexico --max-steps 3 --graph graph\n"
      "  entente path Russia Turkey --at 2016 --known-by 2016-12-31 --json --graph graph\n"));
  return {app, [options] { return run_path(*options); }};
}

}  // namespace entente
