// Personal and possessive pronouns of the third person, subjects that a language drops, and whom
// they stand for.
//
// How it works:
//   1. "he", "she", "his" stand for a person, "it", "its" for an organisation or a country, "su",
//      "le" and a dropped subject for any of them; "they" for what is named in the plural.
//   2. Who may be meant stands before the pronoun, in its sentence or one of the two before it, and
//      is no argument of the pronoun's own verb ("Bush met him" is somebody else). A possessive may
//      also mean the subject of its verb behind it: "In his speech, Bush said".
//   3. Of those the most salient is taken (salience.h). A person who was "he" is never "she".
//   4. A main verb without a subject ("Visitará Lima") has that of the main verb of the sentence
//      before it, one of saying that of whoever spoke last. Where that is nobody named, nor is it.
// What a pronoun stands for can then itself be what a later one stands for.
#pragma once

#include <span>

#include "extract/entities/entities.h"

namespace entente {

// Adds a mention of kind Pronoun for each pronoun, and for each verb without a subject, that
// somebody is found for.
void resolve_pronouns(std::span<const DependencyTree> trees,
                      std::span<const DocumentEntity> entities, const Lexicon& lexicon,
                      MentionTable& mentions);

}  // namespace entente
