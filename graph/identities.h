// Which entities of a graph are one: what resolution (resolve/resolution.h) finds, applied to
// facts.
//
//   const Identities identities({{"person/sergei-shoigu", {"person/sergei-shoigu",
//                                                          "person/serguei-shoigu"}}});
//   const TemporalGraph graph(joined(contribution, identities));
//
// The store keeps entities as documents name them, and a view of it shows them joined: nothing is
// lost where two turn out not to be one.
//
// Immutable once made: threads may share one.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/language/text_map.h"
#include "graph/entity.h"
#include "graph/fact.h"
#include "graph/merge.h"

namespace entente {

class Identities {
 public:
  struct Group {
    std::string id;                    // what the entity is called from now on: one of its members
    std::vector<std::string> members;  // at least two, sorted
    bool operator==(const Group&) const = default;
  };

  Identities() = default;

  // In any order. Throws Error for a group of less than two, one whose id is not a member, and a
  // member that stands twice.
  explicit Identities(std::vector<Group> groups);

  bool empty() const { return groups_.empty(); }

  // Sorted by id.
  const std::vector<Group>& groups() const { return groups_; }

  // What the entity is called: `id` itself where it is in no group.
  std::string_view of(std::string_view id) const;

  // All that are one with `id`, itself too where it is in a group; empty where it is in none.
  std::span<const std::string> members_of(std::string_view id) const;

  bool operator==(const Identities& other) const { return groups_ == other.groups_; }

 private:
  std::vector<Group> groups_;
  TextMap<std::size_t> group_of_;
};

// The key under which a fact stands once its ends are joined. In symmetric classes the ends may
// have to change places for it.
KeyedEnds joined(const FactKey& key, const Identities& identities);

// The fact with its ends and sources joined.
Fact joined(const Fact& fact, const Identities& identities);

// Joining and merging may be done in either order.
Contribution joined(const Contribution& contribution, const Identities& identities);

}  // namespace entente
