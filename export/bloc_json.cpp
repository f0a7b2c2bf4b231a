#include "export/bloc_json.h"

#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "export/actor_json.h"
#include "export/alliance_json.h"

namespace entente {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const Snapshot& snapshot, const std::vector<std::string>& ids) {
  Json actors = Json::array();
  for (const std::string& id : ids)
    actors.push_back({{"id", id}, {"name", actor_entity(snapshot, id).name}});
  return actors;
}

Json days_json(const DaySpan& days) {
  return {{"since", iso_day(days.first)}, {"until", iso_day(days.last)}};
}

}  // namespace

std::string to_json_line(const Snapshot& snapshot, const BlocWindow& window) {
  Json blocs = Json::array();
  for (const Bloc& bloc : window.blocs) {
    blocs.push_back({{"number", bloc.number},
                     {"members", to_json(snapshot, bloc.members)},
                     {"before", bloc.before ? days_json(*bloc.before) : Json(nullptr)},
                     {"joined", to_json(snapshot, bloc.joined)},
                     {"left", to_json(snapshot, bloc.left)},
                     {"merged_from", bloc.merged_from},
                     {"split_from", bloc.split_from ? Json(*bloc.split_from) : Json(nullptr)}});
  }
  return Json{{"since", iso_day(window.days.first)},
              {"until", iso_day(window.days.last)},
              {"modularity", rounded(window.modularity)},
              {"triangles", window.triangles},
              {"balanced", window.balanced},
              {"blocs", std::move(blocs)}}
      .dump();
}

}  // namespace entente
