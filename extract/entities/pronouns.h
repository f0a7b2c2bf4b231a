// Personal and possessive pronouns of the third person, and whom they stand for.
//
// How it works:
//   1. "he", "she", "his" stand for a person, "it", "its" for an organisation or a country, "su"
//   for
//      any of them.
//   2. Who may be meant stands before the pronoun, in its sentence or one of the two before it, and
//      is no argument of the pronoun's own verb ("Bush met him" is somebody else).
//   3. Of those the most salient is taken: in the nearest sentence, as a subject, not buried in
//      another phrase, named often. A person who was "he" is never "she".
// What a pronoun stands for can then itself be what a later one stands for.
#pragma once

#include <span>

#include "extract/entities/entities.h"

namespace entente {

// Adds a mention of kind Pronoun for each pronoun that somebody is found for.
void resolve_pronouns(std::span<const DependencyTree> trees,
                      std::span<const DocumentEntity> entities, MentionTable& mentions);

}  // namespace entente
