// Brokers: actors over whom others reach each other.
//
// An actor's betweenness is the share of the pairs of other actors whose strongest path of
// cooperation (paths.h) leads over it; a pair with several equally strong ones counts by the share
// of these (Freeman, A Set of Measures of Centrality Based on Betweenness, Sociometry 40, 1977).
// Found on the lengths of cooperation.h: of up to most_counted_actors by counting all paths
// (betweenness.h), of more by a sample of them (sampled_betweenness.h), unless all are asked for.
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
  // Of betweenness since the window before; nothing in the first window. Who is not tied has a
  // betweenness of 0.
  std::optional<double> change{};
};

// Which paths are looked at where there are more actors than most_counted_actors.
enum class Paths { Sample, All };

constexpr std::size_t most_counted_actors = 2'000;

// How sure it is that all that is estimated is as near to what it stands for as it says.
constexpr double sample_confidence = 0.99;

struct BrokerWindow {
  DaySpan days;
  std::size_t actors = 0;  // that are tied
  std::size_t pairs = 0;   // likewise
  // How far each betweenness may be from what it stands for, by sample_confidence; nothing where
  // all paths were counted.
  std::optional<double> error{};
  // All that are tied, and those who no longer are but stood between others in the window before;
  // by betweenness, of equals by id.
  std::vector<Broker> brokers;
};

// Those that `pairs` tie; among fewer than three betweenness is 0.
BrokerWindow brokers_of(std::span<const Cooperation> pairs, const DaySpan& days,
                        Paths paths = Paths::Sample);

// Window by window, with changes; scores as of cooperation_in.
std::vector<BrokerWindow> brokers_of(std::span<const PairStories> pairs,
                                     std::span<const DaySpan> windows, double half_life,
                                     double least_score, Paths paths = Paths::Sample);

}  // namespace entente
