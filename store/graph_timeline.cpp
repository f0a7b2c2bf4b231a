#include "store/graph_timeline.h"

#include <algorithm>
#include <memory>
#include <numeric>
#include <string>
#include <utility>

#include "graph/alliances/weights.h"

namespace entente {
namespace {

struct Ends {
  std::string left;
  std::string right;
};

// Whether facts belong to a timeline, and where.
class Asked {
 public:
  Asked(const Actors& actors, std::string_view actor, std::optional<std::string_view> other)
      : actors_(actors), actor_(actor), other_(other) {}

  Ends ends_of(const Fact& fact, int day) const {
    return {.left = actors_.actor_of(fact.key.subject, day),
            .right = actors_.actor_of(fact.key.object, day)};
  }

  bool holds(const Ends& ends) const {
    if (!other_) return ends.left == actor_ || ends.right == actor_;
    return (ends.left == actor_ && ends.right == *other_) ||
           (ends.left == *other_ && ends.right == actor_);
  }

 private:
  const Actors& actors_;
  std::string_view actor_;
  std::optional<std::string_view> other_;
};

bool weighs(const Fact& fact, const Ends& ends) {
  return ends.left != ends.right && fact.confidence() > 0.0 &&
         goldstein_weight(fact.key.relation_class, fact.key.relation) *
                 modality_weight(fact.key.modality) !=
             0.0;
}

}  // namespace

GraphTimeline timeline_of(const Snapshot& snapshot, const Actors& actors, std::string_view actor,
                          std::optional<std::string_view> other, const Filter& filter) {
  GraphTimeline timeline;
  const auto about = filter_about(snapshot, actors, actor, filter);
  if (!about) return timeline;
  const Asked asked(actors, actor, other);
  const DaySpan bounds = asked_days(filter);
  std::vector<Fact>& facts = timeline.facts;
  snapshot.facts(*about, [&](const Fact& fact) {
    const int day = acting_day(days_in(fact, bounds), fact.days());
    if (asked.holds(asked.ends_of(fact, day))) facts.push_back(fact);
    return Walk::Continue;
  });
  if (facts.empty()) return timeline;
  std::vector<std::size_t> all(facts.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  const auto events = std::make_shared<const Events>(facts);
  timeline.told.window = window_of(filter, *events, all);
  std::vector<std::size_t> weighing;
  std::vector<std::size_t> weightless;
  for (const std::size_t n : all) {
    const Fact& fact = facts[n];
    const auto day = day_of(fact, timeline.told.window);
    if (!day) {
      const auto days = fact.days();
      if (!days) ++timeline.told.undated;
      if (days && days->first > timeline.told.window.last && !filter.until) ++timeline.told.later;
      continue;
    }
    const Ends ends = asked.ends_of(fact, *day);
    if (!asked.holds(ends)) continue;
    if (fact.key.date.empty()) ++timeline.by_report;
    (weighs(fact, ends) ? weighing : weightless).push_back(n);
  }
  timeline.told.pairs = stories_of(*events, weighing, actors, timeline.told.window).pairs;
  timeline.told.events = events;
  for (const PairStories& pair : timeline.told.pairs)
    timeline.stories.insert(timeline.stories.end(), pair.stories.begin(), pair.stories.end());
  for (const std::size_t n : weightless) {
    const DaySpan days = *days_in(facts[n], timeline.told.window);
    timeline.stories.push_back({.day = days.last,
                                .first = days.first,
                                .relation_class = facts[n].key.relation_class,
                                .weight = 0.0,
                                .facts = {n}});
  }
  std::ranges::stable_sort(timeline.stories, {}, &Story::day);
  return timeline;
}

}  // namespace entente
