// Windows of time: "1y", "6m", "2w", "90d".
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "extract/date.h"

namespace entente {

struct Length {
  enum class Unit { Days, Months };
  int count = 0;  // above 0
  Unit unit = Unit::Days;
  bool operator==(const Length&) const = default;
};

// Years and months are those of the calendar; nothing where `text` is no such length, or above a
// thousand years.
std::optional<Length> length_of(std::string_view text);

// In days; a month counts as 30.4375, a year as 365.25.
double days_in(const Length& length);

// `whole` cut into windows of this length from its first day on; the last one ends with it. No more
// than `most` of them: Error otherwise.
std::vector<DaySpan> windows_of(const DaySpan& whole, const Length& length,
                                std::size_t most = 10000);

}  // namespace entente
