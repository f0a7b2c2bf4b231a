#include "export/timeline_json.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "export/actor_json.h"
#include "export/alliance_json.h"
#include "export/fact_json.h"
#include "extract/error.h"

namespace entente {
namespace {

using Json = nlohmann::ordered_json;

Json end_json(const Entity& entity) {
  return {{"id", entity.id}, {"name", entity.name}, {"type", name_of(entity.type)}};
}

Json story_json(const TimelineView& view, const Story& story) {
  Json facts = Json::array();
  for (const Fact& fact : facts_of(view, story))
    facts.push_back(Json::parse(to_json_line(view.snapshot, fact)));
  return {{"day", iso_day(story.day)},
          {"class", name_of(story.relation_class)},
          {"weight", rounded(story.weight)},
          {"facts", std::move(facts)}};
}

Json alliance_json(const TimelineView& view) {
  if (view.alliance == nullptr) return nullptr;
  std::vector<ChangeView> changes;
  for (const ChangePoint& change : view.changes)
    changes.push_back({.change = change, .stories = {}});
  Json alliance = Json::parse(
      to_json_line(view.snapshot, *view.alliance, view.timeline.told.window, {}, changes));
  for (Json& change : alliance["changes"]) change.erase("stories");
  alliance.erase("parts");
  return alliance;
}

}  // namespace

std::vector<Fact> facts_of(const TimelineView& view, const Story& story) {
  std::vector<Fact> facts;
  for (const std::size_t n : story.facts) {
    facts.push_back(told_fact(view.snapshot, view.timeline.facts[n].key, Sentences::Load));
  }
  return facts;
}

std::string to_json_line(const TimelineView& view) {
  const GraphTimeline& timeline = view.timeline;
  const bool any = !timeline.stories.empty();
  Json stories = Json::array();
  for (const Story& story : timeline.stories) stories.push_back(story_json(view, story));
  return Json{{"actor", end_json(actor_entity(view.snapshot, view.actor))},
              {"other", view.other.empty() ? Json(nullptr)
                                           : end_json(actor_entity(view.snapshot, view.other))},
              {"since", any ? Json(iso_day(timeline.told.window.first)) : Json(nullptr)},
              {"until", any ? Json(iso_day(timeline.told.window.last)) : Json(nullptr)},
              {"by_report", timeline.by_report},
              {"undated", timeline.told.undated},
              {"later", timeline.told.later},
              {"alliance", alliance_json(view)},
              {"stories", std::move(stories)}}
      .dump();
}

}  // namespace entente
