#include "export/alliance_json.h"

#include <algorithm>
#include <array>
#include <limits>
#include <nlohmann/json.hpp>
#include <unicode/locid.h>
#include <unicode/unistr.h>
#include <utility>

#include "export/actor_json.h"
#include "export/fact_json.h"
#include "extract/error.h"
#include "extract/json_text.h"
#include "graph/alliances/memberships.h"

namespace entente {
namespace {

using Json = nlohmann::ordered_json;

Json interval_of(const AllianceScore& score) {
  return Json::array({rounded(score.low), rounded(score.high)});
}

Json to_json(const WindowScore& window) {
  const bool any = !window.score.parts.empty();
  return {{"since", iso_day(window.days.first)},
          {"until", iso_day(window.days.last)},
          {"score", any ? Json(rounded(window.score.score)) : Json(nullptr)},
          {"interval", any ? interval_of(window.score) : Json(nullptr)},
          {"cooperation", rounded(window.score.cooperation)},
          {"conflict", rounded(window.score.conflict)},
          {"stories", window.score.parts.size()}};
}

// Nothing where there is no such day, as for a term without a known end.
Json day_or_null(const std::optional<DaySpan>& days, int DaySpan::*end) {
  if (!days || (*days).*end == std::numeric_limits<int>::max()) return nullptr;
  return iso_day((*days).*end);
}

Json to_json(const RollUpStep& step) {
  return {{"from", step.from},
          {"to", step.to},
          {"reason", name_of(step.reason)},
          {"relation", string_or_null(step.relation)},
          {"since", day_or_null(step.days, &DaySpan::first)},
          {"until", day_or_null(step.days, &DaySpan::last)}};
}

// With what it counts as: its part of a score, or its weight.
Json to_json(const Snapshot& snapshot, const StoryView& view, std::string_view counts,
             double amount) {
  Json facts = Json::array();
  for (const Fact& fact : view.facts) facts.push_back(Json::parse(to_json_line(snapshot, fact)));
  Json roll_up = Json::array();
  for (const RollUpStep& step : view.roll_up) roll_up.push_back(to_json(step));
  return {{"day", iso_day(view.story.day)},
          {"class", name_of(view.story.relation_class)},
          {counts, rounded(amount)},
          {"facts", std::move(facts)},
          {"roll_up", std::move(roll_up)}};
}

Json to_json(const Snapshot& snapshot, const ChangeView& view) {
  const ChangePoint& change = view.change;
  Json stories = Json::array();
  for (const StoryView& story : view.stories)
    stories.push_back(to_json(snapshot, story, "weight", story.story.weight));
  return {{"date", iso_day(change.day)},
          {"last_before", iso_day(change.last_before)},
          {"direction", change.better() ? "better" : "worse"},
          {"before", rounded(change.before)},
          {"after", rounded(change.after)},
          {"p", rounded(change.p)},
          {"stories", std::move(stories)}};
}

StoryView view_of(const Snapshot& snapshot, const Actors& actors, const Events& events,
                  const Story& story) {
  StoryView view{.story = story, .part = 0.0, .facts = {}, .roll_up = {}};
  for (const std::size_t n : story.facts)
    view.facts.push_back(told_fact(snapshot, events.key_of(n), Sentences::Load));
  const FactKey& key = view.facts.front().key;
  for (const std::string& end : {key.subject, key.object}) {
    for (RollUpStep& step : actors.steps_of(end, story.day))
      view.roll_up.push_back(std::move(step));
  }
  return view;
}

// The English name of a country by its ISO 3166-1 alpha-3 code; the code itself where there is
// none.
std::string country_name(const std::string& code) {
  for (const char* const* region = icu::Locale::getISOCountries(); *region != nullptr; ++region) {
    const icu::Locale locale("", *region);
    if (code != locale.getISO3Country()) continue;
    icu::UnicodeString name;
    std::string text;
    locale.getDisplayCountry(icu::Locale::getEnglish(), name).toUTF8String(text);
    return text;
  }
  return code;
}

}  // namespace

std::string_view name_of(RollUpStep::Reason reason) {
  static constexpr std::array<std::string_view, 6> names{"name",         "post",    "membership",
                                                         "known leader", "country", "known member"};
  return names[static_cast<std::size_t>(reason)];
}

Fact told_fact(const Snapshot& snapshot, const FactKey& key, Sentences sentences) {
  auto fact = snapshot.fact(key, sentences);
  if (!fact) throw Error("the graph is damaged: the fact " + fact_id(key) + " is missing");
  return *std::move(fact);
}

Entity actor_entity(const Snapshot& snapshot, const std::string& id) {
  if (auto entity = snapshot.entity(id)) return *std::move(entity);
  if (is_country(id)) {
    const std::string code = id.substr(country_id("").size());
    return {.id = id,
            .name = country_name(code),
            .type = EntityType::GeoPolitical,
            .country = code,
            .names = {}};
  }
  if (is_bloc(id)) {
    return {.id = id,
            .name = std::string(bloc_name(id)),
            .type = EntityType::Organization,
            .country = {},
            .names = {}};
  }
  return {.id = id, .name = id, .type = EntityType::GeoPolitical, .country = {}, .names = {}};
}

std::vector<StoryView> story_views(const Snapshot& snapshot, const Actors& actors,
                                   const Events& events, const AllianceScore& score,
                                   std::size_t most) {
  std::vector<StoryView> views;
  for (const StoryPart& part : score.parts) {
    if (views.size() == most) break;
    views.push_back(view_of(snapshot, actors, events, *part.story));
    views.back().part = part.part;
  }
  return views;
}

std::vector<ChangeView> change_views(const Snapshot& snapshot, const Actors& actors,
                                     const Events& events, std::span<const ChangePoint> changes,
                                     std::size_t most) {
  std::vector<ChangeView> views;
  for (const ChangePoint& change : changes) {
    ChangeView& view = views.emplace_back(ChangeView{.change = change, .stories = {}});
    for (std::size_t n = 0; n < std::min(most, change.stories.size()); ++n)
      view.stories.push_back(view_of(snapshot, actors, events, *change.stories[n]));
  }
  return views;
}

std::string to_json_line(const Snapshot& snapshot, const Alliance& alliance, const DaySpan& whole,
                         std::span<const StoryView> views,
                         const std::optional<std::vector<ChangeView>>& changes) {
  Json windows = Json::array();
  for (const WindowScore& window : alliance.windows) windows.push_back(to_json(window));
  Json parts = Json::array();
  for (const StoryView& view : views) parts.push_back(to_json(snapshot, view, "part", view.part));
  Json line{{"actor", actor_json(snapshot, alliance.actor)},
            {"other", actor_json(snapshot, alliance.other)},
            {"since", iso_day(whole.first)},
            {"until", iso_day(whole.last)},
            {"score", rounded(alliance.score.score)},
            {"interval", interval_of(alliance.score)},
            {"cooperation", rounded(alliance.score.cooperation)},
            {"conflict", rounded(alliance.score.conflict)},
            {"trend", rounded_or_null(alliance.trend)},
            {"first", iso_day(alliance.first)},
            {"last", iso_day(alliance.last)},
            {"stories", alliance.score.parts.size()},
            {"windows", std::move(windows)},
            {"parts", std::move(parts)}};
  if (changes) {
    Json array = Json::array();
    for (const ChangeView& change : *changes) array.push_back(to_json(snapshot, change));
    line["changes"] = std::move(array);
  }
  return line.dump();
}

}  // namespace entente
