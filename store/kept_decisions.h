// The decisions that a graph keeps, read.
//
// Internal to store/.
#pragma once

#include <vector>

#include "graph/decisions.h"
#include "store/database.h"

namespace entente {

// In the order of numbers. `snapshot` may be null: the newest state. Throws Error where a key or a
// value is damaged.
std::vector<Decision> read_decisions(const Database& database, const rocksdb::Snapshot* snapshot);

}  // namespace entente
