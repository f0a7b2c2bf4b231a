// What a graph knows of an entity, as far as it tells who that is.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/date.h"
#include "graph/entity.h"
#include "graph/fact.h"
#include "graph/hash.h"

namespace entente {

// A post that the entity holds: "president of" Russia, as documents say it between two days.
struct Post {
  std::string relation;
  std::string of;       // the entity it is held in
  std::string country;  // of that entity, or ""
  std::optional<DaySpan> days;

  auto operator<=>(const Post&) const = default;
};

struct Profile {
  std::string id;
  EntityType type = EntityType::Misc;
  std::string country;              // ISO 3166-1 alpha-3, or ""
  std::vector<Entity::Name> names;  // sorted by name
  std::vector<Post> posts;          // sorted; one for each relation to an entity, all its days
  // Whom facts relate it to, as hash_of their ids: those are others. Sorted, none twice.
  std::vector<std::uint64_t> related;
  bool operator==(const Profile&) const = default;
};

// Brings posts and relations that were put together in any order, some twice, into the form above:
// a post lasts from the first day that any says to the last.
void put_in_order(Profile& profile);

// Collects the profiles of a graph: first all its entities, then its facts, both in any order.
class Profiles {
 public:
  void add(const Entity& entity);

  // Says who is related to whom; of the class ROLE, and asserted, a post besides. Facts of entities
  // that were not added are left out.
  void add(const Fact& fact);

  // Sorted by id. Leaves nothing behind.
  std::vector<Profile> take();

 private:
  Profile* find(std::string_view id);
  void sort();

  std::vector<Profile> profiles_;
  bool sorted_ = true;
};

// How often documents name the entity.
std::int64_t times_named(const Profile& profile);

// One profile of what several say of one entity: their names with their counts added up, all their
// posts and relations, the type and the country that those say which are named most. Its id is that
// of the first. `parts` MUST not be empty.
Profile united(std::span<const Profile* const> parts);

}  // namespace entente
