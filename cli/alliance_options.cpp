#include "cli/alliance_options.h"

#include <filesystem>
#include <fmt/format.h>
#include <fmt/ranges.h>
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
  if (name == "bloc") return RollUp::Bloc;
  return name == "organization" ? RollUp::Organization : RollUp::Country;
}

// `file`: what --blocs says, or "".
std::optional<Memberships> memberships_option(const std::string& roll_up, const std::string& file) {
  if (roll_up == "bloc")
    return Memberships::load(file.empty() ? find_blocs_file() : std::filesystem::path(file));
  if (!file.empty()) throw UsageError("--blocs goes with --roll-up bloc");
  return {};
}

}  // namespace

void AllianceOptions::add_to(CLI::App& app) {
  graph_.add_to(app);
  app.add_option("--window", window_,
                 "Length of the windows for series and trend: 90d, 2w, 6m or 1y (1y)")
      ->option_text("LENGTH");
  app.add_option("--half-life", half_life_,
                 fmt::format("After this time a story counts half ({})", half_life_))
      ->option_text("LENGTH");
  app.add_option("--roll-up", roll_up_,
                 "Whom persons, ministries, parties and groups stand for: their country, the "
                 "organization of their "
                 "post, the bloc of their country, or (none) themselves (country)")
      ->check(CLI::IsMember({"bloc", "country", "organization", "none"}))
      ->option_text("HOW");
  app.add_option(
         "--blocs", blocs_,
         "Lines of bloc, country (ISO 3166-1 alpha-3), first and last day with tabs between; "
         "of several blocs of a country the first one in the file counts (alliances and "
         "unions since 1945)")
      ->option_text("FILE");
  filter_.add_qualities_to(app);
}

AllianceView::AllianceView(const AllianceOptions& options)
    : window_(length_option("--window", options.window_)),
      half_life_(days_in(length_option("--half-life", options.half_life_))),
      filter_(options.filter_.filter()),
      snapshot_(options.graph_.open()),
      words_(NameWords::load(find_language_folder(""))),
      leaders_(Leaders::load(find_leaders_folder())),
      memberships_(memberships_option(options.roll_up_, options.blocs_)),
      actors_(actors_of(snapshot_, roll_up_option(options.roll_up_), leaders_, words_,
                        memberships_ ? &*memberships_ : nullptr)) {}

AllianceView::Asked AllianceView::find(const std::string& name) const {
  if (const auto bloc = memberships_ ? memberships_->find(name) : std::nullopt) {
    return {.actor = memberships_->id_of(*bloc), .entity = memberships_->id_of(*bloc)};
  }
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

std::vector<AllianceView::Asked> AllianceView::find_all(const std::string& actor,
                                                        std::span<const std::string> pair) const {
  std::vector<Asked> asked;
  if (!actor.empty()) asked.push_back(find(actor));
  for (const std::string& name : pair) asked.push_back(find(name));
  if (asked.size() == 2 && asked[0].actor == asked[1].actor) {
    throw Error(fmt::format("{} and {} act for one, {}; --roll-up none keeps them apart",
                            asked[0].entity, asked[1].entity, asked[0].actor));
  }
  return asked;
}

std::string AllianceView::called(std::span<const Asked> asked) const {
  if (asked.empty()) return "all actors";
  std::vector<std::string> names;
  for (const Asked& each : asked) {
    std::string name = actor_entity(snapshot_, each.actor).name;
    if (each.entity != each.actor)
      name += fmt::format(" (for {})", actor_entity(snapshot_, each.entity).name);
    names.push_back(std::move(name));
  }
  return fmt::format("{}", fmt::join(names, " and "));
}

GraphStories AllianceView::stories(std::optional<std::string_view> actor) const {
  GraphStories stories = stories_of(snapshot_, actors_, actor, filter_);
  if (stories.undated > 0) {
    std::cerr << fmt::format("entente: {} facts without a day are left out\n", stories.undated);
  }
  return stories;
}

std::vector<Alliance> AllianceView::alliances(std::optional<std::string_view> actor,
                                              const GraphStories& stories,
                                              Intervals intervals) const {
  return alliances_of(
      actor, stories.pairs, stories.facts,
      {.whole = stories.window, .windows = windows(stories.window), .half_life = half_life_},
      intervals);
}

}  // namespace entente
