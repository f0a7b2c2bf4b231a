// Neighbours: whom an actor is tied to by facts of any class, its partners, its opponents and the
// others.
//
//   Neighbours neighbours(actors, "country/RUS", window);
//   … neighbours.add(fact) for the facts of all that may act for it …
//   neighbours.take(180);
//
// How it works:
//   1. Facts are given to the actors that their ends act for on that day (actors.h, stories.h);
//   those
//      between an actor and itself tie nobody, and neither does what is denied.
//   2. On which side a neighbour stands says the score of the two (score.h): partners are above 0,
//      opponents below. The others have no story with the actor: they are tied by posts,
//      memberships, places, kinship and the like.
// What is found does not depend on the order of facts.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "extract/date.h"
#include "graph/alliances/stories.h"

namespace entente {

struct Neighbour {
  enum class Side { Partner, Opponent, Other };

  std::string actor;  // its id
  Side side = Side::Other;
  std::optional<double> score{};                   // where there are stories
  std::map<RelationClass, std::size_t> classes{};  // how many facts of each
  std::size_t facts = 0;                           // all of them
  std::size_t documents = 0;                       // that state one or more of these
  DaySpan days{};                                  // of the first and the last of the facts
};

class Neighbours {
 public:
  // Of the days in `window` (both ends inclusive). Refers to `actors`, which MUST outlive it.
  Neighbours(const Actors& actors, std::string actor, const DaySpan& window);

  // Takes note of a fact that ties the actor and leaves others alone.
  void add(const Fact& fact);

  // Partners, opponents, others: partners and opponents by the size of their score, others by their
  // number of facts, of equals by id. `half_life` in days, above 0.
  std::vector<Neighbour> take(double half_life);

  // Facts that nothing says a day of: they are left out.
  std::size_t undated() const { return undated_; }

 private:
  const Actors& actors_;
  std::string actor_;
  DaySpan window_;
  Stories stories_;
  std::map<std::string, Neighbour> found_;                  // by its id
  std::map<std::string, std::set<std::string>> documents_;  // the same
  std::size_t undated_ = 0;
};

}  // namespace entente
