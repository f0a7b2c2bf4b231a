// Entities: who or what the facts are about, put together from the ways documents name them.
//
// How it works:
//   1. A document contributes namings: the names, types and countries it gives an entity. They form
//      a set, so that merging them (merge.h) is a union and no document counts twice.
//   2. A tally counts how many documents use each name, type and country. Tallies of different
//      documents add up, and one can be taken away again.
//   3. An Entity is what the tally says by majority. No step depends on an order.
//
// Plain values; safe to share between threads as long as nobody writes.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extract/triple.h"

namespace entente {

// One way in which one document names an entity.
struct Naming {
  std::string document;
  std::string name;
  EntityType type = EntityType::Misc;
  std::string country;  // ISO 3166-1 alpha-3, or ""
  auto operator<=>(const Naming&) const = default;
};

// All namings of an entity that some documents contribute: sorted, without repetition.
struct NamedEntity {
  std::string id;
  std::vector<Naming> namings;
  auto operator<=>(const NamedEntity&) const = default;
};

// How many documents use each name, type and country of one entity. Counts are signed so that a
// tally can also be a difference; no entry is ever zero.
struct EntityTally {
  std::map<std::string, std::int64_t, std::less<>> names;
  std::map<EntityType, std::int64_t> types;
  std::map<std::string, std::int64_t, std::less<>> countries;  // without ""

  // Adds `factor` (1 or -1) times the counts of `other`; throws Error for a sum beyond 64 bits.
  void add(const EntityTally& other, std::int64_t factor = 1);

  // True where no document names the entity, or where a difference is none.
  bool empty() const { return names.empty() && types.empty() && countries.empty(); }

  bool operator==(const EntityTally&) const = default;
};

EntityTally tally_of(const NamedEntity& entity);

struct Entity {
  struct Name {
    std::string name;
    std::int64_t documents = 0;  // that use it
    bool operator==(const Name&) const = default;
  };

  std::string id;
  // Canonical: that of most documents; of equals the longest, then the least. Where a graph is
  // shown joined, that which a user has given (decisions.h) goes before.
  std::string name;
  EntityType type = EntityType::Misc;  // that of most documents; of equals the first of the enum
  std::string country;                 // that of most documents which give one; of equals the least
  std::vector<Name> names;             // every name, sorted by its bytes
  bool operator==(const Entity&) const = default;
};

// How names are looked up: folded (fold_name), or as it is where folding leaves nothing ("!!!").
std::string lookup_key(std::string_view name);

// What `tally` says by majority. Throws Error where it holds no name.
Entity entity_of(std::string_view id, const EntityTally& tally);

}  // namespace entente
