// What actors are called where people read it: in tables and pictures.
//
// How it works: the name is that of actor_entity(). Where others in the graph bear the same name
// (compared by lookup_key), what tells the actor from them stands behind it: "Army (Colombia)",
// where none of them is of that country, else "Congo (country/COG)". It is the whole graph that
// decides, so that an actor is called the same in every answer.
//
// For one thread at a time.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

#include "extract/language/text_map.h"
#include "graph/entity.h"
#include "store/snapshot.h"

namespace entente {

class ShownNames {
 public:
  explicit ShownNames(Snapshot snapshot) : snapshot_(std::move(snapshot)) {}

  // Throws Error where the graph is damaged.
  std::string operator[](std::string_view id) const;
  std::string operator[](const Entity& entity) const;

 private:
  // How many bear a name, by what their countries are called; "" for those that are of none.
  using Bearers = std::map<std::string, std::size_t>;

  const Bearers& bearers_of(const std::string& name) const;
  const std::string& country_called(const std::string& code) const;
  std::string told_apart(const Entity& entity) const;

  const Snapshot snapshot_;
  mutable TextMap<std::string> shown_;  // by id
  mutable TextMap<Bearers> bearers_;    // by name, as lookup_key gives it
  mutable TextMap<std::string> countries_;
};

}  // namespace entente
