// What tests of resolution share: the pairs of names of pairs.tsv, half of them to develop on, half
// to measure on; the words of our languages; entities described in a line.
#pragma once

#include <string>
#include <vector>

#include "graph/resolve/name_words.h"
#include "graph/resolve/profile.h"

namespace entente::testing {

struct NamePair {
  std::string line;          // as it stands in the file
  bool same = false;         // the two are to be joined
  bool development = false;  // by a hash of the line
  Profile left;
  Profile right;
};

std::vector<NamePair> read_name_pairs();

// Of all languages of this repository.
const NameWords& words();

// An entity that one document names so: "Sergei Shoigu {RUS; defence minister of country/RUS
// 2023}".
Profile profile_of(const std::string& described, EntityType type, const std::string& id);

}  // namespace entente::testing
