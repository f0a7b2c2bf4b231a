// Who stands with whom in a stored graph.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/date.h"
#include "graph/alliances/actors.h"
#include "graph/alliances/events.h"
#include "graph/alliances/leaders.h"
#include "graph/alliances/memberships.h"
#include "graph/alliances/neighbours.h"
#include "graph/alliances/stories.h"
#include "graph/fact.h"
#include "graph/filter.h"
#include "graph/resolve/name_words.h"
#include "store/snapshot.h"

namespace entente {

// Reads all entities, posts and memberships. Refers to the others as Actors does.
Actors actors_of(const Snapshot& snapshot, RollUp roll_up, const Leaders& leaders,
                 const NameWords& words, const Memberships* memberships = nullptr);

// The facts of one state of a graph, kept in memory for many questions: for each of them it is some
// milliseconds, where reading them takes most of a second. A million facts take about half a
// gigabyte.
//
//   const GraphFacts facts(snapshot);
//   const Actors actors = actors_of(snapshot, RollUp::Country, leaders, words);
//   … stories_of(facts, actors, "country/RUS", {}), on any thread …
//
// Immutable: threads may share one, as they may share Actors.
class GraphFacts {
 public:
  // Reads all facts.
  explicit GraphFacts(const Snapshot& snapshot);

  GraphFacts(GraphFacts&&) = default;
  GraphFacts& operator=(GraphFacts&&) = default;

  // In the order of their keys.
  const std::vector<Fact>& all() const { return all_; }

  // What stories need of them, read once.
  const std::shared_ptr<const Events>& events() const { return events_; }

  // The places of the facts that have one of these entities at an end, sorted.
  std::vector<std::size_t> about(std::span<const std::string> entities) const;

 private:
  std::vector<Fact> all_;
  std::shared_ptr<const Events> events_;
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> places_;  // by entity
};

// Stories from the facts that match a filter.
struct GraphStories {
  // What the filter asks for; where it leaves an end open, as window_of says, of the facts of those
  // who are asked for: of all, of one actor, or those between two.
  DaySpan window;
  std::vector<PairStories> pairs;
  // As of ToldStories; `later` where the filter leaves the end open, and so after the last report.
  std::size_t undated = 0;
  std::size_t later = 0;
  // Of the facts that the stories refer to, and maybe others.
  std::shared_ptr<const Events> events = std::make_shared<const Events>();
};

// The stories of an actor with all others, or with `other` alone, or without one those of all
// pairs. Facts are read by several threads, and not kept. The filter's actors (about, subject,
// object) MUST be empty.
GraphStories stories_of(const Snapshot& snapshot, const Actors& actors,
                        std::optional<std::string_view> actor, const Filter& filter,
                        std::optional<std::string_view> other = {});

// Whom an actor is tied to by the facts that match a filter.
struct GraphNeighbours {
  DaySpan window;  // as of GraphStories
  std::vector<Neighbour> neighbours;
  std::size_t undated = 0;  // as of ToldNeighbours
  std::size_t later = 0;    // likewise, where the filter leaves the end open
};

// As of neighbours_of in neighbours.h; the filter's actors MUST be empty, `half_life` in days above
// 0.
GraphNeighbours neighbours_of(const Snapshot& snapshot, const Actors& actors,
                              const std::string& actor, const Filter& filter, double half_life);

// The same from facts that were read before. `actors` MUST be of the same state.
GraphStories stories_of(const GraphFacts& facts, const Actors& actors,
                        std::optional<std::string_view> actor, const Filter& filter,
                        std::optional<std::string_view> other = {});

// The filter for facts of all who may act for `actor`; nothing where the graph knows none of them.
// The filter's actors MUST be empty.
std::optional<Filter> filter_about(const Snapshot& snapshot, const Actors& actors,
                                   std::string_view actor, Filter filter);

// The days that a filter asks for; where it leaves an end open, all days on that side.
DaySpan asked_days(const Filter& filter);

// The days that a filter asks for; where it leaves an end open, the first day of one of the events
// at `which` (of an interval its first) and the last on which a document says one.
// 1970-01-01 where none has a day.
DaySpan window_of(const Filter& filter, const Events& events, std::span<const std::size_t> which);

}  // namespace entente
