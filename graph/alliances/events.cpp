#include "graph/alliances/events.h"

#include <algorithm>
#include <unordered_map>

#include "graph/alliances/weights.h"

namespace entente {
namespace {

double weight_of(const Fact& fact) {
  return goldstein_weight(fact.key.relation_class) * modality_weight(fact.key.modality) *
         fact.confidence();
}

std::optional<int> day_in(const DaySpan& dated, const DaySpan& window) {
  if (dated.last < window.first || dated.first > window.last) return {};
  return std::min(dated.last, window.last);
}

// The first day in `window` on which a document says so.
std::optional<int> day_told(const Fact& fact, const DaySpan& window) {
  std::optional<int> earliest;
  for (const FactEvidence& evidence : fact.evidence) {
    const auto observed = days_of(evidence.observed);
    if (!observed || observed->first < window.first || observed->first > window.last) continue;
    earliest = std::min(earliest.value_or(observed->first), observed->first);
  }
  return earliest;
}

// Without the numbers of its entities.
Event event_of(const Fact& fact) {
  Event event{.weight = weight_of(fact), .relation_class = fact.key.relation_class};
  const auto date = days_of(fact.key.date);
  const auto last = days_of(fact.last_observed());
  event.is_dated = date.has_value();
  event.days = date ? date : fact.days();
  if (last) {
    event.last_told = last->last;
  } else if (date) {
    event.last_told = date->last;
  }
  return event;
}

}  // namespace

Events::Events(std::span<const Fact> facts) : facts_(facts) {
  std::unordered_map<std::string_view, std::uint32_t> numbers;
  const auto number_of = [&](std::string_view entity) {
    const auto [at, is_new] =
        numbers.try_emplace(entity, static_cast<std::uint32_t>(entities_.size()));
    if (is_new) entities_.push_back(entity);
    return at->second;
  };
  events_.reserve(facts.size());
  for (const Fact& fact : facts) {
    Event& event = events_.emplace_back(event_of(fact));
    // Facts mostly stand in the order of their subjects.
    const bool is_former =
        events_.size() > 1 && entities_[events_[events_.size() - 2].subject] == fact.key.subject;
    event.subject = is_former ? events_[events_.size() - 2].subject : number_of(fact.key.subject);
    event.object = number_of(fact.key.object);
  }
}

std::optional<int> Events::day_of(std::size_t place, const DaySpan& window) const {
  const Event& event = events_[place];
  if (!event.days) return {};
  if (event.is_dated) return day_in(*event.days, window);
  if (event.days->first > window.last) return {};
  if (event.days->first >= window.first) return event.days->first;
  return day_told(facts_[place], window);
}

std::optional<int> day_of(const Fact& fact, const DaySpan& window) {
  if (const auto date = days_of(fact.key.date)) return day_in(*date, window);
  return day_told(fact, window);
}

}  // namespace entente
