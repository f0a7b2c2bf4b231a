// Triples as JSON Lines: the interchange format between extract/ and everything after it.
//
// One object a line, UTF-8; README.md shows the fields. Only document, subject.name, relation and
// object.name are required; the rest is filled with what is known. Pure functions, safe to call
// from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "extract/triple.h"

namespace entente {

// A confidence as the format writes it: to the millionth.
double round_confidence(double confidence);

// One line without its line feed. Fields stand in the order of the format's description, absent
// values are null; the same triple always gives the same bytes.
std::string to_json_line(const Triple& triple);

struct ParsedTriple {
  Triple triple;
  std::vector<std::string> unknown_fields;  // kept out of the triple, in the order of the line
  // Ids of entities of which the line says no type and no id: what they are is for the caller to
  // tell by their names.
  std::vector<std::string> only_named{};
};

// Reads one line. A missing type becomes MISC, a missing class OTHER, a missing modality asserted,
// a missing confidence 1, a missing id is derived from type and name (see entity_id).
// Throws InputError with `file`, `line_number` and the reason: broken JSON, a required field that
// is missing or empty, a value of the wrong kind, an unknown class, a date that does not exist,
// or anything longer or deeper than limits.h allows.
ParsedTriple parse_triple(std::string_view line, std::string_view file, std::size_t line_number);

}  // namespace entente
