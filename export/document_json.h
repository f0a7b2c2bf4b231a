// Documents as JSON objects.
#pragma once

#include <string>

#include "export/fact_views.h"
#include "store/document_record.h"
#include "store/snapshot.h"

namespace entente {

// One line without its line feed: id, date, language, title, source, file and line. What is not
// known is null. Throws Error where a text is not UTF-8.
std::string to_json_line(const DocumentRecord& record);

// The same with sentences: those of the document that are evidence, in their order, each with
// sentence (its number), begin, end, text, and facts: what it is evidence for, each with id,
// subject and object (id and name), relation, class, date and modality.
std::string to_json_line(const DocumentRecord& record, const Snapshot& snapshot);

}  // namespace entente
