#include "graph/alliances/memberships.h"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>

#include "extract/error.h"
#include "graph/entity.h"

namespace entente {
namespace {

constexpr std::string_view bloc_prefix = "bloc/";

std::vector<std::string_view> parts_of(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

bool is_country_code(std::string_view text) {
  return text.size() == 3 &&
         std::ranges::all_of(text, [](char letter) { return letter >= 'A' && letter <= 'Z'; });
}

// Nothing where one of the days is none, or the last one comes before the first.
std::optional<DaySpan> span_of(std::string_view first, std::string_view last) {
  const auto begin = first.empty() ? all_days : days_of(first);
  const auto end = last.empty() ? all_days : days_of(last);
  if (!begin || !end || end->last < begin->first) return {};
  return DaySpan{.first = begin->first, .last = end->last};
}

}  // namespace

Memberships Memberships::load(const std::filesystem::path& path) {
  std::ifstream file(path);
  if (!file) throw Error(fmt::format("{} cannot be read", path.string()));
  Memberships known;
  std::string line;
  for (std::size_t number = 1; std::getline(file, line); ++number) {
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty() || line.front() == '#') continue;
    auto fields = parts_of(line, '\t');
    const bool has_fields = fields.size() >= 2 && fields.size() <= 4;
    fields.resize(4);
    const auto days = span_of(fields[2], fields[3]);
    if (!has_fields || lookup_key(parts_of(fields[0], ';').front()).empty() ||
        !is_country_code(fields[1]) || !days) {
      throw InputError(path.string(), number,
                       "no membership: bloc, country (ISO 3166-1 alpha-3), first day and last day "
                       "with tabs between are expected");
    }
    known.memberships_[std::string(fields[1])].push_back(
        {.bloc = known.place_of(fields[0]), .days = *days});
  }
  if (file.bad()) throw Error(fmt::format("{} cannot be read", path.string()));
  if (known.ids_.empty())
    throw Error(fmt::format("{} says of no country that it belongs to a bloc", path.string()));
  for (auto& [country, memberships] : known.memberships_) std::ranges::sort(memberships);
  return known;
}

const std::vector<Memberships::Membership>& Memberships::of_country(std::string_view code) const {
  static const std::vector<Membership> none;
  const auto found = memberships_.find(code);
  return found == memberships_.end() ? none : found->second;
}

std::vector<std::string> Memberships::countries_of(std::size_t bloc) const {
  std::vector<std::string> countries;
  for (const auto& [country, memberships] : memberships_) {
    if (std::ranges::count(memberships, bloc, &Membership::bloc) > 0) countries.push_back(country);
  }
  std::ranges::sort(countries);
  return countries;
}

std::optional<std::size_t> Memberships::find(std::string_view name) const {
  const auto found = places_.find(lookup_key(is_bloc(name) ? bloc_name(name) : name));
  if (found == places_.end()) return {};
  return found->second;
}

std::size_t Memberships::place_of(std::string_view names) {
  const auto parts = parts_of(names, ';');
  const auto [first, is_new] = places_.try_emplace(lookup_key(parts.front()), ids_.size());
  const std::size_t place = first->second;
  if (is_new) ids_.push_back(std::string(bloc_prefix).append(parts.front()));
  for (const std::string_view name : parts) places_.try_emplace(lookup_key(name), place);
  return place;
}

bool is_bloc(std::string_view id) { return id.starts_with(bloc_prefix); }

std::string_view bloc_name(std::string_view id) { return id.substr(bloc_prefix.size()); }

}  // namespace entente
