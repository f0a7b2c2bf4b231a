// The extraction modules. Each reads a document's analysis and appends the relations it finds, in
// the order of the text. Pure functions: no module sees what another found.
#pragma once

#include <vector>

#include "extract/modules/analysis.h"

namespace entente {

// Verb frames: "Corea del Norte apoya a Rusia", "fue detenido por", "mantuvo una reunión con".
void extract_events(const Analysis& analysis, std::vector<Relation>& relations);

// Noun frames: "el apoyo de Corea del Norte a Rusia", "reunión entre X e Y".
void extract_nominals(const Analysis& analysis, std::vector<Relation>& relations);

// Posts and kinship: "el presidente ruso, Vladímir Putin".
void extract_roles(const Analysis& analysis, std::vector<Relation>& relations);

// What belongs to what: "el Ejército colombiano", "la empresa española Telefónica".
void extract_membership(const Analysis& analysis, std::vector<Relation>& relations);

// What lies where: "Bariloche (Argentina)", "la capital, Pyongyang".
void extract_places(const Analysis& analysis, std::vector<Relation>& relations);

// All modules one after the other, then settle().
std::vector<Relation> find_relations(const Analysis& analysis);

// The triple that a relation stands for, with its evidence.
Triple to_triple(const Analysis& analysis, const Relation& relation);

// Settles what only the whole document tells: an event told twice, once with its date or its
// source, has them in both places; relations found twice in a sentence become one.
void settle(const Analysis& analysis, std::vector<Relation>& relations);

}  // namespace entente
