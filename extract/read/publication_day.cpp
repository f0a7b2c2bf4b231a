#include "extract/read/publication_day.h"

#include <algorithm>

#include "extract/date.h"

namespace entente {
namespace {

constexpr std::size_t iso_day_length = 10;  // YYYY-MM-DD

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Where `shape` says 0 there must be a digit, elsewhere the character itself.
bool has_shape(std::string_view text, std::string_view shape) {
  return std::equal(text.begin(), text.end(), shape.begin(), shape.end(),
                    [](char c, char wanted) { return wanted == '0' ? is_digit(c) : c == wanted; });
}

bool is_zone(std::string_view zone) {
  if (zone.empty() || zone == "Z" || zone == "z") return true;
  if (zone.front() != '+' && zone.front() != '-') return false;
  zone.remove_prefix(1);
  return has_shape(zone, "00:00") || has_shape(zone, "0000") || has_shape(zone, "00");
}

// "18:00", "18:00:00", "18:00:00.123", each with or without a zone.
bool is_time(std::string_view time) {
  const std::size_t zone = std::min(time.find_first_of("Zz+-"), time.size());
  std::string_view clock = time.substr(0, zone);
  if (const auto point = clock.find_first_of(".,"); point != std::string_view::npos) {
    const std::string_view fraction = clock.substr(point + 1);
    if (fraction.empty() || !std::all_of(fraction.begin(), fraction.end(), is_digit)) return false;
    clock = clock.substr(0, point);
    if (!has_shape(clock, "00:00:00")) return false;
  }
  return (has_shape(clock, "00:00") || has_shape(clock, "00:00:00")) && is_zone(time.substr(zone));
}

// `iso` if it is a day that exists.
std::optional<std::string> existing_day(std::string iso) {
  if (!is_date(iso)) return {};
  return iso;
}

std::optional<std::string> day_at_front(std::string_view name) {
  const auto digits_follow = [name](std::size_t length) {
    return name.size() > length && is_digit(name[length]);
  };
  for (const std::string_view shape : {"0000-00-00", "0000_00_00"}) {
    if (!has_shape(name.substr(0, iso_day_length), shape) || digits_follow(iso_day_length))
      continue;
    std::string iso(name.substr(0, iso_day_length));
    std::replace(iso.begin(), iso.end(), '_', '-');
    return existing_day(std::move(iso));
  }
  constexpr std::string_view compact_shape = "00000000";
  const std::string_view compact = name.substr(0, compact_shape.size());
  if (has_shape(compact, compact_shape) && !digits_follow(compact.size()) && compact >= "1700" &&
      compact < "2100") {
    return existing_day(std::string(compact.substr(0, 4)) + "-" +
                        std::string(compact.substr(4, 2)) + "-" +
                        std::string(compact.substr(6, 2)));
  }
  return {};
}

}  // namespace

std::optional<std::string> parse_publication_day(std::string_view date) {
  const std::string_view day = date.substr(0, iso_day_length);
  if (!has_shape(day, "0000-00-00")) return {};
  if (date.size() > iso_day_length) {
    const char separator = date[iso_day_length];
    if (separator != 'T' && separator != 't' && separator != ' ') return {};
    if (!is_time(date.substr(iso_day_length + 1))) return {};
  }
  return existing_day(std::string(day));
}

std::optional<std::string> find_day_in_name(std::string_view name) {
  for (std::size_t begin = 0; begin < name.size(); ++begin) {
    if (!is_digit(name[begin]) || (begin > 0 && is_digit(name[begin - 1]))) continue;
    if (auto day = day_at_front(name.substr(begin))) return day;
  }
  return {};
}

}  // namespace entente
