// What happened between two actors of a stored graph, or to one, by day.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "graph/alliances/stories.h"
#include "store/graph_alliances.h"

namespace entente {

struct GraphTimeline {
  // What weighs, as stories_of gives it; its undated and later facts are all such facts.
  GraphStories told;
  std::vector<Fact> facts;  // those of all stories, told ones too, and maybe others
  // All by day: those told, and each fact that weighs nothing (of a general class, denied, or
  // between those who act for one) for itself.
  std::vector<Story> stories;
  std::size_t by_report = 0;  // facts without a date, on the first day of a document that says so
};

// Between `actor` and `other`, or without that all that `actor` is an end of. The filter's actors
// (about, subject, object) MUST be empty.
GraphTimeline timeline_of(const Snapshot& snapshot, const Actors& actors, std::string_view actor,
                          std::optional<std::string_view> other, const Filter& filter);

}  // namespace entente
