// Writes a picture as SVG, element by element.
//
// How it works:
//   1. Looks come from classes of picture.css, which knows a light and a dark scheme; elements
//      carry no styles of their own, so that a page's Content-Security-Policy may forbid them.
//   2. Text is escaped, and cannot turn what stands beside it round (plain_text).
//   3. Coordinates have two digits after the point: the same picture always gives the same bytes.
//
// Throws Error for a coordinate that is no number.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "export/xml_text.h"

namespace entente {

struct Box {
  double x = 0.0;
  double y = 0.0;
  double width = 0.0;
  double height = 0.0;
};

// What a part of a picture tells to whom points at it.
struct Mark {
  std::string tip{};   // lines; the first one names it
  std::string link{};  // the id of the element of the page that tells more, or ""
};

class Svg {
 public:
  // A file of its own shows tips as titles; in a page marks can be reached by keyboard.
  enum class Place { File, Page };

  struct Frame {
    double width = 0.0;
    double height = 0.0;
    std::string title{};
    std::string description{};
  };

  Svg(Place place, const Frame& frame);

  void rectangle(const Box& box, std::string_view classes);
  void line(double x1, double y1, double x2, double y2, std::string_view classes);
  void circle(double x, double y, double radius, std::string_view classes);
  void path(std::string_view data, std::string_view classes);
  void text(double x, double y, std::string_view text, std::string_view classes);

  // What is drawn until end_mark() is one mark.
  void begin_mark(const Mark& mark);
  void end_mark();

  // The whole of it; nothing may be drawn after.
  std::string take();

 private:
  Place place_;
  std::string svg_;
  XmlText escape_;
};

// "M" for a path; joins numbers as Svg writes them: path_to('M', {1, 2}) is "M1 2".
std::string path_to(char command, std::initializer_list<double> numbers);

// The style that every picture carries.
extern const std::string_view picture_style;

}  // namespace entente
