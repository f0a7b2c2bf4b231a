#include "export/http/asked_graph.h"

#include <utility>
#include <vector>

namespace entente {
namespace {

Snapshot snapshot_of(const ServedState& state, const GraphTerms& terms) {
  const Snapshot& snapshot = terms.unresolved ? state.unresolved() : state.snapshot();
  return terms.known_by ? snapshot.known_by(*terms.known_by) : snapshot;
}

}  // namespace

AskedGraph::AskedGraph(std::shared_ptr<const ServedState> state, const GraphTerms& terms,
                       std::chrono::steady_clock::time_point end)
    : state_(std::move(state)),
      is_present_(terms.is_present()),
      snapshot_(snapshot_of(*state_, terms).reading_until(end)) {}

const Actors& AskedGraph::actors(RollUp roll_up) const {
  if (is_present_) return state_->actors(roll_up);
  auto& made = actors_.at(static_cast<std::size_t>(roll_up));
  if (!made) made = std::make_shared<const Actors>(state_->actors_in(snapshot_, roll_up));
  return *made;
}

GraphStories AskedGraph::stories(RollUp roll_up, const Filter& filter,
                                 std::optional<std::string_view> actor,
                                 std::optional<std::string_view> other) const {
  if (is_present_) return stories_of(state_->facts(), actors(roll_up), actor, filter, other);
  return stories_of(snapshot_, actors(roll_up), actor, filter, other);
}

}  // namespace entente
