// Stories: what happened between two actors, each told once however often it is reported.
//
// How it works:
//   1. Facts of PLOVER's event classes are given to the actors that their ends act for on that day;
//      facts between an actor and itself are none of this.
//   2. A fact is of the day on which it happened, of an interval the last one that is in the
//   window;
//      without a date of the first day in it on which a document says so.
//   3. Facts of one class between the same two within three days are one story: one meeting that
//   some call
//      a visit and some talks, one attack of which reports differ by a day. It weighs
//      as much as its surest fact: Goldstein weight, modality and confidence multiplied
//      (weights.h).
// What is found does not depend on the order of facts.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/date.h"
#include "graph/alliances/actors.h"
#include "graph/fact.h"

namespace entente {

struct Story {
  int day = 0;  // since 1970-01-01: that of the fact that counts
  RelationClass relation_class = RelationClass::Other;
  double weight = 0.0;             // from −10 to 10: above 0 cooperation, below 0 conflict
  std::vector<std::size_t> facts;  // in Stories::facts(); the one that counts first
};

// The stories of two actors, by day.
struct PairStories {
  std::string left;  // actors' ids, the lesser one first
  std::string right;
  std::vector<Story> stories;
};

class Stories {
 public:
  // Of the days in `window` (both ends inclusive). Refers to `actors`, which MUST outlive it.
  Stories(const Actors& actors, const DaySpan& window) : actors_(actors), window_(window) {}

  // Takes note of a fact that belongs here and leaves others alone.
  void add(const Fact& fact);

  // Of all pairs, sorted by their ids.
  std::vector<PairStories> take();

  // Those that belong to stories, in the order of their keys once take() has been called.
  const std::vector<Fact>& facts() const { return facts_; }

  // Facts between two actors that nothing says a day of: they are in no story.
  std::size_t undated() const { return undated_; }

 private:
  const Actors& actors_;
  DaySpan window_;
  std::vector<Fact> facts_;
  std::size_t undated_ = 0;
};

// The day in `window` that a fact counts for; nothing where it has none there.
std::optional<int> day_of(const Fact& fact, const DaySpan& window);

}  // namespace entente
