// Brokers: actors over whom others reach each other.
//
// An actor's betweenness is the share of the pairs of other actors whose strongest path of
// cooperation (paths.h) leads over it; a pair with several equally strong ones counts by the share
// of these (Freeman, A Set of Measures of Centrality Based on Betweenness, Sociometry 40, 1977).
// Found on the lengths of cooperation.h (betweenness.h).
//
// Pure functions, safe to call from any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "graph/alliances/cooperation.h"

namespace entente {

struct Broker {
  std::string actor;         // its id
  double betweenness = 0.0;  // from 0 to 1
  std::size_t partners = 0;  // whom it is tied to
  // Of betweenness since the window before; nothing in the first window. Who is not tied there had
  // a betweenness of 0.
  std::optional<double> change{};
};

struct BrokerWindow {
  DaySpan days;
  std::size_t pairs = 0;        // that are tied
  std::vector<Broker> brokers;  // all that are tied, by betweenness, of equals by id
};

// All that are tied, by betweenness, of equals by id; among fewer than three it is 0.
std::vector<Broker> brokers_of(std::span<const Cooperation> pairs);

// Window by window, with changes; scores as of cooperation_in.
std::vector<BrokerWindow> brokers_of(std::span<const PairStories> pairs,
                                     std::span<const DaySpan> windows, double half_life,
                                     double least_score);

}  // namespace entente
