// Which countries belong to which bloc, and when: what is known beyond a graph, or what a user
// says.
//
//   const auto memberships = Memberships::load("graph/alliances/blocs.tsv");
//   memberships.of_country("FIN");  // the European Union since 1995, NATO since 2023-04-04
//
// A file of lines with two to four fields and tabs between: the bloc; a country (ISO 3166-1
// alpha-3); the first day, and the last, each "" or left out where it has none. A bloc may be given
// further names behind ";" in any of its lines ("NATO;North Atlantic Treaty Organization"). Lines
// that begin with "#" are comments. The order of blocs is theirs in the file: of several that a
// country is in, the first one counts.
//
// Const after construction: threads may share one.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/date.h"
#include "extract/language/text_map.h"

namespace entente {

class Memberships {
 public:
  struct Membership {
    std::size_t bloc = 0;  // its place
    DaySpan days;          // without a known end: to the greatest int; likewise without a beginning
    auto operator<=>(const Membership&) const = default;
  };

  // Nobody belongs to anything.
  Memberships() = default;

  // Throws InputError that names file and line of a mistake, Error where the file cannot be read or
  // says nothing.
  static Memberships load(const std::filesystem::path& file);

  // In the order of blocs, then of days.
  const std::vector<Membership>& of_country(std::string_view code) const;

  // The codes of the countries that are ever in it, sorted.
  std::vector<std::string> countries_of(std::size_t bloc) const;

  // The bloc with this among its names, compared by lookup_key.
  std::optional<std::size_t> find(std::string_view name) const;

  // What stands for the bloc where actors have ids: "bloc/NATO".
  const std::string& id_of(std::size_t bloc) const { return ids_[bloc]; }

 private:
  std::size_t place_of(std::string_view names);

  std::vector<std::string> ids_;                  // by place
  TextMap<std::size_t> places_;                   // by each name
  TextMap<std::vector<Membership>> memberships_;  // by country
};

bool is_bloc(std::string_view id);

// "NATO" of "bloc/NATO".
std::string_view bloc_name(std::string_view id);

}  // namespace entente
