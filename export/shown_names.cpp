#include "export/shown_names.h"

#include "export/alliance_json.h"

namespace entente {
namespace {

constexpr std::size_t most_kept = 50'000;  // of each map: answers have no bounds, memory has

}  // namespace

std::string ShownNames::operator[](std::string_view id) const {
  if (const auto found = shown_.find(id); found != shown_.end()) return found->second;
  return (*this)[actor_entity(snapshot_, std::string(id))];
}

std::string ShownNames::operator[](const Entity& entity) const {
  if (const auto found = shown_.find(entity.id); found != shown_.end()) return found->second;
  if (shown_.size() == most_kept) shown_.clear();
  return shown_.emplace(entity.id, told_apart(entity)).first->second;
}

std::string ShownNames::told_apart(const Entity& entity) const {
  const Bearers& bearers = bearers_of(entity.name);
  std::size_t all = 0;
  for (const auto& [country, count] : bearers) all += count;
  // Who stands for others need not be in the graph himself: then one is another already.
  const std::size_t itself = snapshot_.entity(entity.id) ? 1 : 0;
  if (all == itself) return entity.name;
  if (!entity.country.empty()) {
    const std::string& country = country_called(entity.country);
    const auto of_country = bearers.find(country);
    const bool alone = (of_country == bearers.end() ? 0 : of_country->second) == itself;
    if (alone && country != entity.name) return entity.name + " (" + country + ")";
  }
  return entity.name + " (" + entity.id + ")";
}

const ShownNames::Bearers& ShownNames::bearers_of(const std::string& name) const {
  const std::string key = lookup_key(name);
  if (const auto found = bearers_.find(key); found != bearers_.end()) return found->second;
  Bearers bearers;
  for (const std::string& id : snapshot_.look_up(name)) {
    const auto entity = snapshot_.entity(id);
    if (!entity || lookup_key(entity->name) != key) continue;
    ++bearers[entity->country.empty() ? "" : country_called(entity->country)];
  }
  if (bearers_.size() == most_kept) bearers_.clear();
  return bearers_.emplace(key, std::move(bearers)).first->second;
}

const std::string& ShownNames::country_called(const std::string& code) const {
  const auto found = countries_.find(code);
  if (found != countries_.end()) return found->second;
  return countries_.emplace(code, actor_entity(snapshot_, country_id(code)).name).first->second;
}

}  // namespace entente
