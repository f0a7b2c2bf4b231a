// What names of a document stand for by each other: the end of step 1 of entities.h.
//
// How it works, each time with all names of the document at hand:
//   1. What one word makes of two names goes ("la cumbre Bush-Putin"). A name that begins with a
//      given one is a person's ("Olaf Scholz" read as a firm), and what is called by the surname of
//      a person of the document is that person, whatever the names head takes it for, or where it
//      sees none.
//   2. Kinds are put right by what the whole document tells (name_kinds.h).
//   3. Names that others have, too, are those of a country that is named: "the North", "Seúl" read
//      as a person's name, "Partido Laborista".
//   4. Words for members stand for what they are of: "los socialistas".
//   5. Acronyms in brackets, bynames and own nouns of organisations ("the Commission") are joined
//      to the names before them.
#pragma once

#include <span>
#include <vector>

#include "extract/entities/names.h"

namespace entente {

// `names` as found sentence by sentence, in the order of the text; so are those returned.
std::vector<NameMention> relate_names(std::vector<NameMention> names,
                                      std::span<const DependencyTree> trees, const TextIndex& text,
                                      const Lexicon& lexicon, const CommonNames& common);

}  // namespace entente
