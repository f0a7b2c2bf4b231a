#include "export/pictures/scales.h"

#include <array>
#include <chrono>
#include <cmath>
#include <fmt/format.h>

namespace entente {
namespace {

using namespace std::chrono;

enum class Unit { Day, Month, Year };

struct Step {
  Unit unit = Unit::Day;
  int count = 1;
};

constexpr std::array<Step, 16> all_steps{{{Unit::Day, 1},
                                          {Unit::Day, 2},
                                          {Unit::Day, 7},
                                          {Unit::Day, 14},
                                          {Unit::Month, 1},
                                          {Unit::Month, 2},
                                          {Unit::Month, 3},
                                          {Unit::Month, 6},
                                          {Unit::Year, 1},
                                          {Unit::Year, 2},
                                          {Unit::Year, 5},
                                          {Unit::Year, 10},
                                          {Unit::Year, 50},
                                          {Unit::Year, 100},
                                          {Unit::Year, 500},
                                          {Unit::Year, 5000}}};

constexpr int monday = 4;  // 1970-01-05

year_month_day date_of(int day) { return year_month_day{sys_days{days{day}}}; }

int day_of_month(int months) {  // since year 0
  const year_month month{year{months / 12},
                         std::chrono::month(static_cast<unsigned>(months % 12) + 1)};
  return static_cast<int>(sys_days{month / 1}.time_since_epoch().count());
}

int round_up_to(int value, int multiple) {
  const int rest = value % multiple;
  return rest == 0 ? value : value - rest + (rest > 0 ? multiple : 0);
}

// The round dates of a step within `span`; one more than `most` at most.
std::vector<int> days_of_step(const DaySpan& span, const Step& step, std::size_t most) {
  std::vector<int> found;
  if (step.unit == Unit::Day) {
    for (int day = round_up_to(span.first - monday, step.count) + monday;
         day <= span.last && found.size() <= most; day += step.count)
      found.push_back(day);
    return found;
  }
  const int months = step.unit == Unit::Month ? step.count : 12 * step.count;
  const year_month_day first = date_of(span.first);
  int month = static_cast<int>(first.year()) * 12 + static_cast<int>(unsigned{first.month()}) - 1;
  for (month = round_up_to(month, months); found.size() <= most; month += months) {
    const int day = day_of_month(month);
    if (day > span.last) break;
    if (day >= span.first) found.push_back(day);
  }
  return found;
}

std::string label_of(int day, Unit unit) {
  static constexpr std::array<std::string_view, 12> months{
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const year_month_day date = date_of(day);
  if (unit == Unit::Year) return std::to_string(static_cast<int>(date.year()));
  const std::string_view month = months[unsigned{date.month()} - 1];
  return unit == Unit::Month ? std::string(month)
                             : fmt::format("{} {}", unsigned{date.day()}, month);
}

}  // namespace

double LinearScale::operator()(double value) const {
  const double range = values_.last - values_.first;
  const double share = range == 0.0 ? 0.5 : (value - values_.first) / range;
  return places_.first + share * (places_.last - places_.first);
}

std::vector<DateTick> date_ticks(const DaySpan& span, std::size_t most) {
  std::vector<DateTick> ticks;
  for (const Step& step : all_steps) {
    const std::vector<int> found = days_of_step(span, step, most);
    if (found.size() > most) continue;
    std::string context;
    for (const int day : found) {
      DateTick tick{.day = day, .label = label_of(day, step.unit), .context = {}};
      const std::string year = label_of(day, Unit::Year);
      if (step.unit != Unit::Year && year != context) tick.context = year;
      context = year;
      ticks.push_back(std::move(tick));
    }
    break;
  }
  return ticks;
}

double round_up(double value) {
  if (value <= 0.0) return 1.0;
  const double power = std::pow(10.0, std::floor(std::log10(value)));
  for (const double factor : {1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0}) {
    if (factor * power >= value) return factor * power;
  }
  return 10.0 * power;
}

}  // namespace entente
