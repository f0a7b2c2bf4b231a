// Blocs as JSON objects, as `--json` prints them.
#pragma once

#include <string>

#include "graph/alliances/blocs.h"
#include "store/snapshot.h"

namespace entente {

// One line without its line feed: since, until, modularity (six digits), triangles, balanced
// (counts), and blocs: number, members, before (since and until of the window in which it was last
// there, or null), joined, left (as members: each id and name), merged_from (numbers), split_from
// (a number or null).
std::string to_json_line(const Snapshot& snapshot, const BlocWindow& window);

}  // namespace entente
