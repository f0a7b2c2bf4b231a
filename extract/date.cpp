#include "extract/date.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace entente {
namespace {

std::optional<unsigned> digits(std::string_view text, std::size_t length) {
  if (text.size() != length) return {};
  unsigned value = 0;
  for (const char digit : text) {
    if (digit < '0' || digit > '9') return {};
    value = 10 * value + static_cast<unsigned>(digit - '0');
  }
  return value;
}

int to_days(std::chrono::year_month_day day) {
  return static_cast<int>(std::chrono::sys_days{day}.time_since_epoch().count());
}

std::optional<DaySpan> days_of_point(std::string_view iso) {
  using namespace std::chrono;
  const auto year_number = digits(iso.substr(0, 4), 4);
  if (!year_number || *year_number == 0) return {};
  const year y{static_cast<int>(*year_number)};
  if (iso.size() == 4) return DaySpan{to_days(y / January / 1), to_days(y / December / 31)};
  if (iso.size() < 7 || iso[4] != '-') return {};
  const auto month_number = digits(iso.substr(5, 2), 2);
  if (!month_number || !month{*month_number}.ok()) return {};
  const month m{*month_number};
  if (iso.size() == 7) return DaySpan{to_days(y / m / 1), to_days(year_month_day{y / m / last})};
  if (iso.size() != 10 || iso[7] != '-') return {};
  const auto day_number = digits(iso.substr(8, 2), 2);
  if (!day_number) return {};
  const year_month_day whole{y, m, day{*day_number}};
  if (!whole.ok()) return {};
  return DaySpan{to_days(whole), to_days(whole)};
}

}  // namespace

std::optional<DaySpan> days_of(std::string_view iso) {
  if (iso.size() == std::string_view("2023-07-26").size()) return days_of_point(iso);
  const auto slash = iso.find('/');
  if (slash == std::string_view::npos) return days_of_point(iso);
  const auto begin = days_of_point(iso.substr(0, slash));
  const auto end = days_of_point(iso.substr(slash + 1));
  if (!begin || !end || end->last < begin->first) return {};
  return DaySpan{begin->first, end->last};
}

std::string iso_day(int days_since_epoch) {
  using namespace std::chrono;
  const year_month_day whole{sys_days{days{days_since_epoch}}};
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(whole.year()),
                static_cast<unsigned>(whole.month()), static_cast<unsigned>(whole.day()));
  return text.data();
}

int weekday_of(int days_since_epoch) {
  using namespace std::chrono;
  return static_cast<int>(weekday{sys_days{days{days_since_epoch}}}.iso_encoding()) - 1;
}

}  // namespace entente
