// Alignments as JSON objects, as `--json` prints them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "extract/date.h"
#include "graph/alliances/alignment.h"
#include "store/snapshot.h"

namespace entente {

// How two actors stand in a window; without an alignment where one has no position in it.
struct AlignmentView {
  std::string actor;  // ids
  std::string other;
  DaySpan days;
  std::optional<double> alignment;
  std::span<const Alignment::Part> parts;  // to show
};

struct WindowAlignment {
  DaySpan days;
  std::optional<double> alignment;
};

// One line without its line feed: actor, other, since, until, alignment (or null), windows (since,
// until, alignment) and parts (partner, part, with_actor, with_other).
std::string to_json_line(const Snapshot& snapshot, const AlignmentView& view,
                         std::span<const WindowAlignment> windows);

}  // namespace entente
