#include "graph/alliances/events.h"

#include <algorithm>

#include "graph/alliances/weights.h"
#include "graph/resolve/profile.h"

namespace entente {
namespace {

constexpr std::size_t usual_text = 24;  // bytes of a relation and a date

double weight_of(const Fact& fact) {
  return goldstein_weight(fact.key.relation_class, fact.key.relation) *
         modality_weight(fact.key.modality) * fact.confidence();
}

std::optional<DaySpan> common_days(const DaySpan& dated, const DaySpan& window) {
  if (dated.last < window.first || dated.first > window.last) return {};
  return DaySpan{.first = std::max(dated.first, window.first),
                 .last = std::min(dated.last, window.last)};
}

// The first day of each document's date.
std::vector<int> days_told(const Fact& fact) {
  std::vector<int> days;
  for (const FactEvidence& evidence : fact.evidence) {
    if (const auto observed = days_of(evidence.observed)) days.push_back(observed->first);
  }
  return days;
}

// The first one in `window`, as a span.
std::optional<DaySpan> earliest_in(std::span<const int> days, const DaySpan& window) {
  std::optional<int> earliest;
  for (const int day : days) {
    if (day < window.first || day > window.last) continue;
    earliest = std::min(earliest.value_or(day), day);
  }
  if (!earliest) return {};
  return DaySpan{.first = *earliest, .last = *earliest};
}

// Without the numbers of its entities.
Event event_of(const Fact& fact) {
  Event event{.weight = weight_of(fact),
              .relation_class = fact.key.relation_class,
              .modality = fact.key.modality};
  const auto date = days_of(fact.key.date);
  const std::string told = fact.last_observed();
  const auto last = told == fact.key.date ? date : days_of(told);
  event.is_dated = date.has_value();
  event.days = date ? date : fact.days();
  if (last) {
    event.last_told = last->last;
  } else if (date) {
    event.last_told = date->last;
  }
  return event;
}

template <typename Value>
void append_all(std::vector<Value>& values, const std::vector<Value>& more) {
  values.insert(values.end(), more.begin(), more.end());
}

}  // namespace

Events::Events(std::span<const Fact> facts) {
  reserve(facts.size());
  for (const Fact& fact : facts) add(fact);
}

void Events::reserve(std::size_t facts) {
  events_.reserve(facts);
  ends_.reserve(facts);
  documents_.reserve(facts);
  texts_.reserve(facts * usual_text);
}

void Events::add(const Fact& fact) {
  const FactKey& key = fact.key;
  Event event = event_of(fact);
  // Facts mostly stand in the order of their subjects, and of one subject's in that of objects.
  const Event* const former = events_.empty() ? nullptr : &events_.back();
  const auto number = [&](std::uint32_t Event::*end, const std::string& entity) {
    const bool is_former = former != nullptr && entities()[former->*end] == entity;
    return is_former ? former->*end : entities_.number_of(entity);
  };
  event.subject = number(&Event::subject, key.subject);
  event.object = number(&Event::object, key.object);
  is_sorted_ = is_sorted_ && (former == nullptr || compare(size() - 1, key) < 0);
  events_.push_back(event);
  for (std::size_t n = 0; n < fact.evidence.size(); ++n) {
    const std::string& document = fact.evidence[n].document;
    const bool is_new = n == 0 || document != fact.evidence[n - 1].document;
    if (is_new) documents_.push_back(voice_of(fact.evidence[n]));
  }
  if (!event.is_dated) append_all(days_told_, days_told(fact));
  texts_ += key.relation;
  const std::size_t relation = texts_.size();
  texts_ += key.date;
  ends_.push_back({.documents = documents_.size(),
                   .days_told = days_told_.size(),
                   .relation = relation,
                   .date = texts_.size()});
}

void Events::append(const Events& later) {
  if (later.events_.empty()) return;
  is_sorted_ = is_sorted_ && later.is_sorted_ &&
               (events_.empty() || compare(size() - 1, later.key_of(0)) < 0);
  std::vector<std::uint32_t> numbers;
  numbers.reserve(later.entities().size());
  for (const std::string& entity : later.entities()) numbers.push_back(entities_.number_of(entity));
  for (Event event : later.events_) {
    event.subject = numbers[event.subject];
    event.object = numbers[event.object];
    events_.push_back(event);
  }
  for (const Ends& ends : later.ends_) {
    ends_.push_back({.documents = documents_.size() + ends.documents,
                     .days_told = days_told_.size() + ends.days_told,
                     .relation = texts_.size() + ends.relation,
                     .date = texts_.size() + ends.date});
  }
  append_all(documents_, later.documents_);
  append_all(days_told_, later.days_told_);
  texts_ += later.texts_;
}

FactKey Events::key_of(std::size_t place) const {
  const Event& event = events_[place];
  return {.subject = entities()[event.subject],
          .object = entities()[event.object],
          .relation_class = event.relation_class,
          .relation = std::string(relation_of(place)),
          .date = std::string(date_of(place)),
          .modality = event.modality};
}

bool Events::comes_before(std::size_t place, std::size_t other) const {
  return is_sorted_ ? place < other : compare(place, key_of(other)) < 0;
}

std::span<const std::uint64_t> Events::documents_of(std::size_t place) const {
  const std::size_t begin = begins_of(place).documents;
  return std::span(documents_).subspan(begin, ends_[place].documents - begin);
}

std::optional<DaySpan> Events::days_in(std::size_t place, const DaySpan& window) const {
  const Event& event = events_[place];
  if (!event.days) return {};
  if (event.is_dated) return common_days(*event.days, window);
  if (event.days->first > window.last) return {};
  if (const int first = event.days->first; first >= window.first)
    return DaySpan{.first = first, .last = first};
  const std::size_t begin = begins_of(place).days_told;
  return earliest_in(std::span(days_told_).subspan(begin, ends_[place].days_told - begin), window);
}

std::string_view Events::relation_of(std::size_t place) const {
  const std::size_t begin = begins_of(place).date;
  return std::string_view(texts_).substr(begin, ends_[place].relation - begin);
}

std::string_view Events::date_of(std::size_t place) const {
  const auto& [documents, days, begin, end] = ends_[place];
  return std::string_view(texts_).substr(begin, end - begin);
}

std::strong_ordering Events::compare(std::size_t place, const FactKey& key) const {
  const Event& event = events_[place];
  if (const auto order = entities()[event.subject] <=> key.subject; order != 0) return order;
  if (const auto order = entities()[event.object] <=> key.object; order != 0) return order;
  if (const auto order = event.relation_class <=> key.relation_class; order != 0) return order;
  if (const auto order = relation_of(place) <=> key.relation; order != 0) return order;
  if (const auto order = date_of(place) <=> key.date; order != 0) return order;
  return event.modality <=> key.modality;
}

std::optional<DaySpan> days_in(const Fact& fact, const DaySpan& window) {
  if (const auto date = days_of(fact.key.date)) return common_days(*date, window);
  return earliest_in(days_told(fact), window);
}

std::optional<int> day_of(const Fact& fact, const DaySpan& window) {
  const auto days = days_in(fact, window);
  return days ? std::optional(days->last) : std::nullopt;
}

int acting_day(const std::optional<DaySpan>& in_window, const std::optional<DaySpan>& days) {
  static const DaySpan end_of_time = *days_of("9999");
  return in_window.value_or(days.value_or(end_of_time)).last;
}

}  // namespace entente
