#include "store/graph_alliances.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace entente {
namespace {

constexpr DaySpan all_days{.first = std::numeric_limits<int>::min(),
                           .last = std::numeric_limits<int>::max()};

std::vector<Fact> matching(const Snapshot& snapshot, const Filter& filter) {
  std::vector<Fact> facts;
  snapshot.facts(filter, [&](const Fact& fact) {
    facts.push_back(fact);
    return Walk::Continue;
  });
  return facts;
}

}  // namespace

DaySpan window_of(const Filter& filter, const std::vector<Fact>& facts) {
  DaySpan window{.first = std::numeric_limits<int>::max(), .last = std::numeric_limits<int>::min()};
  for (const Fact& fact : facts) {
    if (const auto day = day_of(fact, all_days)) window.first = std::min(window.first, *day);
    if (const auto last = days_of(fact.last_observed())) {
      window.last = std::max(window.last, last->last);
    } else if (const auto date = days_of(fact.key.date)) {
      window.last = std::max(window.last, date->last);
    }
  }
  if (filter.since) window.first = days_of(*filter.since)->first;
  if (filter.until) window.last = days_of(*filter.until)->last;
  window.last = std::max(window.first, window.last);
  return window;
}

Actors actors_of(const Snapshot& snapshot, RollUp roll_up, const Leaders& leaders,
                 const NameWords& words) {
  Actors actors(roll_up, leaders, words);
  snapshot.entities([&](const Entity& entity) {
    actors.add(entity);
    return Walk::Continue;
  });
  if (roll_up == RollUp::None) return actors;
  const Filter ties{.classes = {RelationClass::Role, RelationClass::Member},
                    .modalities = {Modality::Asserted}};
  snapshot.facts(ties, [&](const Fact& fact) {
    actors.add(fact);
    return Walk::Continue;
  });
  return actors;
}

GraphStories stories_of(const Snapshot& snapshot, const Actors& actors,
                        std::optional<std::string_view> actor, Filter filter) {
  if (actor) {
    filter.about = actors.who_may_act_for(*actor);
    // A country that stands for others need not be named itself.
    std::erase_if(filter.about, [&](const std::string& id) { return !snapshot.entity(id); });
    if (filter.about.empty()) return {};
  }
  const std::vector<Fact> facts = matching(snapshot, filter);
  if (facts.empty()) return {};
  GraphStories result;
  result.window = window_of(filter, facts);
  Stories stories(actors, result.window);
  for (const Fact& fact : facts) stories.add(fact);
  result.pairs = stories.take();
  std::erase_if(result.pairs, [&](const PairStories& pair) {
    return actor && pair.left != *actor && pair.right != *actor;
  });
  result.facts = stories.facts();
  result.undated = stories.undated();
  return result;
}

}  // namespace entente
