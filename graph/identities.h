// Which entities of a graph are one, and what users call them: what resolution finds
// (resolve/resolution.h) within what users decide (decisions.h), applied to facts.
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
#include <functional>
#include <map>
#include <optional>
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

  // The names that users have given, by what the entity is called: the id of its group, or its own
  // where it is in none.
  using Names = std::map<std::string, std::string, std::less<>>;

  Identities() = default;

  // Groups in any order. Throws Error for a group of less than two, one whose id is not a member, a
  // member that stands twice, and a name of a member that its group is not called by.
  explicit Identities(std::vector<Group> groups, Names names = {});

  // True where no entities are one.
  bool empty() const { return groups_.empty(); }

  // Sorted by id.
  const std::vector<Group>& groups() const { return groups_; }

  // What the entity is called: `id` itself where it is in no group.
  std::string_view of(std::string_view id) const;

  // All that are one with `id`, itself too where it is in a group; empty where it is in none.
  std::span<const std::string> members_of(std::string_view id) const;

  // What users call the entity; nothing where documents alone name it.
  std::optional<std::string_view> name_of(std::string_view id) const;

  // What entities that users have given this name (compared by lookup_key) are called, sorted.
  std::vector<std::string> named(std::string_view name) const;

  // The same for names that begin with this one.
  std::vector<std::string> named_beginning(std::string_view beginning) const;

  bool operator==(const Identities& other) const {
    return groups_ == other.groups_ && names_ == other.names_;
  }

 private:
  std::vector<Group> groups_;
  TextMap<std::size_t> group_of_;
  Names names_;
};

// The key under which a fact stands once its ends are joined. In symmetric classes the ends may
// have to change places for it.
KeyedEnds joined(const FactKey& key, const Identities& identities);

// The fact with its ends and sources joined.
Fact joined(const Fact& fact, const Identities& identities);

// Joining and merging may be done in either order.
Contribution joined(const Contribution& contribution, const Identities& identities);

}  // namespace entente
