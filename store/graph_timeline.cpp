#include "store/graph_timeline.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "graph/alliances/weights.h"

namespace entente {
namespace {

constexpr DaySpan all_days{.first = std::numeric_limits<int>::min(),
                           .last = std::numeric_limits<int>::max()};

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
         goldstein_weight(fact.key.relation_class) * modality_weight(fact.key.modality) != 0.0;
}

}  // namespace

GraphTimeline timeline_of(const Snapshot& snapshot, const Actors& actors, std::string_view actor,
                          std::optional<std::string_view> other, Filter filter) {
  GraphTimeline timeline;
  filter.about = actors.who_may_act_for(actor);
  // A country that stands for others need not be named itself.
  std::erase_if(filter.about, [&](const std::string& id) { return !snapshot.entity(id); });
  if (filter.about.empty()) return timeline;
  const Asked asked(actors, actor, other);
  const int in_the_end = days_of("9999")->last;
  std::vector<Fact> facts;
  snapshot.facts(filter, [&](const Fact& fact) {
    const int day = day_of(fact, all_days).value_or(in_the_end);
    if (asked.holds(asked.ends_of(fact, day))) facts.push_back(fact);
    return Walk::Continue;
  });
  if (facts.empty()) return timeline;
  timeline.told.window = window_of(filter, facts);
  Stories stories(actors, timeline.told.window);
  std::vector<Fact> weightless;
  for (Fact& fact : facts) {
    const auto day = day_of(fact, timeline.told.window);
    if (!day) {
      if (!fact.days()) ++timeline.told.undated;
      continue;
    }
    const Ends ends = asked.ends_of(fact, *day);
    if (!asked.holds(ends)) continue;
    if (fact.key.date.empty()) ++timeline.by_report;
    if (weighs(fact, ends)) {
      stories.add(fact);
    } else {
      weightless.push_back(std::move(fact));
    }
  }
  timeline.told.pairs = stories.take();
  timeline.told.facts = stories.facts();
  for (const PairStories& pair : timeline.told.pairs)
    timeline.stories.insert(timeline.stories.end(), pair.stories.begin(), pair.stories.end());
  for (Fact& fact : weightless) {
    timeline.stories.push_back({.day = *day_of(fact, timeline.told.window),
                                .relation_class = fact.key.relation_class,
                                .weight = 0.0,
                                .facts = {timeline.told.facts.size()}});
    timeline.told.facts.push_back(std::move(fact));
  }
  std::ranges::stable_sort(timeline.stories, {}, &Story::day);
  return timeline;
}

}  // namespace entente
