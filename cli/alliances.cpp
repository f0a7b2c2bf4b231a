#include <fmt/format.h>
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
#include "cli/picture_options.h"
#include "export/alliance_json.h"
#include "graph/alliances/change_points.h"
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
  PictureOptions pictures;
};

void print_title(std::ostream& stream, const AlliancesOptions& options, const GraphStories& stories,
                 std::string_view called) {
  stream << printable(fmt::format("{}, {}, half-life {}", called, days_text(stories.window),
                                  options.weighed.half_life_text()))
         << '\n';
}

void print_nothing(std::ostream& stream) {
  stream << "nothing that is cooperation or conflict is known here\n";
}

void write_pictures(const AlliancesOptions& options, const AllianceView& view,
                    const GraphStories& stories, const std::string& called,
                    std::span<const AllianceGroup> groups, std::size_t left_out) {
  options.pictures.write({.title = called,
                          .window = options.weighed.window_text(),
                          .half_life = options.weighed.half_life_text()},
                         AlliancesView{.snapshot = view.snapshot(),
                                       .days = stories.window,
                                       .groups = groups,
                                       .of_one = !options.actor.empty(),
                                       .left_out = left_out});
}

// How two stand to each other; `stories` are theirs alone.
void answer_pair(std::ostream& stream, const AlliancesOptions& options, const AllianceView& view,
                 const AllianceScene& scene, std::string_view actor, const std::string& called) {
  const GraphStories& stories = scene.stories;
  const auto alliances = view.alliances(actor, stories);
  const std::vector<AllianceGroup> groups{{.name = "Pair", .alliances = alliances}};
  write_pictures(options, view, stories, called, groups, 0);
  if (alliances.empty()) {
    if (!options.json) print_nothing(stream);
    return;
  }
  const Alliance& alliance = alliances.front();
  const auto changes = change_points_of(stories.pairs.front().stories);
  if (options.json) {
    stream << to_json_line(view.snapshot(), alliance, stories.window, scene.views(alliance.score),
                           scene.views(changes))
           << '\n';
    return;
  }
  print_title(stream, options, stories, called);
  stream << '\n';
  print_series(stream, scene, alliance);
  print_changes(stream, scene, changes);
}

// Who stands with the actor, or of all, and who against.
void answer_all(std::ostream& stream, const AlliancesOptions& options, const AllianceView& view,
                const AllianceScene& scene, std::optional<std::string_view> actor,
                const std::string& called) {
  const GraphStories& stories = scene.stories;
  if (!options.json || options.pictures.are_wanted()) {
    // Only pictures show intervals of windows.
    const Intervals intervals =
        options.pictures.are_wanted() ? Intervals::Find : Intervals::FindOfWhole;
    const Sides sides = view.sides(actor, stories, options.top, intervals);
    const std::vector<AllianceGroup> groups{{.name = "Partners", .alliances = sides.partners},
                                            {.name = "Opponents", .alliances = sides.opponents}};
    write_pictures(options, view, stories, called, groups, sides.left_out);
    if (!options.json && stories.pairs.empty()) {
      print_nothing(stream);
    } else if (!options.json) {
      print_title(stream, options, stories, called);
      print_alliances(stream, scene, "Partners", sides.partners);
      print_alliances(stream, scene, "Opponents", sides.opponents);
      if (sides.partners.empty() && sides.opponents.empty())
        stream << "\nnobody is partner or opponent: all scores round to 0.00\n";
    }
  }
  if (!options.json) return;
  for (const Alliance& alliance : view.alliances(actor, stories)) {
    stream << to_json_line(view.snapshot(), alliance, stories.window, scene.views(alliance.score))
           << '\n';
  }
}

ExitCode run_alliances(const AlliancesOptions& options) {
  if (!options.pair.empty() && !options.actor.empty())
    throw UsageError("give either --actor or --pair");
  const AllianceView view(options.weighed);
  const auto asked = view.find_all(options.actor, options.pair);
  const bool is_pair = asked.size() == 2;
  const auto actor =
      asked.empty() ? std::nullopt : std::optional<std::string_view>(asked.front().actor);
  const auto other = is_pair ? std::optional<std::string_view>(asked.back().actor) : std::nullopt;
  const GraphStories stories = view.stories(actor, other);
  const AllianceScene scene{.snapshot = view.snapshot(),
                            .actors = view.actors(),
                            .names = view.names(),
                            .stories = stories,
                            .explain = options.explain,
                            .most_stories = options.explain ? options.top
                                            : options.json  ? 3
                                                            : 0};
  const std::string called = view.called(asked);
  Output output("-");
  if (is_pair) {
    answer_pair(output.stream(), options, view, scene, *actor, called);
  } else {
    answer_all(output.stream(), options, view, scene, actor, called);
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
      "often it is told: facts of one class about the two within three days are one story, on "
      "the day of the surest, so that a window of a day or two may have none while fighting goes "
      "on. Of requests demands alone are conflict, all others neither. The score goes from -1, "
      "enemies, to 1, allies; near 0 little is known, or "
      "both sides weigh as "
      "much. Nine of ten scores would lie in the interval were the documents drawn anew. The trend "
      "is how much the "
      "score rises from window to window, where three of them have stories. Partners and opponents "
      "are in the order of the end of their interval that is nearer to 0, the surest first; those "
      "whose score rounds to 0.00 are neither. Changes of a pair are days from which on stories "
      "weigh "
      "more, or less, than before (PELT on ranks); p is how likely as clear a change is by "
      "chance. Without --since and --until time runs from the first day of a fact to the last "
      "report, of what is asked for: the two, the actor or all. What lasts counts in each window "
      "that it has a day in; a story told on both sides of a window's edge, once.");
  app->add_option("--actor", options->actor,
                  "Whose partners and opponents, an id or a name; without it those of all")
      ->option_text("ACTOR");
  app->add_option("--pair", options->pair,
                  "How two stand to each other, window by window, and when that changed")
      ->expected(2)
      ->option_text("ACTOR ACTOR");
  app->add_option("--top", options->top,
                  "At most this many partners, opponents and, explained, stories (10)")
      ->check(from_one_up())
      ->option_text("N");
  app->add_flag("--explain", options->explain,
                "The stories behind each score, with their parts, sentences and roll-ups");
  app->add_flag(
      "--json", options->json,
      "One JSON object a line for each pair, all of them, with the three stories (--explain: "
      "--top) that count most");
  options->pictures.add_to(*app, "a heat map over time");
  options->weighed.add_to(*app);
  app->footer(help_footer(
      "  entente alliances --actor Russia --since 2020 --window 1y --graph graph\n"
      "  entente alliances --pair Russia Turkey --window 6m --half-life 90d --graph graph\n"
      "  entente alliances --actor Iran --window 1m --html iran.html --graph graph\n"
      "  entente alliances --actor 'North Korea' --explain --top 3 --graph graph\n"));
  return {app, [options] { return run_alliances(*options); }};
}

}  // namespace entente
