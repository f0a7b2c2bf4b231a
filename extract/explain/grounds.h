// Which rules found a relation, and which words gave it its name, date, modality and source.
#pragma once

#include <span>
#include <vector>

#include "extract/explain/explanation.h"
#include "extract/modules/analysis.h"

namespace entente {

// The rules that relate the two of `relation` in its sentence. `proposed` is all that they found.
std::vector<FiredRule> rules_behind(const Analysis& analysis, const Relation& relation,
                                    std::span<const Relation> proposed);

Grounds grounds_of_name(const Analysis& analysis, const Relation& relation);
Grounds grounds_of_modality(const Analysis& analysis, const Relation& relation);

// `relations` is all that was found in the document: another telling of the event may have the date
// or the source.
Grounds grounds_of_date(const Analysis& analysis, const Relation& relation,
                        std::span<const Relation> relations);
Grounds grounds_of_source(const Analysis& analysis, const Relation& relation,
                          std::span<const Relation> relations);

}  // namespace entente
