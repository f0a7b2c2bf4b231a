#include "export/pictures/svg.h"

#include <cmath>
#include <fmt/format.h>
#include <utility>

#include "export/pictures/picture_text.h"
#include "extract/error.h"

namespace entente {
namespace {

constexpr double coordinate_steps = 100.0;

std::string number(double value) {
  if (!std::isfinite(value)) throw Error("a picture would have a coordinate that is no number");
  return fmt::format("{}", std::round(value * coordinate_steps) / coordinate_steps + 0.0);
}

}  // namespace

std::string path_to(char command, std::initializer_list<double> numbers) {
  std::string path(1, command);
  for (const double each : numbers) {
    if (path.size() > 1) path += ' ';
    path += number(each);
  }
  return path;
}

Svg::Svg(Place place, const Frame& frame) : place_(place) {
  const std::string title = plain_text(frame.title);
  const std::string size =
      fmt::format(R"(viewBox="0 0 {} {}")", number(frame.width), number(frame.height));
  if (place == Place::File) {
    svg_ = fmt::format(R"(<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" class="picture" role="img" {} width="{}" height="{}">
<title>{}</title>
<desc>{}</desc>
)",
                       size, number(frame.width), number(frame.height), escape_.content(title),
                       escape_.content(plain_text(frame.description)));
  } else {
    svg_ = fmt::format(
        R"(<svg xmlns="http://www.w3.org/2000/svg" class="picture" role="group" {} aria-label="{}">
)",
        size, escape_.attribute(title));
  }
  svg_ += fmt::format("<style>{}</style>\n", picture_style);
  svg_ += R"(<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse">)"
          R"(<path class="hatch" d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5"/></pattern></defs>)"
          "\n";
  rectangle({.x = 0, .y = 0, .width = frame.width, .height = frame.height}, "ground");
}

void Svg::rectangle(const Box& box, std::string_view classes) {
  svg_ += fmt::format(R"(<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>)", classes,
                      number(box.x), number(box.y), number(box.width), number(box.height)) +
          '\n';
}

void Svg::line(double x1, double y1, double x2, double y2, std::string_view classes) {
  svg_ += fmt::format(R"(<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>)", classes, number(x1),
                      number(y1), number(x2), number(y2)) +
          '\n';
}

void Svg::circle(double x, double y, double radius, std::string_view classes) {
  svg_ += fmt::format(R"(<circle class="{}" cx="{}" cy="{}" r="{}"/>)", classes, number(x),
                      number(y), number(radius)) +
          '\n';
}

void Svg::path(std::string_view data, std::string_view classes) {
  svg_ += fmt::format(R"(<path class="{}" d="{}"/>)", classes, data) + '\n';
}

void Svg::text(double x, double y, std::string_view text, std::string_view classes) {
  if (text.empty()) return;
  svg_ += fmt::format(R"(<text class="{}" x="{}" y="{}">{}</text>)", classes, number(x), number(y),
                      escape_.content(plain_text(text))) +
          '\n';
}

void Svg::begin_mark(const Mark& mark) {
  if (place_ == Place::File) {
    svg_ += fmt::format("<g><title>{}</title>\n", escape_.content(mark.tip));
    return;
  }
  const std::string tip = escape_.attribute(mark.tip);
  const std::string name = escape_.attribute(mark.tip.substr(0, mark.tip.find('\n')));
  const std::string where = mark.link.empty()
                                ? R"(tabindex="0" role="img")"
                                : fmt::format(R"(href="#{}")", escape_.attribute(mark.link));
  svg_ += fmt::format(R"(<a {} data-tip="{}" aria-label="{}">)", where, tip, name) + '\n';
}

void Svg::end_mark() { svg_ += place_ == Place::File ? "</g>\n" : "</a>\n"; }

std::string Svg::take() { return std::move(svg_) + "</svg>\n"; }

}  // namespace entente
