// The qualifiers of a clause: when it happened, whether it is asserted, and who says so.
// Pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "extract/modules/analysis.h"

namespace entente {

// ISO date of the time expression that modifies the verb or event noun, "" where there is none.
std::string date_of(const Analysis& analysis, std::size_t sentence, std::size_t predicate);

// From negation, mood and tense, modal verbs and adverbs, conditionals and purpose clauses; of a
// noun: from the verb that governs it.
Modality modality_of(const Analysis& analysis, std::size_t sentence, std::size_t predicate);

// The entity that the text makes responsible for the clause ("…, informó KCNA", "según Moscú"):
// the subject of the nearest reporting verb that governs it. Nothing where the writer says it.
std::optional<std::size_t> source_of(const Analysis& analysis, std::size_t sentence,
                                     std::size_t predicate);

}  // namespace entente
