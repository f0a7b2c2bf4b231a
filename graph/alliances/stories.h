// Stories: what happened between two actors, each told once however often it is reported.
//
// How it works:
//   1. Facts of PLOVER's event classes are given to the actors that their ends act for on that day;
//      facts between an actor and itself are none of this.
//   2. A fact is of those days of its date that are in the window: a war of a year of each of
//      them, as conflict data count it in each year that it lasts, and so what is dated by a year
//      or a month. Its age, and whom its ends act for, is told by the last of them. Without a date
//      it is of the first day in the window on which a document says so.
//   3. Facts of one class between the same two within three days are one story: one meeting that
//      some call a visit and some talks, one attack of which reports differ by a day. What takes
//      longer than that is one story with what is of the very same days. It weighs as much as its
//      surest fact, on whose days it is: Goldstein weight, modality and confidence multiplied
//      (weights.h). So of fighting day after day there is a story every three days, and windows
//      that are shorter may have none.
//   4. Stories are told once, of the whole time that is asked for. Each window that this is cut
//      into counts those that have a day in it; one that is told on both sides of a cut counts on
//      the side of its surest fact alone, where a question for either side has its own.
// What is found does not depend on the order of facts.
//
// Pure functions, safe to call from any thread.
#pragma once

#include <boost/container/small_vector.hpp>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/date.h"
#include "graph/alliances/actors.h"
#include "graph/alliances/events.h"
#include "graph/fact.h"

namespace entente {

struct Story {
  int day = 0;      // since 1970-01-01: the last one in the window of the fact that counts
  int first = day;  // likewise the first one
  RelationClass relation_class = RelationClass::Other;
  double weight = 0.0;  // from −10 to 10: above 0 cooperation, below 0 conflict
  boost::container::small_vector<std::size_t, 1> facts;  // their places; the one that counts first
};

// The stories of two actors, by their first days.
struct PairStories {
  std::string left;  // actors' ids, the lesser one first
  std::string right;
  std::vector<Story> stories;
};

struct ToldStories {
  std::vector<PairStories> pairs;  // sorted by their ids
  // Facts with a weight, between those who are asked for, that are in no story: such that nothing
  // says a day of (by whom their ends act for in the end), and those of a date after the window (by
  // whom they act for on its last day).
  std::size_t undated = 0;
  std::size_t later = 0;
};

// Whose stories are asked for.
struct StoryEnds {
  std::optional<std::string_view> actor{};  // with all others; without one those of all pairs
  std::optional<std::string_view> other{};  // with this one alone
};

// The stories of the days in `window` (both ends inclusive), from those of the facts that stand at
// `which`. Facts that do not belong here are left alone.
ToldStories stories_of(const Events& events, std::span<const std::size_t> which,
                       const Actors& actors, const DaySpan& window, const StoryEnds& asked = {});
ToldStories stories_of(std::span<const Fact> facts, std::span<const std::size_t> which,
                       const Actors& actors, const DaySpan& window);

}  // namespace entente
