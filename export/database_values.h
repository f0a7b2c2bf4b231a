// What the formats for databases say in the same way.
#pragma once

#include <string>
#include <string_view>

#include "extract/triple.h"
#include "graph/fact.h"

namespace entente {

// Identifies a piece of evidence wherever it stands: the content_id of the fact's id and of what
// identifies the evidence within it (compare_identity): document, observed, sentence, begin, end,
// module, source, reversed (0 or 1), each followed by the byte 0x1F. Other evidence of the fact
// does not change it.
std::string evidence_id(std::string_view fact_id, const FactEvidence& evidence);

// "Person", "Organization", "GeoPolitical", "Location", "Misc".
std::string_view label_of(EntityType type);

// A confidence as the interchange format has it: six decimals at most.
double rounded_confidence(double confidence);

}  // namespace entente
