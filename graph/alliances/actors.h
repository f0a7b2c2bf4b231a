// Who acts for whom: persons, ministries, parties and armed groups stand for their country, at a
// date.
//
//   Actors actors(RollUp::Country, leaders, words);
//   … actors.add(entity) for all entities, then actors.add(fact) for all facts …
//   actors.actor_of("person/sergei-shoigu", day);  // "country/RUS"
//
// How it works:
//   1. A name that ends with a country in brackets says it: "Military (Russia)".
//   2. A person acts for whom a fact gives a post in (ROLE), or a membership of (MEMBER), on that
//   day
//      or within a year of it, the nearest first; else for the country that leaders are known to
//      have governed; else for whom the nearest post at any distance says; else for the
//      country that documents give him.
//   3. An organisation or a place belongs to its country; an organisation without one to whom it is
//      a member of, else to the one country that its name speaks of ("Israeli Defense Forces").
//   4. A country acts for the bloc that it belongs to on that day (memberships.h), or that a fact
//   makes it a member of (MEMBER) on that day or within a year of it; of several for the first in
//   the order of blocs. So does an organisation that is called like a bloc.
//   5. What a step leads to is rolled up in turn, as far as is asked for. International
//   organisations
//      and countries stand for themselves.
// Facts without a date count for the days on which documents say so; negated, possible and planned
// ones do not count, and neither do those that are more likely wrong than right.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/date.h"
#include "extract/language/text_map.h"
#include "graph/alliances/leaders.h"
#include "graph/alliances/memberships.h"
#include "graph/entity.h"
#include "graph/fact.h"
#include "graph/resolve/name_words.h"

namespace entente {

// How far entities are rolled up.
enum class RollUp {
  None,          // everyone for himself
  Organization,  // persons to what they have a post in, else to their country
  Country,
  Bloc  // countries, too
};

struct RollUpStep {
  enum class Reason { Name, Post, Membership, KnownLeader, Country, KnownMember };

  std::string from;  // entity ids
  std::string to;
  Reason reason = Reason::Country;
  std::string relation{};         // of the fact, where it is a post or membership
  std::optional<DaySpan> days{};  // of the fact or term
  bool operator==(const RollUpStep&) const = default;
};

class Actors {
 public:
  // Refers to all, which MUST outlive it. Without memberships there are no blocs.
  Actors(RollUp roll_up, const Leaders& leaders, const NameWords& words,
         const Memberships* memberships = nullptr);

  // Entities first, in any order, then facts. A fact of entities that were not added is left out.
  void add(const Entity& entity);
  void add(const Fact& fact);

  // Whom the entity acts for on that day (days since 1970-01-01): itself where nothing says else.
  std::string actor_of(std::string_view entity, int day) const;

  // The same without a copy: it lives as long as `entity` and the Actors do.
  std::string_view find_actor(std::string_view entity, int day) const;

  // Whom the entity acts for on every day alike; nothing where that may depend on the day.
  std::optional<std::string_view> find_steady_actor(std::string_view entity) const;

  // How actor_of comes to that; empty where it is the entity itself.
  std::vector<RollUpStep> steps_of(std::string_view entity, int day) const;

  // The id of the bloc of this name, where countries are rolled up to blocs.
  std::optional<std::string> bloc_called(std::string_view name) const;

  // All entities that act for `actor` on some day, itself among them; sorted.
  std::vector<std::string> who_may_act_for(std::string_view actor) const;

 private:
  struct Tie {
    std::size_t to = 0;
    bool is_post = false;
    std::optional<DaySpan> days;
    std::size_t documents = 0;
    double confidence = 0.0;
    std::string relation;
  };
  struct Term {
    std::string country;  // as the entity's id
    DaySpan days;
    auto operator<=>(const Term&) const = default;
  };
  struct Member {
    std::string id;
    EntityType type = EntityType::Misc;
    std::string named_country;        // in brackets behind its name, as the entity's id
    std::string adjective_country;    // the one that an organisation's name speaks of
    std::string country;              // by its documents, as the entity's id
    std::optional<std::size_t> bloc;  // that is called so
    std::vector<Term> terms;
    std::vector<Tie> ties;
  };
  // A step before it is told of: what it refers to lives as long as the Actors do.
  struct Step {
    const std::string* to = nullptr;
    RollUpStep::Reason reason = RollUpStep::Reason::Country;
    const std::string* relation = nullptr;
    std::optional<DaySpan> days{};
  };

  std::optional<std::size_t> find(std::string_view id) const;
  std::size_t place_of(const std::string& id);
  bool is_final(const Member& member) const;
  std::optional<Step> step_of(const Member& member, int day) const;
  std::optional<Step> tie_step(const Member& member, int day, int most_days_off) const;
  static const Term* term_on(std::span<const Term> terms, int day);

  // Calls `visit` with each step from the entity to its actor.
  template <typename Visit>
  void walk(std::string_view entity, int day, const Visit& visit) const;

  std::optional<Step> bloc_step(std::string_view id, int day) const;
  bool rolls_up_to_blocs() const { return roll_up_ == RollUp::Bloc && memberships_ != nullptr; }

  RollUp roll_up_;
  const Leaders& leaders_;
  const NameWords& words_;
  const Memberships* memberships_;
  TextMap<std::size_t> places_;
  std::vector<Member> members_;
  TextMap<std::vector<std::size_t>> from_;  // members that a step may lead from, by where it leads
};

// The id that documents give a country: "country/RUS".
std::string country_id(std::string_view code);
bool is_country(std::string_view id);

}  // namespace entente
