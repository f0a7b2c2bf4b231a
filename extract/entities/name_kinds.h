// Of what kind a name is, where what stands with it in the document tells better than the names
// head: a part of step 1 of entities.h.
//
// How it works, with all names of the document at hand:
//   1. Firms. A name that begins a firm's full name, "Houston" of "Houston Brewing Co.", is that
//      firm's where it has what firms have ("Houston's chairman") or trades ("Houston bought");
//      what is neither a place of the lexicon nor used as a place is so everywhere, and what
//      several words begin, "Milton Roy" of "Milton Roy Corp.", is no person. A name of its own is
//      a firm's where shares of it change hands ("sold its stake in Iliad").
//   2. Teams. "El Cruz Azul venció al América": in Spanish a masculine article and a verb of
//      contests make it a team's, and so they do whom it meets.
//   3. Places and bodies by a word of their own: "calle Mayor" is no city, and "Museo Picasso" is
//      no place.
#pragma once

#include <span>
#include <vector>

#include "extract/entities/names.h"

namespace entente {

// Changes the type of names and takes from them what the lexicon knows of others called so; persons
// who are named in full, or with a title, stay.
void correct_kinds(std::span<NameMention> names, std::span<const DependencyTree> trees,
                   const Lexicon& lexicon, const CommonNames& common);

}  // namespace entente
