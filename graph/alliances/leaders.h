// Who held a post in a government or in armed forces, and when: what is known beyond a graph.
//
//   const Leaders leaders = Leaders::load("graph/alliances/leaders");
//   leaders.terms_of("Shinzo Abe");  // JPN, 2012-12-26 to 2020-09-16
//
// A folder of .tsv files: name, country (ISO 3166-1 alpha-3), first day, last day ("" where none is
// known), with tabs between; lines that begin with "#" are comments. Files are read in the order of
// their names, and what one says of a name replaces what those before said.
//
// Const after construction: threads may share one.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "extract/date.h"
#include "extract/language/text_map.h"

namespace entente {

class Leaders {
 public:
  struct Term {
    std::string country;  // ISO 3166-1 alpha-3
    DaySpan days;         // without a known end: to the greatest int
    auto operator<=>(const Term&) const = default;
  };

  // Nobody is known.
  Leaders() = default;

  // Throws InputError that names file and line of a mistake, Error where `folder` is none.
  static Leaders load(const std::filesystem::path& folder);

  // In the files' order; compared by lookup_key.
  const std::vector<Term>& terms_of(std::string_view name) const;

 private:
  TextMap<std::vector<Term>> terms_;
};

}  // namespace entente
