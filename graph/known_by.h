// What was known by a day: facts as far as the documents up to it state them.
//
// A document counts from its day on, one that gives a month or a year from the last day of that on.
// One without a date never counts: nothing says that it was there. What a fact is asked for
// (support, confidence, direction, observed days) follows from the evidence that is left.
//
// Pure functions, safe to call from any thread.
#pragma once

#include "graph/fact.h"

namespace entente {

// `day` in days since 1970-01-01.
bool is_known_by(const FactEvidence& evidence, int day);

// The fact with the evidence that was there by then; where there was none, without any: it was not
// known.
Fact known_by(Fact fact, int day);

}  // namespace entente
