#include "cli/alliance_options.h"

#include <fmt/format.h>
#include <iostream>

#include "cli/languages.h"
#include "cli/outcome.h"
#include "export/alliance_json.h"

namespace entente {
namespace {

AllianceTerms terms_option(const AllianceWords& words) {
  try {
    return terms_of(words, "--");
  } catch (const WrongQuestion& wrong) {
    throw UsageError(wrong.what());
  }
}

}  // namespace

void AllianceOptions::add_to(CLI::App& app) {
  graph_.add_to(app);
  app.add_option("--window", words_.window,
                 "Length of the windows for series and trend: 90d, 2w, 6m or 1y (1y)")
      ->option_text("LENGTH");
  app.add_option("--half-life", words_.half_life, "After this time a story counts half (180d)")
      ->option_text("LENGTH");
  app.add_option("--roll-up", words_.roll_up,
                 "Whom persons, ministries, parties and groups stand for: their country, the "
                 "organization of their "
                 "post, or (none) themselves (country)")
      ->check(CLI::IsMember({"country", "organization", "none"}))
      ->option_text("HOW");
  filter_.add_qualities_to(app);
}

AllianceView::AllianceView(const AllianceOptions& options)
    : terms_(terms_option(options.words_)),
      filter_(options.filter_.filter()),
      snapshot_(options.graph_.open()),
      words_(NameWords::load(find_language_folder(""))),
      leaders_(Leaders::load(find_leaders_folder())),
      actors_(actors_of(snapshot_, terms_.roll_up, leaders_, words_)) {}

AskedActor AllianceView::find(const std::string& name) const {
  return asked_actor(snapshot_, actors_, filter_, name);
}

std::string AllianceView::called(const AskedActor& asked) const {
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

std::vector<Alliance> AllianceView::alliances(std::optional<std::string_view> actor,
                                              const GraphStories& stories,
                                              Intervals intervals) const {
  return alliances_of(actor, stories.pairs, stories.facts,
                      {.whole = stories.window,
                       .windows = windows_of(stories.window, terms_.window),
                       .half_life = terms_.half_life},
                      intervals);
}

}  // namespace entente
