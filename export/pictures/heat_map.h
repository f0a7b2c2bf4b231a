// Alliances over time as a picture: a row for each two actors, a column for each window, colours
// from conflict over nothing in particular to cooperation (orange, grey, blue: told apart also by
// those who see few colours). A window without stories is hatched: nothing known is not 0.
//
// Where there are more windows than columns that can be told apart, neighbouring ones share a
// column that shows the mean of those that have a score, and the picture says so.
//
// Pure functions, safe to call from any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "export/pictures/picture_parts.h"
#include "extract/date.h"

namespace entente {

struct HeatMap {
  struct Cell {
    std::optional<double> score;  // from −1 to 1
    Mark mark;
  };
  struct Row {
    std::string name;
    double score = 0.0;       // of the whole time
    std::vector<Cell> cells;  // as many as there are windows
  };
  struct Group {
    std::string name;  // "Partners"
    std::vector<Row> rows;
  };

  PictureWords words;
  std::vector<DaySpan> windows;  // one after the other
  std::vector<Group> groups;
};

std::string draw(const HeatMap& picture, Svg::Place place);

// The class of picture.css for a score: "m5" (−1) over "p0" to "p5" (1).
std::string shade_of(double score);

}  // namespace entente
