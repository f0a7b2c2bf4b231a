#include "store/entities_called.h"

#include <algorithm>

namespace entente {
namespace {

bool is_place(EntityType type) {
  return type == EntityType::GeoPolitical || type == EntityType::Location;
}

bool may_be(const Entity& entity, const NameWords::Known& known) {
  const bool same_kind = entity.type == known.type || entity.type == EntityType::Misc ||
                         (is_place(entity.type) && is_place(known.type));
  const bool same_country =
      entity.country.empty() || known.country.empty() || entity.country == known.country;
  return same_kind && same_country;
}

}  // namespace

std::vector<std::string> entities_called(const Snapshot& snapshot, const NameWords::Known& known) {
  if (const auto entity = snapshot.entity(known.id)) return {entity->id};
  std::vector<std::string> ids;
  for (const std::string& name : known.names) {
    for (std::string& id : snapshot.look_up(name)) {
      const auto entity = snapshot.entity(id);
      if (entity && may_be(*entity, known)) ids.push_back(std::move(id));
    }
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

}  // namespace entente
