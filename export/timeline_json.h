// A timeline as a JSON object, as `--json` prints it.
#pragma once

#include <span>
#include <string>

#include "graph/alliances/alliances.h"
#include "graph/alliances/change_points.h"
#include "store/graph_timeline.h"
#include "store/snapshot.h"

namespace entente {

// A timeline with what is shown beside it.
struct TimelineView {
  const Snapshot& snapshot;
  const GraphTimeline& timeline;
  std::string actor;                       // ids
  std::string other{};                     // "" for what happened to one actor alone
  const Alliance* alliance = nullptr;      // of the two; none where nothing weighs
  std::span<const ChangePoint> changes{};  // of their relation
};

// The facts of a story with their sentences, the one that counts first. Throws Error where the
// graph is damaged.
std::vector<Fact> facts_of(const TimelineView& view, const Story& story);

// One line without its line feed: actor, other (or null), since, until, by_report, undated and
// later (counts of facts), alliance (as of to_json_line of alliance_json.h without its parts, or
// null) and stories: by day, each with day, class, weight (six digits) and facts (as of
// fact_json.h). Where nothing is known, since and until are null.
std::string to_json_line(const TimelineView& view);

}  // namespace entente
