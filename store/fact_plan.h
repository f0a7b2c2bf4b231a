// Where the facts that a filter may match are to be found: by an index where it names few, else
// among all.
//
// Internal to store/.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "graph/filter.h"
#include "store/schema.h"
#include "store/view.h"

namespace entente {

// Ranges of stored facts, disjoint, and single facts by the keys that they are shown under; both
// sorted. A fact of which the key is given may match, and is not shown from a range.
struct FactPlan {
  std::vector<KeyRange> ranges;
  std::vector<std::string> keys;
  bool keys_adjoin = false;  // they come in runs of neighbours

  // Leaves what comes after `key` alone.
  void begin_after(const std::string& key);

  // The plan in at most as many parts that take about as long each, in order.
  std::vector<FactPlan> in_parts(const Database& database, std::size_t parts) const;
};

// Throws Error where the graph is damaged, TimeIsUp.
FactPlan plan_of(const View& view, const FactMatcher& matcher);

// All keys after this one, in the order of bytes.
KeyRange after_key(std::string key);

}  // namespace entente
