#include "export/pictures/heat_map.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <utility>

#include "export/pictures/picture_text.h"

namespace entente {
namespace {

constexpr double row_height = 24.0;
constexpr double group_height = 30.0;
constexpr double whole_width = 64.0;  // of the column with the scores of the whole time
constexpr double cells_end = picture_width - picture_margin - whole_width;
constexpr double scale_height = 46.0;
constexpr double least_cell = 5.0;
constexpr int shades = 5;  // of each side

// As wide as the longest name needs, within reason.
double left_of(const HeatMap& picture) {
  constexpr double least = 120.0;
  constexpr double most = 280.0;
  double width = least;
  for (const HeatMap::Group& group : picture.groups) {
    for (const HeatMap::Row& row : group.rows)
      width = std::max(width, text_width(row.name, soft_size));
  }
  return picture_margin + std::min(width, most) + 10.0;
}

// How many windows share a column.
std::size_t windows_a_column(const HeatMap& picture) {
  const double most = (cells_end - left_of(picture)) / least_cell;
  return static_cast<std::size_t>(
      std::max(1.0, std::ceil(static_cast<double>(picture.windows.size()) / most)));
}

HeatMap::Cell mean_of(std::span<const HeatMap::Cell> cells) {
  if (cells.size() == 1) return cells.front();
  HeatMap::Cell mean;
  double sum = 0.0;
  std::size_t count = 0;
  for (const HeatMap::Cell& cell : cells) {
    if (!cell.score) continue;
    sum += *cell.score;
    ++count;
    if (count == 1) mean.mark.link = cell.mark.link;
    mean.mark.tip += (mean.mark.tip.empty() ? "" : "\n") + cell.mark.tip;
  }
  if (count > 0) mean.score = sum / static_cast<double>(count);
  return mean;
}

// With as many columns as can be told apart.
HeatMap folded(HeatMap picture) {
  const std::size_t step = windows_a_column(picture);
  if (step == 1) return picture;
  std::vector<DaySpan> columns;
  for (std::size_t n = 0; n < picture.windows.size(); n += step) {
    const std::size_t last = std::min(n + step, picture.windows.size()) - 1;
    columns.push_back({.first = picture.windows[n].first, .last = picture.windows[last].last});
  }
  for (HeatMap::Group& group : picture.groups) {
    for (HeatMap::Row& row : group.rows) {
      std::vector<HeatMap::Cell> cells;
      for (std::size_t n = 0; n < row.cells.size(); n += step)
        cells.push_back(
            mean_of(std::span(row.cells).subspan(n, std::min(step, row.cells.size() - n))));
      row.cells = std::move(cells);
    }
  }
  picture.windows = std::move(columns);
  picture.words.remarks.insert(
      picture.words.remarks.begin(),
      fmt::format("There are more windows than columns: each shows the mean of {} windows, of "
                  "those that have a score.",
                  step));
  return picture;
}

void draw_cell(Svg& svg, const HeatMap::Cell& cell, const Box& box) {
  constexpr double least_for_number = 40.0;
  const Box inner{.x = box.x + 0.5,
                  .y = box.y + 0.5,
                  .width = std::max(box.width - 1.0, 0.5),
                  .height = box.height - 1.0};
  if (!cell.score) {
    svg.rectangle(inner, "missing");
    return;
  }
  svg.begin_mark(cell.mark);
  const std::string shade = shade_of(*cell.score);
  svg.rectangle(inner, shade);
  if (box.width >= least_for_number) {
    svg.text(box.x + box.width / 2, box.y + row_height / 2 + 4, signed_number(*cell.score, 2),
             shade.back() >= '4' ? "small middle on-strong" : "small middle");
  }
  svg.end_mark();
}

void draw_row(Svg& svg, const HeatMap& picture, const HeatMap::Row& row, double y) {
  const double left = left_of(picture);
  const LinearScale x =
      day_scale({.first = picture.windows.front().first, .last = picture.windows.back().last}, left,
                cells_end);
  svg.text(left - 10, y + row_height / 2 + 4,
           cut_to(row.name, left - picture_margin - 10.0, soft_size), "end name");
  for (std::size_t n = 0; n < row.cells.size(); ++n) {
    const double from = x(picture.windows[n].first - 0.5);
    draw_cell(svg, row.cells[n],
              {.x = from,
               .y = y,
               .width = x(picture.windows[n].last + 0.5) - from,
               .height = row_height});
  }
  svg.text(picture_width - picture_margin, y + row_height / 2 + 4, signed_number(row.score, 2),
           "end");
}

void draw_scale(Svg& svg, double left, double y) {
  constexpr double width = 26.0;
  constexpr double height = 12.0;
  double x = left;
  for (int shade = -shades; shade <= shades; ++shade, x += width) {
    svg.rectangle({.x = x, .y = y, .width = width, .height = height},
                  shade_of(static_cast<double>(shade) / shades));
  }
  svg.text(left, y + height + 15, signed_number(-1, 0) + " enemies", "soft");
  svg.text(left + (x - left) / 2, y + height + 15, "0", "soft middle");
  svg.text(x, y + height + 15, "allies " + signed_number(1, 0), "soft end");
  svg.rectangle({.x = x + 40, .y = y, .width = width, .height = height}, "missing");
  svg.rectangle({.x = x + 40, .y = y, .width = width, .height = height}, "frame");
  svg.text(x + 40 + width + 8, y + height - 1, "no story", "soft");
}

}  // namespace

std::string shade_of(double score) {
  const int shade = static_cast<int>(std::lround(std::clamp(score, -1.0, 1.0) * shades));
  return fmt::format("{}{}", shade < 0 ? 'm' : 'p', std::abs(shade));
}

std::string draw(const HeatMap& asked, Svg::Place place) {
  const HeatMap picture = folded(asked);
  std::size_t rows = 0;
  for (const HeatMap::Group& group : picture.groups) rows += group.rows.size();
  const double axis = below_head + group_height * static_cast<double>(picture.groups.size()) +
                      row_height * static_cast<double>(rows) + 6.0;
  const double scale = axis + date_axis_height + 10.0;
  const double bottom = scale + scale_height + remarks_height(picture.words) + 14.0;
  Svg svg(place, {.width = picture_width,
                  .height = bottom,
                  .title = picture.words.title,
                  .description = picture.words.scope});
  draw_head(svg, picture.words);
  if (!picture.windows.empty()) {
    const double left = left_of(picture);
    draw_dates(
        svg, {.days = {.first = picture.windows.front().first, .last = picture.windows.back().last},
              .left = left,
              .right = cells_end,
              .y = axis,
              .top = axis});
    double y = below_head;
    for (const HeatMap::Group& group : picture.groups) {
      svg.text(left - 10, y + group_height - 9, group.name, "heading end");
      svg.text(picture_width - picture_margin, y + group_height - 9, "in all", "soft end");
      y += group_height;
      for (const HeatMap::Row& row : group.rows) {
        draw_row(svg, picture, row, y);
        y += row_height;
      }
    }
    draw_scale(svg, left, scale);
  }
  draw_remarks(svg, picture.words, scale + scale_height);
  return svg.take();
}

}  // namespace entente
