#include "cli/alliance_options.h"

#include <fmt/format.h>
#include <iostream>

#include "cli/languages.h"
#include "cli/outcome.h"
#include "export/alliance_json.h"
#include "extract/error.h"

namespace entente {
namespace {

Length length_option(std::string_view option, const std::string& text) {
  const auto length = length_of(text);
  if (length) return *length;
  throw UsageError(
      fmt::format("{} {}: not a length of time; write 90d, 2w, 6m or 1y", option, text));
}

RollUp roll_up_option(const std::string& name) {
  if (name == "none") return RollUp::None;
  return name == "organization" ? RollUp::Organization : RollUp::Country;
}

}  // namespace

void AllianceOptions::add_to(CLI::App& app) {
  graph_.add_to(app);
  app.add_option(
         "--window", window_,
         fmt::format("Length of the windows for series and trend: 90d, 2w, 6m or 1y ({})", window_))
      ->option_text("LENGTH");
  app.add_option("--half-life", half_life_, "After this time a story counts half (180d)")
      ->option_text("LENGTH");
  app.add_option("--roll-up", roll_up_,
                 "Whom persons, ministries, parties and groups stand for: their country, the "
                 "organization of their "
                 "post, or (none) themselves (country)")
      ->check(CLI::IsMember({"country", "organization", "none"}))
      ->option_text("HOW");
  filter_.add_qualities_to(app);
}

AllianceView::AllianceView(const AllianceOptions& options)
    : window_(length_option("--window", options.window_)),
      half_life_(days_in(length_option("--half-life", options.half_life_))),
      filter_(options.filter_.filter()),
      snapshot_(options.graph_.open()),
      words_(NameWords::load(find_language_folder(""))),
      leaders_(Leaders::load(find_leaders_folder())),
      actors_(actors_of(
          snapshot_,
          roll_up_option(options.roll_up_.empty() ? options.default_roll_up_ : options.roll_up_),
          leaders_, words_)) {}

AllianceView::Asked AllianceView::find(const std::string& name) const {
  const auto ids = snapshot_.require(name);
  const int day = days_of(filter_.until.value_or("9999"))->last;
  Asked asked{.actor = actors_.actor_of(ids.front(), day), .entity = ids.front()};
  for (const std::string& id : ids) {
    if (actors_.actor_of(id, day) == asked.actor) continue;
    throw Error(fmt::format("\"{}\" is more than one actor: {} and {}; give the id of one", name,
                            asked.entity, id));
  }
  return asked;
}

std::string AllianceView::called(const Asked& asked) const {
  std::string name = actor_entity(snapshot_, asked.actor).name;
  if (asked.entity == asked.actor) return name;
  return fmt::format("{} (for {})", name, actor_entity(snapshot_, asked.entity).name);
}

GraphStories AllianceView::stories(std::optional<std::string_view> actor) const {
  GraphStories stories = stories_of(snapshot_, actors_, actor, filter_);
  if (stories.undated > 0) {
    std::cerr << fmt::format("entente: {} facts without a day are left out\n", stories.undated);
  }
  return stories;
}

GraphTimeline AllianceView::timeline(std::string_view actor,
                                     std::optional<std::string_view> other) const {
  return timeline_of(snapshot_, actors_, actor, other, filter_);
}

std::vector<Alliance> AllianceView::alliances(std::optional<std::string_view> actor,
                                              const GraphStories& stories) const {
  return alliances_of(actor, stories.pairs, stories.facts,
                      {.whole = stories.window,
                       .windows = windows_of(stories.window, window_),
                       .half_life = half_life_});
}

}  // namespace entente
