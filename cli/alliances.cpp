#include <fmt/format.h>
#include <fmt/ranges.h>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/alliance_options.h"
#include "cli/alliance_tables.h"
#include "cli/command.h"
#include "cli/display.h"
#include "cli/help.h"
#include "cli/output.h"
#include "export/alliance_json.h"
#include "graph/alliances/sides.h"

namespace entente {
namespace {

struct AlliancesOptions {
  AllianceOptions weighed;
  std::string actor;
  std::vector<std::string> pair;
  std::size_t top = 10;
  bool explain = false;
  bool json = false;
};

// Whose alliances are asked for: those of all, of one actor or of a pair.
std::vector<AskedActor> asked_actors(const AlliancesOptions& options, const AllianceView& view) {
  std::vector<AskedActor> asked;
  if (!options.actor.empty()) asked.push_back(view.find(options.actor));
  for (const std::string& name : options.pair) asked.push_back(view.find(name));
  if (asked.size() == 2) check_two_actors(asked[0], asked[1], "--");
  return asked;
}

// The partners among alliances that stand in their order, and then the opponents from the surest
// on.
void print_both_sides(std::ostream& stream, const AllianceScene& scene,
                      std::span<const Alliance> alliances, std::size_t most) {
  const Sides sides = sides_of(alliances, most);
  print_alliances(stream, scene, "Partners", sides.partners);
  print_alliances(stream, scene, "Opponents", sides.opponents);
}

ExitCode run_alliances(const AlliancesOptions& options) {
  if (!options.pair.empty() && !options.actor.empty())
    throw UsageError("give either --actor or --pair");
  const AllianceView view(options.weighed);
  const auto asked = asked_actors(options, view);
  const bool is_pair = asked.size() == 2;
  const auto actor =
      asked.empty() ? std::nullopt : std::optional<std::string_view>(asked.front().actor);
  GraphStories stories = view.stories(actor);
  if (is_pair) {
    const std::string& other = asked.back().actor;
    std::erase_if(stories.pairs, [&](const PairStories& pair) {
      return pair.left != other && pair.right != other;
    });
  }
  // Only a pair's table and JSON show intervals of windows.
  const bool shows_windows = is_pair || options.json;
  const auto alliances =
      view.alliances(actor, stories, shows_windows ? Intervals::Find : Intervals::FindOfWhole);
  Output output("-");
  std::ostream& stream = output.stream();
  const std::size_t most_stories = options.explain ? options.top : options.json && actor ? 3 : 0;
  const AllianceScene scene{.snapshot = view.snapshot(),
                            .actors = view.actors(),
                            .stories = stories,
                            .explain = options.explain,
                            .most_stories = most_stories};
  if (options.json) {
    for (const Alliance& alliance : alliances) {
      stream << to_json_line(view.snapshot(), alliance, stories.window, scene.views(alliance.score))
             << '\n';
    }
  } else if (alliances.empty()) {
    stream << "nothing that is cooperation or conflict is known here\n";
  } else {
    std::vector<std::string> names;
    for (const auto& each : asked) names.push_back(view.called(each));
    if (names.empty()) names.emplace_back("all actors");
    stream << printable(fmt::format("{}, {}, half-life {}", fmt::join(names, " and "),
                                    days_text(stories.window), options.weighed.half_life_text()))
           << '\n';
    if (is_pair) {
      stream << '\n';
      print_series(stream, scene, alliances.front());
    } else {
      print_both_sides(stream, scene, alliances, options.top);
    }
  }
  output.commit();
  return ExitCode::Done;
}

}  // namespace

Command add_alliances(CLI::App& program) {
  const auto options = std::make_shared<AlliancesOptions>();
  CLI::App* app = program.add_subcommand("alliances");
  app->description(
      "Show who stands with an actor and who against, over time.\n"
      "Weighs what is reported between actors, cooperation against conflict, recent stories more, "
      "each once however "
      "often it is told. The score goes from -1, enemies, to 1, allies; near 0 little is known, or "
      "both sides weigh as "
      "much. Nine of ten scores would lie in the interval were the documents drawn anew. The trend "
      "is how much the "
      "score rises from window to window.");
  app->add_option("--actor", options->actor,
                  "Whose partners and opponents, an id or a name; without it those of all")
      ->option_text("ACTOR");
  app->add_option("--pair", options->pair, "How two stand to each other, window by window")
      ->expected(2)
      ->option_text("ACTOR ACTOR");
  app->add_option("--top", options->top,
                  "At most this many partners, opponents and, explained, stories (10)")
      ->check(from_one_up())
      ->option_text("N");
  app->add_flag("--explain", options->explain,
                "The stories behind each score, with their parts, sentences and roll-ups");
  app->add_flag("--json", options->json,
                "One JSON object a line for each other actor, all of them");
  options->weighed.add_to(*app);
  app->footer(help_footer(
      "  entente alliances --actor Russia --since 2020 --window 1y --graph graph\n"
      "  entente alliances --pair Russia Turkey --window 6m --half-life 90d --graph graph\n"
      "  entente alliances --actor 'North Korea' --explain --top 3 --graph graph\n"));
  return {app, [options] { return run_alliances(*options); }};
}

}  // namespace entente
