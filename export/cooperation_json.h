// Paths of cooperation, brokers and neighbours as JSON objects, as `--json` prints them. Actors are
// id, name and type; numbers that are no counts are rounded to six digits. The same always gives
// the same bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "export/alliance_json.h"
#include "graph/alliances/brokers.h"
#include "graph/alliances/neighbours.h"
#include "graph/alliances/paths.h"

namespace entente {

struct PathStep {
  const Alliance& alliance;
  std::vector<StoryView> stories;  // that count most
};

// What was asked and found. Without a path there are no steps.
struct PathView {
  const PathRequest& request;
  std::optional<DaySpan> days;  // of the scores; nothing where there are none
  const std::optional<CooperativePath>& path;
  std::vector<PathStep> steps;
};

// One line without its line feed: from, to, since, until (or null), strength (null where there is
// no path), and steps, each an object as of to_json_line of alliance_json.h.
std::string to_json_line(const Snapshot& snapshot, const PathView& view);

// One line without its line feed: since, until, actors and pairs (counts), error (how far each
// betweenness may be from what it stands for; null where all paths were counted), and brokers: all
// actors that are tied, or no longer but stood between others in the window before, with
// betweenness, change (null in the first window) and partners (a count).
std::string to_json_line(const Snapshot& snapshot, const BrokerWindow& window);

// One line without its line feed: actor, other, since, until (of `days`), side ("partner",
// "opponent", "other"), score (or null), facts, documents (counts), classes (how many facts of
// each), first and last (days).
std::string to_json_line(const Snapshot& snapshot, const std::string& actor, const DaySpan& days,
                         const Neighbour& neighbour);

// "partner", "opponent", "other".
std::string_view name_of(Neighbour::Side side);

}  // namespace entente
