// Documents that others are copies of, with these: as commands and the API show them.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/document_record.h"
#include "store/snapshot.h"

namespace entente {

// A document, and those that are copies of it.
struct CopiedDocument {
  struct Copy {
    DocumentRecord record;
    double containment = 0.0;  // as Copies::Copy has it
  };

  DocumentRecord record;
  std::vector<Copy> copies;  // by date, undated ones last; of a day by id
};

// Visits those that any of `documents` is or is a copy of, all where none is given: by id, those
// that come after `after`. The graph MUST have `documents`, and `snapshot` know which are copies
// (with_copies in graph_copies.h).
void visit_copied(const Snapshot& snapshot, std::span<const std::string> documents,
                  const std::function<Walk(const CopiedDocument&)>& visit,
                  std::string_view after = "");

// One line without its line feed: document (its id), date, title, source, and copies, each with the
// same and containment. What is not known is null. Throws Error where a text is not UTF-8.
std::string to_json_line(const CopiedDocument& copied);

}  // namespace entente
