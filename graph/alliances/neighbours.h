// Neighbours: whom an actor is tied to by facts of any class, its partners, its opponents and the
// others.
//
// How it works:
//   1. Facts are given to the actors that their ends act for on that day (actors.h, stories.h);
//   those
//      between an actor and itself tie nobody, and neither does what is denied.
//   2. On which side a neighbour stands says the score of the two (score.h): partners are above 0,
//      opponents below. The others have no story with the actor, or weigh the same on both sides:
//      they are tied by posts, memberships, places, kinship and the like.
// What is found does not depend on the order of facts.
//
// Pure functions, safe to call from any thread.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
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
  DaySpan days{};  // of the facts, from the first to the last: all of their dates
};

struct ToldNeighbours {
  // Partners, opponents, others: partners and opponents by the size of their score, others by their
  // number of facts, of equals by id.
  std::vector<Neighbour> neighbours;
  // Facts that would tie the actor, but are left out, as of ToldStories.
  std::size_t undated = 0;
  std::size_t later = 0;
};

// By those of `facts` that tie the actor on the days in `window` (both ends inclusive); others are
// left alone. `half_life` in days, above 0.
ToldNeighbours neighbours_of(std::span<const Fact> facts, const Actors& actors,
                             std::string_view actor, const DaySpan& window, double half_life);

}  // namespace entente
