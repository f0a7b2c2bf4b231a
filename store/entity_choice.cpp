#include "store/entity_choice.h"

#include <algorithm>

namespace entente {
namespace {

constexpr std::size_t most_told = 5;

}  // namespace

std::string choice_of(const Snapshot& snapshot, std::span<const std::string> ids) {
  std::string choice;
  for (const std::string& id : ids.first(std::min(ids.size(), most_told))) {
    choice += (choice.empty() ? "" : ", ") + id;
    const auto entity = snapshot.entity(id);
    if (!entity) continue;
    choice += " (" + entity->name + ", " + std::string(name_of(entity->type)) +
              (entity->country.empty() ? "" : ", " + entity->country) + ")";
  }
  if (ids.size() > most_told) choice += ", and " + std::to_string(ids.size() - most_told) + " more";
  return choice;
}

}  // namespace entente
