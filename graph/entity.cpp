#include "graph/entity.h"

#include <set>

#include "extract/entity_id.h"
#include "extract/error.h"
#include "graph/counts.h"

namespace entente {
namespace {

template <typename Key, typename Order>
void add_counts(std::map<Key, std::int64_t, Order>& counts,
                const std::map<Key, std::int64_t, Order>& other, std::int64_t factor) {
  for (const auto& [key, count] : other) {
    const auto at = counts.try_emplace(key, 0).first;
    std::int64_t change = 0;
    if (__builtin_mul_overflow(factor, count, &change) ||
        __builtin_add_overflow(at->second, change, &at->second)) {
      throw Error("the number of documents that name an entity is beyond 64 bits");
    }
    if (at->second == 0) counts.erase(at);
  }
}

}  // namespace

void EntityTally::add(const EntityTally& other, std::int64_t factor) {
  add_counts(names, other.names, factor);
  add_counts(types, other.types, factor);
  add_counts(countries, other.countries, factor);
}

EntityTally tally_of(const NamedEntity& entity) {
  EntityTally tally;
  std::set<std::pair<std::string_view, std::string_view>> names;
  std::set<std::pair<std::string_view, EntityType>> types;
  std::set<std::pair<std::string_view, std::string_view>> countries;
  for (const Naming& naming : entity.namings) {
    if (names.emplace(naming.document, naming.name).second) ++tally.names[naming.name];
    if (types.emplace(naming.document, naming.type).second) ++tally.types[naming.type];
    if (!naming.country.empty() && countries.emplace(naming.document, naming.country).second) {
      ++tally.countries[naming.country];
    }
  }
  return tally;
}

std::string lookup_key(std::string_view name) {
  std::string folded = fold_name(name);
  return folded.empty() ? std::string(name) : folded;
}

Entity entity_of(std::string_view id, const EntityTally& tally) {
  if (tally.names.empty()) throw Error("entity \"" + std::string(id) + "\" has no name");
  Entity entity{.id = std::string(id),
                .name = {},
                .type = most_frequent(tally.types, EntityType::Misc),
                .country = most_frequent(tally.countries, std::string()),
                .names = {}};
  std::int64_t most = 0;
  for (const auto& [name, count] : tally.names) {
    entity.names.push_back({name, count});
    if (count > most || (count == most && name.size() > entity.name.size())) {
      most = count;
      entity.name = name;
    }
  }
  return entity;
}

}  // namespace entente
