// Descriptions without a name, "el presidente francés", "the company", and whom they stand for.
//
// How it works:
//   1. A definite phrase of a post or kind (`roles.json`) stands for the last one who was said to
//      hold that post before it, else the first one after it.
//   2. "La capital rumana" is the capital of the country.
//   3. A kind of organisation or place without such a phrase stands for one before it that has the
//      kind in its name ("el banco" for "Banco Santander"), was said to be of it, or is a country
//      of that kind by the lexicon ("la isla" for Cuba): the most salient one near, else the last.
//   4. Else it stands for the most salient one of fitting type near before it of whom no post or
//      kind is told: "el diplomático", "la compañía". That is never the medium to which something
//      is said ("dijo a Reuters") nor the firm of who is quoted ("said Bob Lutz of Acme"), and a
//      firm that is only told as where somebody is from comes after others.
//   5. "El Gobierno", "the authorities" stand for the country whose government was last spoken of,
//      else for the one that the document is about.
//   6. Another definite noun stands for the last one before it whose name has it for its own noun:
//      "la convención" for "Convención Demócrata".
// A description that is narrowed down by more than a country ("la empresa de su hermano", "la nueva
// empresa") is told by the first rule only.
#pragma once

#include <span>
#include <vector>

#include "extract/entities/entities.h"

namespace entente {

// Adds a mention for each description that somebody is found for, and the entities of capitals that
// are named by such a description alone.
void resolve_descriptions(std::span<const DependencyTree> trees,
                          std::vector<DocumentEntity>& entities,
                          std::span<const RolePhrase> phrases, const Lexicon& lexicon,
                          MentionTable& mentions);

}  // namespace entente
