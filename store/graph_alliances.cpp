#include "store/graph_alliances.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <numeric>
#include <optional>
#include <thread>
#include <utility>

namespace entente {
namespace {

// Facts are read by at most so many threads: more wait for the disk, or for each other.
constexpr std::size_t most_readers = 8;

// For the facts that have to do with the actor, or without one for all; nothing where the graph
// knows of none.
std::optional<Filter> filter_of(const Snapshot& snapshot, const Actors& actors,
                                std::optional<std::string_view> actor, const Filter& filter) {
  return actor ? filter_about(snapshot, actors, *actor, filter) : filter;
}

std::vector<Fact> matching(const Snapshot& snapshot, const Filter& filter) {
  std::vector<Fact> facts;
  snapshot.facts(filter, [&](const Fact& fact) {
    facts.push_back(fact);
    return Walk::Continue;
  });
  return facts;
}

// In the order of facts, whatever threads read them.
Events events_of(const Snapshot& snapshot, const Filter& filter) {
  const std::size_t readers =
      std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, most_readers);
  std::vector<Events> parts(readers);
  // The others are added to the first part in the end.
  if (filter.about.empty()) {
    const std::size_t facts = snapshot.about_as_many_facts();
    for (Events& part : parts) part.reserve(&part == &parts.front() ? facts : facts / readers);
  }
  snapshot.facts_in_parts(filter, readers, [&](std::size_t part, const Fact& fact) {
    parts[part].add(fact);
    return Walk::Continue;
  });
  Events events = std::move(parts.front());
  for (const Events& part : std::span(parts).subspan(1)) events.append(part);
  return events;
}

std::vector<std::size_t> first_numbers(std::size_t count) {
  std::vector<std::size_t> numbers(count);
  std::iota(numbers.begin(), numbers.end(), std::size_t{0});
  return numbers;
}

// Those of the facts at `which` whose ends act for the two on the last of its days among `asked`.
std::vector<std::size_t> between(const Events& events, std::span<const std::size_t> which,
                                 const Actors& actors, std::string_view actor,
                                 std::string_view other, const DaySpan& asked) {
  std::vector<std::size_t> found;
  for (const std::size_t n : which) {
    const int day = acting_day(events.days_in(n, asked), events[n].days);
    const std::string_view left = actors.find_actor(events.entities()[events[n].subject], day);
    const std::string_view right = actors.find_actor(events.entities()[events[n].object], day);
    if ((left == actor && right == other) || (left == other && right == actor)) found.push_back(n);
  }
  return found;
}

// From those facts at `which` that have to do with those who are asked for.
GraphStories told_by(std::shared_ptr<const Events> events, std::vector<std::size_t> which,
                     const Actors& actors, const Filter& filter, const StoryEnds& asked) {
  if (asked.other)
    which = between(*events, which, actors, *asked.actor, *asked.other, asked_days(filter));
  if (which.empty()) return {};
  const DaySpan window = window_of(filter, *events, which);
  ToldStories told = stories_of(*events, which, actors, window, asked);
  return {.window = window,
          .pairs = std::move(told.pairs),
          .undated = told.undated,
          .later = filter.until ? 0 : told.later,
          .events = std::move(events)};
}

}  // namespace

std::optional<Filter> filter_about(const Snapshot& snapshot, const Actors& actors,
                                   std::string_view actor, Filter filter) {
  filter.about = actors.who_may_act_for(actor);
  // Countries and blocs that stand for others need not be named themselves.
  std::erase_if(filter.about, [&](const std::string& id) {
    return (is_country(id) || is_bloc(id)) && !snapshot.entity(id);
  });
  if (filter.about.empty()) return {};
  return filter;
}

DaySpan asked_days(const Filter& filter) {
  DaySpan days = all_days;
  if (filter.since) days.first = days_of(*filter.since)->first;
  if (filter.until) days.last = days_of(*filter.until)->last;
  return days;
}

DaySpan window_of(const Filter& filter, const Events& events, std::span<const std::size_t> which) {
  DaySpan window{.first = std::numeric_limits<int>::max(), .last = std::numeric_limits<int>::min()};
  for (const std::size_t n : which) {
    if (const auto& days = events[n].days) window.first = std::min(window.first, days->first);
    if (const auto last = events[n].last_told) window.last = std::max(window.last, *last);
  }
  if (filter.since) window.first = days_of(*filter.since)->first;
  if (filter.until) window.last = days_of(*filter.until)->last;
  if (window.first == std::numeric_limits<int>::max()) return {};
  window.last = std::max(window.first, window.last);
  return window;
}

Actors actors_of(const Snapshot& snapshot, RollUp roll_up, const Leaders& leaders,
                 const NameWords& words, const Memberships* memberships) {
  Actors actors(roll_up, leaders, words, memberships);
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

GraphFacts::GraphFacts(const Snapshot& snapshot)
    : all_(matching(snapshot, {})), events_(std::make_shared<const Events>(all_)) {
  for (std::size_t n = 0; n < all_.size(); ++n) {
    const FactKey& key = all_[n].key;
    places_[key.subject].push_back(static_cast<std::uint32_t>(n));
    if (key.object != key.subject) places_[key.object].push_back(static_cast<std::uint32_t>(n));
  }
}

std::vector<std::size_t> GraphFacts::about(std::span<const std::string> entities) const {
  std::vector<std::size_t> places;
  bool is_sorted = true;  // those of one entity are
  for (const std::string& entity : entities) {
    const auto of_entity = places_.find(entity);
    if (of_entity == places_.end()) continue;
    is_sorted = is_sorted && places.empty();
    places.insert(places.end(), of_entity->second.begin(), of_entity->second.end());
  }
  if (is_sorted) return places;
  std::ranges::sort(places);
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

GraphStories stories_of(const Snapshot& snapshot, const Actors& actors,
                        std::optional<std::string_view> actor, const Filter& filter,
                        std::optional<std::string_view> other) {
  const auto wanted = filter_of(snapshot, actors, actor, filter);
  if (!wanted) return {};
  auto events = std::make_shared<const Events>(events_of(snapshot, *wanted));
  std::vector<std::size_t> all = first_numbers(events->size());
  return told_by(std::move(events), std::move(all), actors, filter,
                 {.actor = actor, .other = other});
}

GraphStories stories_of(const GraphFacts& facts, const Actors& actors,
                        std::optional<std::string_view> actor, const Filter& filter,
                        std::optional<std::string_view> other) {
  const FactMatcher matcher(filter,
                            [](std::string_view id) { return std::vector{std::string(id)}; });
  std::vector<std::size_t> which =
      actor ? facts.about(actors.who_may_act_for(*actor)) : first_numbers(facts.all().size());
  if (other) {
    const std::vector<std::size_t> of_other = facts.about(actors.who_may_act_for(*other));
    std::vector<std::size_t> of_both;
    std::ranges::set_intersection(which, of_other, std::back_inserter(of_both));
    which = std::move(of_both);
  }
  // To look at facts takes longer than to weigh their events.
  if (filter != Filter())
    std::erase_if(which, [&](std::size_t n) { return !matcher.matches(facts.all()[n]); });
  return told_by(facts.events(), std::move(which), actors, filter,
                 {.actor = actor, .other = other});
}

GraphNeighbours neighbours_of(const Snapshot& snapshot, const Actors& actors,
                              const std::string& actor, const Filter& filter, double half_life) {
  const auto wanted = filter_about(snapshot, actors, actor, filter);
  if (!wanted) return {};
  const std::vector<Fact> facts = matching(snapshot, *wanted);
  if (facts.empty()) return {};
  GraphNeighbours result;
  result.window = window_of(filter, Events(facts), first_numbers(facts.size()));
  ToldNeighbours told = neighbours_of(facts, actors, actor, result.window, half_life);
  result.neighbours = std::move(told.neighbours);
  result.undated = told.undated;
  if (!filter.until) result.later = told.later;
  return result;
}

}  // namespace entente
