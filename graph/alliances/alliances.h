// Who stands with an actor, and who against: the scores of all others, in a window of time and over
// the windows that it is cut into.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/date.h"
#include "graph/alliances/events.h"
#include "graph/alliances/score.h"
#include "graph/alliances/stories.h"

namespace entente {

struct WindowScore {
  DaySpan days;
  AllianceScore score;  // without stories: 0
};

struct Alliance {
  std::string actor;  // ids; of all alliances the lesser one
  std::string other;
  AllianceScore score;  // of the whole time, at its end
  std::vector<WindowScore> windows;
  std::optional<double> trend;  // of the windows that have stories, by window: see trend_of
  int first = 0;                // of all days of the stories
  int last = 0;
};

// Over which time scores are made up.
struct ScoreTime {
  DaySpan whole;
  std::vector<DaySpan> windows;  // in it, in their order and apart
  double half_life = 180.0;      // days, above 0
};

// What a score is at least, as surely as its interval is: the end that is nearer to 0; 0 where that
// is in it.
double surely(const AllianceScore& score);

// The order of alliances_of: those that are surely partners first, those that are surely opponents
// last, of equally sure ones those of the higher score, then by ids.
bool stands_before(const Alliance& one, const Alliance& other);

// The alliances of `actor` with all others that it has stories with; without an actor those of all
// pairs, the lesser id as the actor, in the order of stands_before. They refer to `pairs`, which
// MUST be sorted by their ids and outlive them. Whoever needs nothing but scores skips intervals;
// the order is then by scores.
std::vector<Alliance> alliances_of(std::optional<std::string_view> actor,
                                   std::span<const PairStories> pairs, const Events& events,
                                   const ScoreTime& time, Intervals intervals = Intervals::Find);

}  // namespace entente
