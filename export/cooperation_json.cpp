#include "export/cooperation_json.h"

#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

namespace entente {
namespace {

using Json = nlohmann::ordered_json;

constexpr double steps = 1e6;  // as confidences have

Json rounded(double value) { return std::round(value * steps) / steps; }

Json rounded(const std::optional<double>& value) { return value ? rounded(*value) : Json(nullptr); }

Json reference_to(const Snapshot& snapshot, const std::string& actor) {
  const Entity entity = actor_entity(snapshot, actor);
  return {{"id", entity.id}, {"name", entity.name}, {"type", name_of(entity.type)}};
}

}  // namespace

std::string to_json_line(const Snapshot& snapshot, const PathView& view) {
  Json path{{"from", reference_to(snapshot, view.request.from)},
            {"to", reference_to(snapshot, view.request.to)},
            {"since", view.days ? Json(iso_day(view.days->first)) : Json(nullptr)},
            {"until", view.days ? Json(iso_day(view.days->last)) : Json(nullptr)},
            {"strength", view.path ? rounded(view.path->strength) : Json(nullptr)},
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
    Json one = reference_to(snapshot, broker.actor);
    one["betweenness"] = rounded(broker.betweenness);
    one["change"] = rounded(broker.change);
    one["partners"] = broker.partners;
    brokers.push_back(std::move(one));
  }
  return Json{{"since", iso_day(window.days.first)},
              {"until", iso_day(window.days.last)},
              {"actors", window.brokers.size()},
              {"pairs", window.pairs},
              {"brokers", std::move(brokers)}}
      .dump();
}

std::string to_json_line(const Snapshot& snapshot, const std::string& actor, const DaySpan& days,
                         const Neighbour& neighbour) {
  Json classes = Json::object();
  for (const auto& [relation_class, count] : neighbour.classes) {
    classes[std::string(name_of(relation_class))] = count;
  }
  return Json{{"actor", reference_to(snapshot, actor)},
              {"other", reference_to(snapshot, neighbour.actor)},
              {"since", iso_day(days.first)},
              {"until", iso_day(days.last)},
              {"side", name_of(neighbour.side)},
              {"score", rounded(neighbour.score)},
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
