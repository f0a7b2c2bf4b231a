#include "export/pictures/picture_parts.h"

#include <algorithm>

#include "export/pictures/picture_text.h"

namespace entente {
namespace {

constexpr double title_size = 20.0;
constexpr double line_height = 17.0;
constexpr double text_room = picture_width - 2 * picture_margin;
constexpr double half_day = 0.5;

std::vector<std::string> remark_lines(const PictureWords& words) {
  std::vector<std::string> lines;
  for (const std::string& remark : words.remarks) {
    for (std::string& line : lines_of(remark, text_room, soft_size))
      lines.push_back(std::move(line));
  }
  return lines;
}

// As many as have room for their labels.
std::vector<DateTick> fitting_ticks(const DateAxis& axis) {
  constexpr double least_room = 42.0;
  constexpr double between_labels = 10.0;
  const double width = axis.right - axis.left;
  std::vector<DateTick> ticks = date_ticks(axis.days, static_cast<std::size_t>(width / least_room));
  double widest = 0.0;
  for (const DateTick& each : ticks)
    widest = std::max(widest, text_width(each.label, soft_size) + between_labels);
  if (widest * static_cast<double>(ticks.size()) <= width) return ticks;
  return date_ticks(axis.days, static_cast<std::size_t>(width / widest));
}

}  // namespace

void draw_head(Svg& svg, const PictureWords& words) {
  // Semibold letters are a tenth wider.
  svg.text(picture_margin, 34, cut_to(words.title, text_room / 1.1, title_size), "title");
  svg.text(picture_margin, 56, cut_to(words.scope, text_room, soft_size), "soft");
}

double remarks_height(const PictureWords& words) {
  return line_height * static_cast<double>(remark_lines(words).size());
}

void draw_remarks(Svg& svg, const PictureWords& words, double y) {
  for (const std::string& line : remark_lines(words)) {
    svg.text(picture_margin, y + soft_size, line, "soft");
    y += line_height;
  }
}

LinearScale day_scale(const DaySpan& days, double left, double right) {
  return LinearScale({.first = days.first - half_day, .last = days.last + half_day},
                     {.first = left, .last = right});
}

void draw_dates(Svg& svg, const DateAxis& axis) {
  constexpr double tick = 5.0;
  const LinearScale x = day_scale(axis.days, axis.left, axis.right);
  svg.line(axis.left, axis.y, axis.right, axis.y, "axis");
  for (const DateTick& each : fitting_ticks(axis)) {
    // A tick stands where its day begins, as the windows do.
    const double at = x(each.day - half_day);
    svg.line(at, axis.top, at, axis.y, "grid");
    svg.line(at, axis.y, at, axis.y + tick, "axis");
    svg.text(at, axis.y + 18, each.label, "soft middle");
    svg.text(at, axis.y + 33, each.context, "heading soft middle");
  }
}

}  // namespace entente
