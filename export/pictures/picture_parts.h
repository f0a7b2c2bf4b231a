// What all pictures have in common: a head, an axis of dates, remarks at the foot.
#pragma once

#include <span>
#include <string>

#include "export/pictures/scales.h"
#include "export/pictures/svg.h"

namespace entente {

// What is written over a picture and below it.
struct PictureWords {
  std::string title;
  std::string scope;                 // which time, how weighed: a line under the title
  std::vector<std::string> remarks;  // what is folded, left out or not what it seems
};

inline constexpr double picture_width = 960.0;
inline constexpr double picture_margin = 24.0;
inline constexpr double soft_size = 12.0;  // of what is said beside

// Where a picture begins that has a head.
inline constexpr double below_head = 76.0;

void draw_head(Svg& svg, const PictureWords& words);

// How high the remarks are, and the remarks from `y` on.
double remarks_height(const PictureWords& words);
void draw_remarks(Svg& svg, const PictureWords& words, double y);

// From the middle of a day to a place; days are whole, their ends half a day further out.
LinearScale day_scale(const DaySpan& days, double left, double right);

struct DateAxis {
  DaySpan days;
  double left = 0.0;
  double right = 0.0;
  double y = 0.0;    // of the axis
  double top = 0.0;  // to which its lines go up
};

// Ticks, as many as have room, with labels below: 40 high.
inline constexpr double date_axis_height = 40.0;
void draw_dates(Svg& svg, const DateAxis& axis);

}  // namespace entente
