#include "export/cooperation_json.h"

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "export/actor_json.h"

namespace entente {

using Json = nlohmann::ordered_json;

std::string to_json_line(const Snapshot& snapshot, const PathView& view) {
  Json path{{"from", actor_json(snapshot, view.request.from)},
            {"to", actor_json(snapshot, view.request.to)},
            {"since", view.days ? Json(iso_day(view.days->first)) : Json(nullptr)},
            {"until", view.days ? Json(iso_day(view.days->last)) : Json(nullptr)},
            {"strength", view.path ? Json(rounded(view.path->strength)) : Json(nullptr)},
            {"steps", Json::array()}};
  for (const PathStep& step : view.steps) {
    path["steps"].push_back(
        Json::parse(to_json_line(snapshot, step.alliance, *view.days, step.stories)));
  }
  return path.dump();
}

std::string to_json_line(const Snapshot& snapshot, const BrokerWindow& window) {
  Json brokers = Json::array();
  for (const Broker& broker : window.brokers) {
    Json one = actor_json(snapshot, broker.actor);
    one["betweenness"] = rounded(broker.betweenness);
    one["change"] = rounded_or_null(broker.change);
    one["partners"] = broker.partners;
    brokers.push_back(std::move(one));
  }
  return Json{{"since", iso_day(window.days.first)},
              {"until", iso_day(window.days.last)},
              {"actors", window.actors},
              {"pairs", window.pairs},
              {"error", rounded_or_null(window.error)},
              {"brokers", std::move(brokers)}}
      .dump();
}

std::string to_json_line(const Snapshot& snapshot, const std::string& actor, const DaySpan& days,
                         const Neighbour& neighbour) {
  Json classes = Json::object();
  for (const auto& [relation_class, count] : neighbour.classes) {
    classes[std::string(name_of(relation_class))] = count;
  }
  return Json{{"actor", actor_json(snapshot, actor)},
              {"other", actor_json(snapshot, neighbour.actor)},
              {"since", iso_day(days.first)},
              {"until", iso_day(days.last)},
              {"side", name_of(neighbour.side)},
              {"score", rounded_or_null(neighbour.score)},
              {"facts", neighbour.facts},
              {"documents", neighbour.documents},
              {"classes", std::move(classes)},
              {"first", iso_day(neighbour.days.first)},
              {"last", iso_day(neighbour.days.last)}}
      .dump();
}

std::string_view name_of(Neighbour::Side side) {
  static constexpr std::array<std::string_view, 3> names{"partner", "opponent", "other"};
  return names[static_cast<std::size_t>(side)];
}

}  // namespace entente
