#include "export/alignment_json.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "export/alliance_json.h"
#include "extract/date.h"

namespace entente {
namespace {

using Json = nlohmann::ordered_json;

double rounded(double value) { return std::round(value * 1e6) / 1e6; }  // as confidences are

Json or_null(const std::optional<double>& value) {
  return value ? Json(rounded(*value)) : Json(nullptr);
}

Json reference_to(const Snapshot& snapshot, const std::string& actor) {
  const Entity entity = actor_entity(snapshot, actor);
  return {{"id", entity.id}, {"name", entity.name}, {"type", name_of(entity.type)}};
}

}  // namespace

std::string to_json_line(const Snapshot& snapshot, const AlignmentView& view,
                         std::span<const WindowAlignment> windows) {
  Json series = Json::array();
  for (const WindowAlignment& window : windows) {
    series.push_back({{"since", iso_day(window.days.first)},
                      {"until", iso_day(window.days.last)},
                      {"alignment", or_null(window.alignment)}});
  }
  Json parts = Json::array();
  for (const Alignment::Part& part : view.parts) {
    parts.push_back({{"partner", reference_to(snapshot, std::string(part.partner))},
                     {"part", rounded(part.part)},
                     {"with_actor", rounded(part.with_actor)},
                     {"with_other", rounded(part.with_other)}});
  }
  return Json{{"actor", reference_to(snapshot, view.actor)},
              {"other", reference_to(snapshot, view.other)},
              {"since", iso_day(view.days.first)},
              {"until", iso_day(view.days.last)},
              {"alignment", or_null(view.alignment)},
              {"windows", std::move(series)},
              {"parts", std::move(parts)}}
      .dump();
}

}  // namespace entente
