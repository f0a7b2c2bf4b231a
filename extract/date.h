// Dates as ISO 8601 writes them, at the precision a text fixes: "2023", "2023-07", "2023-07-26",
// or an interval of two of these, "1950/1953". The proleptic Gregorian calendar, years 0001–9999.
#pragma once

#include <compare>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace entente {

// The days that a date covers, both ends inclusive, as days since 1970-01-01.
struct DaySpan {
  int first = 0;
  int last = 0;
  auto operator<=>(const DaySpan&) const = default;
};

// Whatever day it is.
inline constexpr DaySpan all_days{.first = std::numeric_limits<int>::min(),
                                  .last = std::numeric_limits<int>::max()};

// The days that `iso` covers ("2023-07" gives 1 to 31 July); nothing where `iso` is not such a
// date, names a day that does not exist, or is an interval that ends before it begins.
std::optional<DaySpan> days_of(std::string_view iso);

// True where `iso` is a date of any precision or an interval.
inline bool is_date(std::string_view iso) { return days_of(iso).has_value(); }

// The ISO day ("2023-07-26") of a number of days since 1970-01-01.
std::string iso_day(int days_since_epoch);

// 0 is Monday, 6 is Sunday.
int weekday_of(int days_since_epoch);

}  // namespace entente
