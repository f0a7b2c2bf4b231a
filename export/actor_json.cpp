#include "export/actor_json.h"

#include <cmath>

#include "export/alliance_json.h"

namespace entente {

double rounded(double value) {
  constexpr double steps = 1e6;
  return std::round(value * steps) / steps;
}

nlohmann::ordered_json rounded_or_null(const std::optional<double>& value) {
  if (!value) return nullptr;
  return rounded(*value);
}

nlohmann::ordered_json actor_json(const Snapshot& snapshot, const std::string& actor) {
  const Entity entity = actor_entity(snapshot, actor);
  return {{"id", entity.id}, {"name", entity.name}, {"type", name_of(entity.type)}};
}

}  // namespace entente
