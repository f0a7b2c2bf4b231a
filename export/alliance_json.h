// Alliances as JSON objects, as `--json` prints them.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/alliances/actors.h"
#include "graph/alliances/alliances.h"
#include "graph/alliances/change_points.h"
#include "graph/entity.h"
#include "graph/fact.h"
#include "store/snapshot.h"

namespace entente {

// What is behind one story's part of a score.
struct StoryView {
  const Story& story;
  double part = 0.0;
  std::vector<Fact> facts;          // with their sentences, the one that counts first
  std::vector<RollUpStep> roll_up;  // how the ends of that one come to be the two actors
};

// What the graph knows of an actor; a country that stands for others need not be in it: its
// English name, then; nor need a bloc.
Entity actor_entity(const Snapshot& snapshot, const std::string& id);

// The fact that stories refer to. Throws Error where it is missing.
Fact told_fact(const Snapshot& snapshot, const FactKey& key, Sentences sentences);

// A change of a pair's relation, and what is behind the stories that speak for it.
struct ChangeView {
  const ChangePoint& change;
  std::vector<StoryView> stories;  // without parts
};

// The views of the `most` parts that count most.
std::vector<StoryView> story_views(const Snapshot& snapshot, const Actors& actors,
                                   const Events& events, const AllianceScore& score,
                                   std::size_t most);

// The views of changes, each with the `most` stories that speak for it most.
std::vector<ChangeView> change_views(const Snapshot& snapshot, const Actors& actors,
                                     const Events& events, std::span<const ChangePoint> changes,
                                     std::size_t most);

// One line without its line feed: actor, other, since, until, score, interval (two numbers),
// cooperation, conflict, trend (or null), first and last (days), stories (how many), windows
// (since, until, score, interval, cooperation, conflict, stories; score and interval null where
// there are none), and parts: those of `views` with day, class, part, facts (as of to_json_line of
// fact_json.h) and roll_up (from, to, reason, relation, since, until). With `changes` also these:
// date, last_before, direction ("better", "worse"), before, after, p, and stories (day, class,
// weight, facts, roll_up).
std::string to_json_line(const Snapshot& snapshot, const Alliance& alliance, const DaySpan& whole,
                         std::span<const StoryView> views,
                         const std::optional<std::vector<ChangeView>>& changes = {});

// "post", "membership", "known leader", "country", "name", "known member".
std::string_view name_of(RollUpStep::Reason reason);

}  // namespace entente
