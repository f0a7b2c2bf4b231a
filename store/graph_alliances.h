// Who stands with whom in a stored graph.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "extract/date.h"
#include "graph/alliances/actors.h"
#include "graph/alliances/leaders.h"
#include "graph/alliances/stories.h"
#include "graph/filter.h"
#include "graph/resolve/name_words.h"
#include "store/snapshot.h"

namespace entente {

// Reads all entities, posts and memberships. Refers to `leaders` and `words` as Actors does.
Actors actors_of(const Snapshot& snapshot, RollUp roll_up, const Leaders& leaders,
                 const NameWords& words);

// Stories from the facts that match a filter.
struct GraphStories {
  // What the filter asks for; where it leaves an end open, the first day of a fact, the last on
  // which a document says one.
  DaySpan window;
  std::vector<PairStories> pairs;
  std::vector<Fact> facts;  // that the stories refer to
  std::size_t undated = 0;  // facts that nothing says a day of: in no story
};

// The stories of an actor with all others, or without one those of all pairs. The filter's actors
// (about, subject, object) MUST be empty.
GraphStories stories_of(const Snapshot& snapshot, const Actors& actors,
                        std::optional<std::string_view> actor, Filter filter);

// The days that a filter asks for; where it leaves an end open, the first day of one of `facts` and
// the last on which a document says one.
DaySpan window_of(const Filter& filter, const std::vector<Fact>& facts);

}  // namespace entente
