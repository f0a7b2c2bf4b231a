#include "graph/alliances/windows.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <fmt/format.h>

#include "extract/error.h"

namespace entente {
namespace {

constexpr int most_days = 365250;
constexpr double days_of_a_month = 30.4375;

// The day `months` after `day`, the last of its month where that is shorter.
int months_after(int day, int months) {
  using namespace std::chrono;
  const year_month_day from{sys_days{days{day}}};
  const year_month month = year_month{from.year(), from.month()} + std::chrono::months{months};
  const std::chrono::day last =
      year_month_day_last{month.year(), month_day_last{month.month()}}.day();
  const year_month_day to{month.year(), month.month(), std::min(from.day(), last)};
  return static_cast<int>(sys_days{to}.time_since_epoch().count());
}

}  // namespace

std::optional<Length> length_of(std::string_view text) {
  if (text.size() < 2) return {};
  int count = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size() - 1, count);
  if (status != std::errc{} || end != text.data() + text.size() - 1 || count <= 0 ||
      count > most_days)
    return {};
  Length length;
  switch (text.back()) {
    case 'd':
      length = {.count = count, .unit = Length::Unit::Days};
      break;
    case 'w':
      length = {.count = 7 * count, .unit = Length::Unit::Days};
      break;
    case 'm':
      length = {.count = count, .unit = Length::Unit::Months};
      break;
    case 'y':
      length = {.count = 12 * count, .unit = Length::Unit::Months};
      break;
    default:
      return {};
  }
  if (days_in(length) > most_days) return {};
  return length;
}

double days_in(const Length& length) {
  return length.unit == Length::Unit::Days ? length.count : length.count * days_of_a_month;
}

std::vector<DaySpan> windows_of(const DaySpan& whole, const Length& length, std::size_t most) {
  std::vector<DaySpan> windows;
  for (int first = whole.first; first <= whole.last;) {
    if (windows.size() == most) {
      throw Error(fmt::format("{} to {} is more than {} windows of this length",
                              iso_day(whole.first), iso_day(whole.last), most));
    }
    const int step = static_cast<int>(windows.size() + 1) * length.count;
    const int next =
        length.unit == Length::Unit::Days ? whole.first + step : months_after(whole.first, step);
    windows.push_back({.first = first, .last = std::min(next - 1, whole.last)});
    first = next;
  }
  return windows;
}

}  // namespace entente
