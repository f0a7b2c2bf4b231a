// Events: what stories need of facts, without their texts. They are read from a fact once; millions
// can then be weighed again and again in milliseconds.
//
// Immutable: threads may share them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "extract/date.h"
#include "graph/fact.h"

namespace entente {

struct Event {
  double weight = 0.0;  // Goldstein weight, modality and confidence multiplied: 0 is in no story
  // Of its date; without one, from the first to the last day of those documents that have one.
  std::optional<DaySpan> days{};
  bool is_dated = false;
  std::optional<int> last_told{};  // the last day on which a document, else its date, says it
  RelationClass relation_class = RelationClass::Other;
  std::uint32_t subject = 0;  // the numbers of entities, see Events
  std::uint32_t object = 0;
};

class Events {
 public:
  // Refers to `facts`, which MUST outlive it.
  explicit Events(std::span<const Fact> facts);

  std::span<const Fact> facts() const { return facts_; }

  // Of the fact at this place.
  const Event& operator[](std::size_t place) const { return events_[place]; }

  // The day in `window` that the fact counts for; nothing where it has none there.
  std::optional<int> day_of(std::size_t place, const DaySpan& window) const;

  // The ids of all entities at the ends of facts, by their numbers.
  const std::vector<std::string_view>& entities() const { return entities_; }

 private:
  std::span<const Fact> facts_;
  std::vector<Event> events_;
  std::vector<std::string_view> entities_;
};

// The day in `window` that a fact counts for; nothing where it has none there.
std::optional<int> day_of(const Fact& fact, const DaySpan& window);

}  // namespace entente
