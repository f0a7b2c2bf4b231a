#include "graph/alliances/alliances.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/alliance_tables.h"
#include "cli/command.h"
#include "cli/display.h"
#include "cli/filter_options.h"
#include "cli/graph_view.h"
#include "cli/help.h"
#include "cli/languages.h"
#include "cli/output.h"
#include "export/alliance_json.h"
#include "extract/error.h"
#include "graph/alliances/windows.h"
#include "store/graph_alliances.h"

namespace entente {
namespace {

struct AlliancesOptions {
  GraphView graph;
  FilterOptions filter;
  std::string actor;
  std::vector<std::string> pair;
  std::string window = "1y";
  std::string half_life = "180d";
  std::string roll_up = "country";
  std::size_t top = 10;
  bool explain = false;
  bool json = false;
};

Length length_option(std::string_view option, const std::string& text) {
  const auto length = length_of(text);
  if (!length)
    throw UsageError(
        fmt::format("{} {}: not a length of time; write 90d, 2w, 6m or 1y", option, text));
  return *length;
}

RollUp roll_up_option(const std::string& name) {
  if (name == "none") return RollUp::None;
  return name == "organization" ? RollUp::Organization : RollUp::Country;
}

// An actor and what was asked for; they differ where the one stands for the other.
struct Asked {
  std::string actor;
  std::string entity;
};

// Of several entities of a name, those that stand for one actor at the end of the time asked for
// are one.
Asked asked_actor(const Snapshot& snapshot, const Actors& actors, const std::string& name,
                  const Filter& filter) {
  const auto ids = snapshot.require(name);
  const int day = filter.until ? days_of(*filter.until)->last : days_of("9999")->last;
  Asked asked{.actor = actors.actor_of(ids.front(), day), .entity = ids.front()};
  for (const std::string& id : ids) {
    if (actors.actor_of(id, day) != asked.actor) {
      throw Error(fmt::format("\"{}\" is more than one actor: {} and {}; give the id of one", name,
                              asked.entity, id));
    }
  }
  return asked;
}

std::string called(const Snapshot& snapshot, const Asked& asked) {
  const std::string name = actor_entity(snapshot, asked.actor).name;
  if (asked.entity == asked.actor) return name;
  return fmt::format("{} (for {})", name, actor_entity(snapshot, asked.entity).name);
}

// Whose alliances are asked for: those of all, of one actor or of a pair.
std::vector<Asked> asked_actors(const AlliancesOptions& options, const Snapshot& snapshot,
                                const Actors& actors, const Filter& filter) {
  std::vector<Asked> asked;
  if (!options.actor.empty()) asked.push_back(asked_actor(snapshot, actors, options.actor, filter));
  for (const std::string& name : options.pair)
    asked.push_back(asked_actor(snapshot, actors, name, filter));
  if (asked.size() == 2 && asked[0].actor == asked[1].actor) {
    throw Error(fmt::format("{} and {} act for one, {}; --roll-up none keeps them apart",
                            asked[0].entity, asked[1].entity, asked[0].actor));
  }
  return asked;
}

// The partners among alliances that stand in their order, and then the opponents from the surest
// on.
void print_both_sides(std::ostream& stream, const AllianceScene& scene,
                      std::span<const Alliance> alliances, std::size_t most) {
  const auto is_partner = [](const Alliance& alliance) { return alliance.score.score > 0; };
  std::vector<Alliance> partners, opponents;
  for (const Alliance& alliance : alliances)
    (is_partner(alliance) ? partners : opponents).push_back(alliance);
  std::ranges::reverse(opponents);
  partners.resize(std::min(most, partners.size()));
  opponents.resize(std::min(most, opponents.size()));
  print_alliances(stream, scene, "Partners", partners);
  print_alliances(stream, scene, "Opponents", opponents);
}

ExitCode run_alliances(const AlliancesOptions& options) {
  if (!options.pair.empty() && !options.actor.empty())
    throw UsageError("give either --actor or --pair");
  const Length window = length_option("--window", options.window);
  const double half_life = days_in(length_option("--half-life", options.half_life));
  const Filter filter = options.filter.filter();
  const Snapshot snapshot = options.graph.open();
  const NameWords words = NameWords::load(find_language_folder(""));
  const Leaders leaders = Leaders::load(find_leaders_folder());
  const Actors actors = actors_of(snapshot, roll_up_option(options.roll_up), leaders, words);
  const std::vector<Asked> asked = asked_actors(options, snapshot, actors, filter);
  const bool is_pair = asked.size() == 2;
  const auto actor =
      asked.empty() ? std::nullopt : std::optional<std::string_view>(asked.front().actor);
  const GraphStories stories = stories_of(snapshot, actors, actor, filter);
  const ScoreTime time{.whole = stories.window,
                       .windows = windows_of(stories.window, window),
                       .half_life = half_life};
  auto alliances = alliances_of(actor, stories.pairs, stories.facts, time);
  if (is_pair) {
    std::erase_if(alliances,
                  [&](const Alliance& alliance) { return alliance.other != asked.back().actor; });
  }
  if (stories.undated > 0) {
    std::cerr << fmt::format("entente: {} facts without a day are left out\n", stories.undated);
  }
  Output output("-");
  std::ostream& stream = output.stream();
  const std::size_t most_stories = options.explain ? options.top : options.json && actor ? 3 : 0;
  const AllianceScene scene{.snapshot = snapshot,
                            .actors = actors,
                            .stories = stories,
                            .explain = options.explain,
                            .most_stories = most_stories};
  if (options.json) {
    for (const Alliance& alliance : alliances) {
      stream << to_json_line(snapshot, alliance, time.whole, scene.views(alliance.score)) << '\n';
    }
  } else if (alliances.empty()) {
    stream << "nothing that is cooperation or conflict is known here\n";
  } else {
    std::vector<std::string> names;
    for (const Asked& each : asked) names.push_back(called(snapshot, each));
    if (names.empty()) names.emplace_back("all actors");
    stream << printable(fmt::format("{}, {}, half-life {}", fmt::join(names, " and "),
                                    days_text(time.whole), options.half_life))
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
  options->graph.add_to(*app);
  app->add_option("--actor", options->actor,
                  "Whose partners and opponents, an id or a name; without it those of all")
      ->option_text("ACTOR");
  app->add_option("--pair", options->pair, "How two stand to each other, window by window")
      ->expected(2)
      ->option_text("ACTOR ACTOR");
  app->add_option("--window", options->window,
                  "Length of the windows for series and trend: 90d, 2w, 6m or 1y (1y)")
      ->option_text("LENGTH");
  app->add_option("--half-life", options->half_life, "After this time a story counts half (180d)")
      ->option_text("LENGTH");
  app->add_option("--roll-up", options->roll_up,
                  "Whom persons, ministries, parties and groups stand for: their country, the "
                  "organization of their "
                  "post, or (none) themselves (country)")
      ->check(CLI::IsMember({"country", "organization", "none"}))
      ->option_text("HOW");
  app->add_option("--top", options->top,
                  "At most this many partners, opponents and, explained, stories (10)")
      ->check(CLI::PositiveNumber)
      ->option_text("N");
  app->add_flag("--explain", options->explain,
                "The stories behind each score, with their parts, sentences and roll-ups");
  app->add_flag("--json", options->json,
                "One JSON object a line for each other actor, all of them");
  options->filter.add_qualities_to(*app);
  app->footer(help_footer(
      "  entente alliances --actor Russia --since 2020 --window 1y --graph graph\n"
      "  entente alliances --pair Russia Turkey --window 6m --half-life 90d --graph graph\n"
      "  entente alliances --actor 'North Korea' --explain --top 3 --graph graph\n"));
  return {app, [options] { return run_alliances(*options); }};
}

}  // namespace entente
