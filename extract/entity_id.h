// Identifiers of entities, derived from what they are: the same name gives the same id everywhere,
// but for names that are nobody's alone (extract/entities/bodies.h).
#pragma once

#include <string>
#include <string_view>

#include "extract/triple.h"

namespace entente {

// "person/kim-jong-un", "org/kcna", "place/europe", "gpe/pyongyang", "misc/korean-war": the type's
// prefix and the name's slug. Countries have "country/PRK" instead, given by who knows them.
std::string entity_id(EntityType type, std::string_view name);

// The id of who is called as others are, where a text does not tell which of them it is: with a
// mark of the sentence that names him, "org/army~22140dd4", so that prints of one report give one
// id.
std::string id_of_one_report(std::string id, std::string_view sentence);
bool is_of_one_report(std::string_view id);

// The name in Latin letters (ICU transliteration), lower case, without accents, runs of anything
// but letters and digits made one "-": "Vladímir Putin" and "Vladimir Putin" are both
// "vladimir-putin". A name without any letter or digit is written as the hexadecimal of its bytes.
std::string slug(std::string_view name);

// How names are compared: Latin letters, lower case, no accents, words separated by one space, dots
// dropped ("EE.UU." is "eeuu").
std::string fold_name(std::string_view name);

// The name with its accents taken off, letter case kept: "Vladímir" gives "Vladimir".
std::string without_accents(std::string_view name);

}  // namespace entente
