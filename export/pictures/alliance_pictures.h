// Timelines, alliances and blocs of a graph as pictures: a file of SVG, or a page for a browser
// with the picture and all that it shows as tables.
//
// Throws Error where the graph is damaged.
#pragma once

#include <ostream>
#include <span>
#include <string>
#include <vector>

#include "export/timeline_json.h"
#include "extract/date.h"
#include "graph/alliances/alliances.h"
#include "graph/alliances/blocs.h"
#include "store/snapshot.h"

namespace entente {

enum class PictureForm { Svg, Page };

// How it was asked for, as the user wrote it.
struct PictureRequest {
  std::string title;      // whose, by name: "Russia and Ukraine"
  std::string window;     // length of the windows, as "1m"
  std::string half_life;  // as "180d"
};

void write_picture(std::ostream& stream, PictureForm form, const PictureRequest& request,
                   const TimelineView& view);

// Alliances under a heading: partners, opponents, a pair.
struct AllianceGroup {
  std::string name;
  std::span<const Alliance> alliances;
};

struct AlliancesView {
  const Snapshot& snapshot;
  DaySpan days;
  std::span<const AllianceGroup> groups;
  bool of_one = false;       // all of one actor: rows need only the other's name
  std::size_t left_out = 0;  // alliances that are not in `groups`
};

void write_picture(std::ostream& stream, PictureForm form, const PictureRequest& request,
                   const AlliancesView& view);

struct BlocsView {
  const Snapshot& snapshot;
  std::span<const BlocWindow> windows;
};

void write_picture(std::ostream& stream, PictureForm form, const PictureRequest& request,
                   const BlocsView& view);

}  // namespace entente
