// The statistics of a graph as a JSON object, as `stats --json` prints them.
#pragma once

#include <string>

#include "store/snapshot.h"

namespace entente {

// One line without its line feed: documents, copies (among these), entities, facts, mentions
// (counts), first_date, last_date, first_observed, last_observed (days or null), and classes: how
// many facts each has.
std::string to_json_line(const StoreStatistics& statistics);

}  // namespace entente
