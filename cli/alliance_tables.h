// Alliances as tables for people.
#pragma once

#include <cstddef>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "export/alliance_json.h"
#include "export/shown_names.h"
#include "graph/alliances/alliances.h"
#include "graph/alliances/change_points.h"
#include "store/graph_alliances.h"

namespace entente {

// What alliances are shown from.
struct AllianceScene {
  const Snapshot& snapshot;
  const Actors& actors;
  const ShownNames& names;
  const GraphStories& stories;
  bool explain = false;          // with the stories behind each score
  std::size_t most_stories = 0;  // of each

  std::vector<StoryView> views(const AllianceScore& score) const;
  std::vector<ChangeView> views(std::span<const ChangePoint> changes) const;
};

// "2022-01-01 to 2022-12-31"
std::string days_text(const DaySpan& days);

// A table with a heading, or the stories behind each; without alliances nothing.
void print_alliances(std::ostream& stream, const AllianceScene& scene, std::string_view heading,
                     std::span<const Alliance> alliances);

// The alliance's windows as a table, and the stories behind each.
void print_series(std::ostream& stream, const AllianceScene& scene, const Alliance& alliance);

// When the relation changed, with a story that speaks for it, or with all that are asked for.
void print_changes(std::ostream& stream, const AllianceScene& scene,
                   std::span<const ChangePoint> changes);

}  // namespace entente
