#include "extract/time/date_resolver.h"

#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>

#include "extract/date.h"

namespace entente {
namespace {

constexpr int days_in_week = 7;
constexpr int months_in_year = 12;

struct YearMonth {
  int year = 0;
  int month = 1;
};

std::chrono::year_month_day calendar_day(int day) {
  return std::chrono::sys_days{std::chrono::days{day}};
}

YearMonth year_month_of(int day) {
  const auto calendar = calendar_day(day);
  return {static_cast<int>(calendar.year()),
          static_cast<int>(static_cast<unsigned>(calendar.month()))};
}

YearMonth plus_months(YearMonth from, int months) {
  const int total = from.year * months_in_year + (from.month - 1) + months;
  return {total / months_in_year, total % months_in_year + 1};
}

std::string padded(int number, int width) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%0*d", width, number);
  return text.data();
}

// The ISO day where the year is one that ISO 8601 writes with four digits, "" elsewhere.
std::string existing_day(std::int64_t day) {
  constexpr std::int64_t first = -719162;  // 0001-01-01
  constexpr std::int64_t last = 2932896;   // 9999-12-31
  return day < first || day > last ? std::string{} : iso_day(static_cast<int>(day));
}

std::string iso_year(int year) { return padded(year, 4); }

std::string iso_month(YearMonth month) {
  return iso_year(month.year) + "-" + padded(month.month, 2);
}

std::string if_date(const std::string& value) { return is_date(value) ? value : std::string{}; }

std::string iso_interval(const std::string& from, const std::string& to) {
  return if_date(from + "/" + to);
}

std::string week_of(std::int64_t monday) {
  return iso_interval(existing_day(monday), existing_day(monday + days_in_week - 1));
}

// `count` years from the last one on that `count` divides: 10 gives a decade. Centuries end, and
// decades begin, with the year that their number divides.
std::string years_block(int year, int count) {
  if (count == 1) return if_date(iso_year(year));
  const int first = count == 100 ? (year - 1) / 100 * 100 + 1 : year / count * count;
  return iso_interval(iso_year(first), iso_year(first + count - 1));
}

// In which order the neighbours of a day or month are tried.
struct Search {
  bool back = true;
  bool ahead = true;
  bool own = true;  // the document's own day or month counts
};

Search search_of(const DateParts& parts, Tense tense) {
  if (parts.shift && *parts.shift < 0) return {.back = true, .ahead = false, .own = false};
  if (parts.shift && *parts.shift > 0) return {.back = false, .ahead = true, .own = false};
  const bool only_weekday = parts.weekday && !parts.day && !parts.month;
  if (tense == Tense::Unknown && only_weekday && !parts.shift) tense = Tense::Past;
  // "La cumbre comienza el lunes" looks ahead; "las ventas caen en mayo" may look either way.
  if (tense == Tense::Present) tense = only_weekday ? Tense::Future : Tense::Unknown;
  switch (tense) {
    case Tense::Past:
      return {.back = true, .ahead = false, .own = true};
    case Tense::Future:
      return {.back = false, .ahead = true, .own = !only_weekday || parts.shift.has_value()};
    case Tense::Present:
    case Tense::Unknown:
      break;
  }
  return {};
}

// The distance of the nearest step, at most `limit` away, that `fits`.
template <typename Fits>
std::optional<int> nearest(Search search, int limit, Fits fits) {
  if (search.own && fits(0)) return 0;
  for (int distance = 1; distance <= limit; ++distance) {
    if (search.back && fits(-distance)) return -distance;
    if (search.ahead && fits(distance)) return distance;
  }
  return std::nullopt;
}

std::string partial_date(const DateParts& parts, int from, Search search) {
  if (parts.month && !parts.day) {
    const YearMonth start = year_month_of(from);
    const auto steps = nearest(search, months_in_year, [&](int distance) {
      return plus_months(start, distance).month == *parts.month;
    });
    return steps ? if_date(iso_month(plus_months(start, *steps))) : std::string{};
  }
  constexpr int leap_day_returns = 366 * 8;
  const auto nearest_day = [&](bool with_weekday) {
    const bool tells_year = with_weekday && parts.month && !parts.shift;
    return nearest(tells_year ? Search{} : search, leap_day_returns, [&](int distance) {
      const auto day = calendar_day(from + distance);
      return (!parts.day || static_cast<int>(static_cast<unsigned>(day.day())) == *parts.day) &&
             (!parts.month ||
              static_cast<int>(static_cast<unsigned>(day.month())) == *parts.month) &&
             (!with_weekday || weekday_of(from + distance) == *parts.weekday);
    });
  };
  auto steps = nearest_day(parts.weekday.has_value());
  // A weekday that is far from the date it is given with is a slip of the writer.
  constexpr int year = 366;
  if (parts.weekday && parts.day && (!steps || std::abs(*steps) > year)) steps = nearest_day(false);
  return steps ? existing_day(from + *steps) : std::string{};
}

bool is_partial(const DateParts& parts) { return parts.day || parts.month || parts.weekday; }

void append_period(std::string& dates, std::string& clock, const DateParts& parts) {
  if (!parts.unit) return;
  std::string number = "X";
  if (parts.number) {
    const double amount = *parts.number * parts.unit->count;
    constexpr double largest = 1e15;  // so far a double counts exactly
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), amount == std::floor(amount) ? "%.0f" : "%g", amount);
    if (amount <= largest) number = text.data();
  }
  (parts.unit->clock ? clock : dates) += number + parts.unit->unit;
}

}  // namespace

std::string DateResolver::resolve(const TimeReading& reading, Tense tense) const {
  const DateParts& parts = reading.parts[0];
  switch (reading.kind) {
    case TimeKind::Date:
    case TimeKind::Time:
      return reading.interval ? interval(parts, reading.parts[1], tense) : date(parts, tense);
    case TimeKind::Span:
      return span(parts);
    case TimeKind::Weekend:
      return weekend(parts, tense);
    case TimeKind::Nth:
      return nth(parts, tense);
    case TimeKind::Decade: {
      if (!parts.year) return {};
      constexpr int last_century = 1900;
      return years_block(*parts.year < 100 ? last_century + *parts.year : *parts.year, 10);
    }
    case TimeKind::Century:
      return parts.number && *parts.number >= 1 && *parts.number < 100
                 ? years_block(static_cast<int>(*parts.number) * 100, 100)
                 : std::string{};
    case TimeKind::Duration:
    case TimeKind::Set:
    case TimeKind::Vague:
    case TimeKind::None:
      break;
  }
  return {};
}

std::optional<int> DateResolver::full_year(const DateParts& parts) const {
  if (!parts.year || !parts.short_year) return parts.year;
  if (!document_day_) return std::nullopt;
  // The two digits name a year of the past, or one of the next ten.
  const int latest = year_month_of(*document_day_).year + 10;
  return latest - ((latest - *parts.year) % 100 + 100) % 100;
}

std::string DateResolver::date(const DateParts& parts, Tense tense) const {
  if (parts.year) {
    const auto year = full_year(parts);
    if (!year) return {};
    std::string value = iso_year(*year);
    if (parts.month) value += "-" + padded(*parts.month, 2);
    if (parts.month && parts.day) value += "-" + padded(*parts.day, 2);
    return if_date(value);
  }
  if (!document_day_) return {};
  if (parts.month && parts.shift && parts.unit && parts.unit->unit == 'Y') {
    DateParts in_year = parts;
    in_year.year = year_month_of(*document_day_).year + *parts.shift;
    return date(in_year, tense);
  }
  if (parts.month && parts.shift == 0 && !parts.weekday) {
    DateParts in_year = parts;
    in_year.year = year_month_of(*document_day_).year;
    return date(in_year, tense);
  }
  if (parts.day && !parts.month && parts.shift && parts.unit && parts.unit->unit == 'M') {
    const YearMonth month = plus_months(year_month_of(*document_day_), *parts.shift);
    return if_date(iso_month(month) + "-" + padded(*parts.day, 2));
  }
  if (parts.offset) return existing_day(*document_day_ + *parts.offset);
  if (!is_partial(parts)) return {};
  return partial_date(parts, *document_day_, search_of(parts, tense));
}

std::string DateResolver::interval(DateParts from, DateParts to, Tense tense) const {
  if (from.day && !from.month) from.month = to.month;
  if (from.day && to.day && !to.month && *to.day > *from.day) to.month = from.month;
  const bool turn_of_year = from.month && to.month && *from.month > *to.month;
  if (to.year && !from.year) {
    from.year = *to.year - (turn_of_year ? 1 : 0);
    from.short_year = to.short_year;
  } else if (from.year && !to.year && is_partial(to)) {
    to.year = *from.year + (turn_of_year ? 1 : 0);
    to.short_year = from.short_year;
  }
  if (!to.shift) to.shift = from.shift;
  if (!from.shift) from.shift = to.shift;
  const std::string first = date(from, tense);
  const auto covered = days_of(first);
  if (!covered) return {};
  if (to.year || to.offset) return iso_interval(first, date(to, tense));
  if (!is_partial(to)) return {};
  return iso_interval(first, partial_date(to, covered->first, {.back = false, .ahead = true}));
}

std::string DateResolver::span(const DateParts& parts) const {
  if (!document_day_ || !parts.unit || !parts.shift || parts.unit->clock) return {};
  const double amount = parts.number.value_or(1.0) * *parts.shift;
  constexpr double longest = 10000;
  if (amount != std::floor(amount) || std::abs(amount) > longest) return {};
  const int steps = static_cast<int>(amount);
  const int count = parts.unit->count;
  const YearMonth month = year_month_of(*document_day_);
  switch (parts.unit->unit) {
    case 'D':
      return count == 1 ? existing_day(*document_day_ + steps) : std::string{};
    case 'W':
      return week_of(*document_day_ - weekday_of(*document_day_) + days_in_week * steps * count);
    case 'M': {
      const YearMonth first =
          plus_months({month.year, (month.month - 1) / count * count + 1}, steps * count);
      if (count == 1) return if_date(iso_month(first));
      return iso_interval(iso_month(first), iso_month(plus_months(first, count - 1)));
    }
    case 'Y': {
      const int year = month.year + steps * count;
      return year < 1 ? std::string{} : years_block(year, count);
    }
    default:
      return {};
  }
}

std::string DateResolver::weekend(const DateParts& parts, Tense tense) const {
  if (!document_day_) return {};
  constexpr int saturday = 5;
  const int this_saturday = *document_day_ - weekday_of(*document_day_) + saturday;
  int first = this_saturday;
  if (parts.shift.value_or(0) < 0 || (!parts.shift && tense == Tense::Past)) {
    if (first > *document_day_ || parts.shift) first -= days_in_week;
  } else if (parts.shift.value_or(0) > 0) {
    if (first <= *document_day_) first += days_in_week;
  }
  return iso_interval(existing_day(first), existing_day(first + 1));
}

std::string DateResolver::nth(const DateParts& parts, Tense tense) const {
  if (!parts.ordinal || !parts.unit || parts.unit->unit != 'M' || parts.unit->clock) return {};
  const int count = parts.unit->count;
  const int units = months_in_year / count;
  const int ordinal = *parts.ordinal < 0 ? units + 1 + *parts.ordinal : *parts.ordinal;
  if (ordinal < 1 || ordinal > units) return {};
  const int first_month = (ordinal - 1) * count + 1;
  auto year = full_year(parts);
  if (!year) {
    if (!document_day_ || parts.short_year) return {};
    const YearMonth now = year_month_of(*document_day_);
    year = now.year + parts.shift.value_or(0);
    if (!parts.shift && tense == Tense::Past && first_month > now.month) --*year;
    // What ended a short while ago is still talked of as to come: its results are.
    constexpr int long_ago = 6;
    const bool over = first_month + count + long_ago <= now.month;
    if (!parts.shift && tense == Tense::Future && over) ++*year;
  }
  const YearMonth first{*year, first_month};
  return iso_interval(iso_month(first), iso_month(plus_months(first, count - 1)));
}

std::string duration_value(const TimeReading& reading) {
  std::string dates;
  std::string clock;
  DateParts first = reading.parts[0];
  DateParts last = reading.parts[1];
  if (!first.unit) last.number = {};  // "two to three weeks" may be either
  if (!last.unit && first.number && last.number) *first.number += *last.number;  // "un año y medio"
  append_period(dates, clock, first);
  if (reading.interval) append_period(dates, clock, last);
  return "P" + dates + (clock.empty() ? "" : "T" + clock);
}

}  // namespace entente
