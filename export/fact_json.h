// Facts and entities as JSON objects, as `--json` prints them.
#pragma once

#include <string>

#include "export/fact_views.h"
#include "graph/entity.h"

namespace entente {

// One line without its line feed: id, subject, relation, class, object, date, modality, confidence,
// documents and mentions (counts), observed_first, observed_last, sources, and the evidence: every
// piece with document, observed, sentence, begin, end, text, module, source (an entity's id),
// reversed (the document puts object and subject the other way round) and confidence. What is not
// known is null. The same fact always gives the same bytes. Throws Error where a text is not UTF-8.
std::string to_json_line(const FactView& view);

// The same of a fact of `snapshot`.
std::string to_json_line(const Snapshot& snapshot, const Fact& fact);

// id, name, type, country, and names: every name with the number of documents that use it.
std::string to_json_line(const Entity& entity);

}  // namespace entente
