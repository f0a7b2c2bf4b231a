#include "export/alignment_json.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "export/actor_json.h"
#include "extract/date.h"

namespace entente {

using Json = nlohmann::ordered_json;

std::string to_json_line(const Snapshot& snapshot, const AlignmentView& view,
                         std::span<const WindowAlignment> windows) {
  Json series = Json::array();
  for (const WindowAlignment& window : windows) {
    series.push_back({{"since", iso_day(window.days.first)},
                      {"until", iso_day(window.days.last)},
                      {"alignment", rounded_or_null(window.alignment)}});
  }
  Json parts = Json::array();
  for (const Alignment::Part& part : view.parts) {
    parts.push_back({{"partner", actor_json(snapshot, std::string(part.partner))},
                     {"part", rounded(part.part)},
                     {"with_actor", rounded(part.with_actor)},
                     {"with_other", rounded(part.with_other)}});
  }
  return Json{{"actor", actor_json(snapshot, view.actor)},
              {"other", actor_json(snapshot, view.other)},
              {"since", iso_day(view.days.first)},
              {"until", iso_day(view.days.last)},
              {"alignment", rounded_or_null(view.alignment)},
              {"windows", std::move(series)},
              {"parts", std::move(parts)}}
      .dump();
}

}  // namespace entente
