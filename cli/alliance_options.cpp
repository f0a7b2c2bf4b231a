#include "cli/alliance_options.h"

#include <filesystem>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <iostream>

#include "cli/answer_notes.h"
#include "cli/languages.h"
#include "cli/outcome.h"

namespace entente {
namespace {

AllianceTerms terms_option(AllianceWords words, const std::string& window) {
  if (!window.empty()) words.window = window;
  return terms_of(words, "--");
}

// `file`: what --blocs says, or "".
std::optional<Memberships> memberships_option(RollUp roll_up, const std::string& file) {
  if (roll_up == RollUp::Bloc)
    return Memberships::load(file.empty() ? find_blocs_file() : std::filesystem::path(file));
  if (!file.empty()) throw UsageError("--blocs goes with --roll-up bloc");
  return {};
}

// "1 fact", "3 facts"
std::string facts_text(std::size_t count) {
  return fmt::format("{} {}", count, count == 1 ? "fact" : "facts");
}

// What is left out for want of a day, or because it is to come, is said, not passed over.
void note_left_out(std::size_t undated, std::size_t later, const DaySpan& window) {
  if (undated > 0)
    std::cerr << fmt::format("entente: left out: {} without a day\n", facts_text(undated));
  if (later > 0) {
    std::cerr << fmt::format(
        "entente: left out: {} dated after the last report, of {}; --until asks for what is "
        "later\n",
        facts_text(later), iso_day(window.last));
  }
}

}  // namespace

AllianceWords AllianceOptions::words() const {
  AllianceWords words = words_;
  if (words.roll_up.empty()) words.roll_up = default_roll_up_;
  return words;
}

void AllianceOptions::add_to(CLI::App& app, Windows windows) {
  graph_.add_to(app);
  if (windows == Windows::Always && window_.empty()) window_ = "1y";
  if (windows != Windows::Never) {
    app.add_option(
           "--window", window_,
           windows == Windows::Always
               ? fmt::format("Length of the windows for series and trend: 90d, 2w, 6m or 1y ({})",
                             window_)
               : "Window by window, with changes: 90d, 2w, 6m or 1y long")
        ->option_text("LENGTH");
  }
  app.add_option("--half-life", words_.half_life,
                 fmt::format("After this time a story counts half ({})", words_.half_life))
      ->option_text("LENGTH");
  app.add_option("--roll-up", words_.roll_up,
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
  filter_.add_at_to(app);
}

AllianceView::AllianceView(const AllianceOptions& options)
    // Read while the graph is opened: both take tens of milliseconds.
    : AllianceView(options, std::async(std::launch::async,
                                       [] { return Leaders::load(find_leaders_folder()); })) {}

AllianceView::AllianceView(const AllianceOptions& options, std::future<Leaders> leaders)
    : terms_(terms_option(options.words(), options.window_)),
      has_windows_(options.has_windows()),
      filter_(options.filter_.filter()),
      snapshot_(options.graph_.open()),
      names_(snapshot_),
      words_(NameWords::load(find_language_folder(""))),
      leaders_(leaders.get()),
      memberships_(memberships_option(terms_.roll_up, options.blocs_)),
      actors_(actors_of(snapshot_, terms_.roll_up, leaders_, words_,
                        memberships_ ? &*memberships_ : nullptr)) {}

AskedActor AllianceView::find(const std::string& name) const {
  return asked_actor(snapshot_, actors_, filter_, name);
}

std::vector<AskedActor> AllianceView::find_all(const std::string& actor,
                                               std::span<const std::string> pair) const {
  std::vector<AskedActor> asked;
  if (!actor.empty()) asked.push_back(find(actor));
  for (const std::string& name : pair) asked.push_back(find(name));
  if (asked.size() == 2) check_two_actors(asked[0], asked[1], "--");
  return asked;
}

std::string AllianceView::called(const AskedActor& asked) const {
  std::string name = names_[asked.actor];
  if (asked.entity == asked.actor) return name;
  return fmt::format("{} (for {})", name, names_[asked.entity]);
}

std::string AllianceView::called(std::span<const AskedActor> asked) const {
  if (asked.empty()) return "all actors";
  std::vector<std::string> names;
  for (const AskedActor& each : asked) names.push_back(called(each));
  return fmt::format("{}", fmt::join(names, " and "));
}

GraphStories AllianceView::stories(std::optional<std::string_view> actor,
                                   std::optional<std::string_view> other) const {
  GraphStories stories = stories_of(snapshot_, actors_, actor, filter_, other);
  note_left_out(stories.undated, stories.later, stories.window);
  if (stories.pairs.empty()) note_no_stories(snapshot_, filter_);
  return stories;
}

GraphTimeline AllianceView::timeline(std::string_view actor,
                                     std::optional<std::string_view> other) const {
  GraphTimeline timeline = timeline_of(snapshot_, actors_, actor, other, filter_);
  if (timeline.stories.empty()) note_unmet(snapshot_, filter_);
  return timeline;
}

std::vector<Alliance> AllianceView::alliances(std::optional<std::string_view> actor,
                                              const GraphStories& stories,
                                              Intervals intervals) const {
  return alliances_of(actor, stories.pairs, *stories.events, time(stories), intervals);
}

Sides AllianceView::sides(std::optional<std::string_view> actor, const GraphStories& stories,
                          std::size_t most, Intervals intervals) const {
  return sides_of(actor, stories.pairs, *stories.events, time(stories), most, intervals);
}

GraphNeighbours AllianceView::neighbours(const std::string& actor) const {
  GraphNeighbours neighbours = neighbours_of(snapshot_, actors_, actor, filter_, terms_.half_life);
  note_left_out(neighbours.undated, neighbours.later, neighbours.window);
  if (neighbours.neighbours.empty()) note_unmet(snapshot_, filter_);
  return neighbours;
}

ScoreTime AllianceView::time(const GraphStories& stories) const {
  return {
      .whole = stories.window,
      .windows = has_windows_ ? windows_of(stories.window, terms_.window) : std::vector<DaySpan>(),
      .half_life = terms_.half_life};
}

}  // namespace entente
