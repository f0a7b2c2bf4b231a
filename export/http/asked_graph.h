// The graph as a question asks for it: what the state holds, or what was known of it by a day; with
// the entities that are one joined, or as documents name them.
//
// Used by one thread; copies may be used by others.
#pragma once

#include <array>
#include <chrono>
#include <memory>
#include <optional>
#include <string_view>

#include "export/http/served_graph.h"
#include "graph/alliances/actors.h"
#include "graph/filter.h"
#include "store/graph_alliances.h"
#include "store/snapshot.h"

namespace entente {

// As the commands' --known-by and --unresolved say.
struct GraphTerms {
  std::optional<int> known_by{};  // a day since 1970-01-01
  bool unresolved = false;

  // What was made beforehand of the state serves for no other graph.
  bool is_present() const { return !known_by && !unresolved; }
};

class AskedGraph {
 public:
  // Reading beyond `end` throws TimeIsUp, as Snapshot says.
  AskedGraph(std::shared_ptr<const ServedState> state, const GraphTerms& terms,
             std::chrono::steady_clock::time_point end);

  const Snapshot& snapshot() const { return snapshot_; }

  // Who acts for whom in it.
  const Actors& actors(RollUp roll_up) const;

  // As stories_of in graph_alliances.h: of all pairs, an actor with all others, or two.
  GraphStories stories(RollUp roll_up, const Filter& filter,
                       std::optional<std::string_view> actor = {},
                       std::optional<std::string_view> other = {}) const;

 private:
  std::shared_ptr<const ServedState> state_;
  bool is_present_;
  Snapshot snapshot_;
  mutable std::array<std::shared_ptr<const Actors>, 4> actors_{};  // by roll-up, unless present
};

}  // namespace entente
