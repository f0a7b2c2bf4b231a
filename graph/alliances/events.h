// Events: what stories and their scores need of facts, in a fifth of the memory. They are read from
// a fact once; millions can then be weighed again and again in milliseconds.
//
//   Events events;
//   snapshot.facts({}, [&](const Fact& fact) { events.add(fact); return Walk::Continue; });
//   events[n].weight, events.key_of(n), … of the fact that was added as the n-th
//
// Once filled, threads may share them.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/date.h"
#include "graph/alliances/text_numbers.h"
#include "graph/fact.h"

namespace entente {

struct Event {
  double weight = 0.0;  // Goldstein weight, modality and confidence multiplied: 0 is in no story
  // Of its date; without one, from the first to the last day of those documents that have one.
  std::optional<DaySpan> days{};
  bool is_dated = false;
  RelationClass relation_class = RelationClass::Other;
  Modality modality = Modality::Asserted;
  std::optional<int> last_told{};  // the last day on which a document, else its date, says it
  std::uint32_t subject = 0;       // the numbers of entities, see Events
  std::uint32_t object = 0;
};

class Events {
 public:
  Events() = default;
  explicit Events(std::span<const Fact> facts);

  void add(const Fact& fact);

  // Adds all of `later`, as if their facts had been added one by one.
  void append(const Events& later);

  // Makes room for as many facts; of those that are left unused memory is not taken.
  void reserve(std::size_t facts);

  std::size_t size() const { return events_.size(); }

  // Of the fact at this place.
  const Event& operator[](std::size_t place) const { return events_[place]; }
  FactKey key_of(std::size_t place) const;

  // Whether the key of one fact comes before that of the other.
  bool comes_before(std::size_t place, std::size_t other) const;

  // What stands for each of the documents that say so (voice_of in fact.h): two of them are one
  // where it is the same.
  std::span<const std::uint64_t> documents_of(std::size_t place) const;

  // The days in `window` that the fact counts for: those of its date; without one the first on
  // which a document says so. Nothing where it has none there.
  std::optional<DaySpan> days_in(std::size_t place, const DaySpan& window) const;

  // The ids of all entities at the ends of facts, by their numbers.
  const std::deque<std::string>& entities() const { return entities_.texts(); }

 private:
  // Where what belongs to a fact ends in the lists below: it begins where that of the one before
  // ends.
  struct Ends {
    std::size_t documents = 0;
    std::size_t days_told = 0;
    std::size_t relation = 0;  // in `texts_`
    std::size_t date = 0;      // behind it
  };

  Ends begins_of(std::size_t place) const { return place == 0 ? Ends{} : ends_[place - 1]; }
  std::string_view relation_of(std::size_t place) const;
  std::string_view date_of(std::size_t place) const;
  std::strong_ordering compare(std::size_t place, const FactKey& key) const;

  std::vector<Event> events_;
  std::vector<Ends> ends_;
  std::vector<std::uint64_t> documents_;
  std::vector<int> days_told_;  // of facts without a date: the first days of their documents' dates
  std::string texts_;
  TextNumbers entities_;
  bool is_sorted_ = true;  // whether facts are in the order of their keys
};

// The days in `window` that a fact counts for, as of Events; and the last of them, on which its
// ends act for others.
std::optional<DaySpan> days_in(const Fact& fact, const DaySpan& window);
std::optional<int> day_of(const Fact& fact, const DaySpan& window);

// On which day the ends of any fact act for others, by its days in a window and all of them: the
// last one in the window; of what has none there its own last one; without any, the end of time.
int acting_day(const std::optional<DaySpan>& in_window, const std::optional<DaySpan>& days);

}  // namespace entente
