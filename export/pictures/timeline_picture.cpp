#include "export/pictures/timeline_picture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <span>
#include <tuple>
#include <utility>

#include "export/pictures/picture_text.h"
#include "graph/alliances/windows.h"

namespace entente {
namespace {

using Event = TimelinePicture::Event;
using Score = TimelinePicture::Score;

constexpr double left = 84.0;
constexpr double right = picture_width - picture_margin;
constexpr double lane_title = 18.0;
constexpr double score_height = 190.0;
constexpr double gap = 10.0;
constexpr double other_height = 26.0;
constexpr double key_line_height = 19.0;
constexpr std::size_t numbered_of_a_side = 4;

enum class Side { Cooperation, Conflict, Neither };

Side side_of(const Event& event) {
  if (event.weight == 0.0) return Side::Neither;
  return event.weight > 0.0 ? Side::Cooperation : Side::Conflict;
}

std::string_view class_of(Side side) {
  if (side == Side::Neither) return "neither";
  return side == Side::Cooperation ? "cooperation" : "conflict";
}

// Weights add up where circles' areas do; a number has room in its circle.
double radius_of(const Event& event, bool is_numbered) {
  constexpr double least = 2.5;
  constexpr double of_number = 6.5;
  constexpr double of_ten = 9.0;
  return std::max(is_numbered ? of_number : least,
                  of_ten * std::sqrt(std::abs(event.weight) / 10.0));
}

// Events that have a number.
using EventNumbers = std::map<const Event*, std::size_t>;

struct Circle {
  const Event* event = nullptr;
  double x = 0.0;
  double level = 0.0;  // of its middle above the lane's ground
  double radius = 0.0;
};

// Beside and on top of each other without overlap, each as low as it goes. What is before `x` by
// more than two of the largest radii can touch nothing.
std::vector<Circle> stacked(std::span<const Event> events, Side side, const LinearScale& x,
                            const EventNumbers& numbers) {
  constexpr double between = 0.5;
  constexpr double step = 1.0;
  std::vector<Circle> circles;
  for (const Event& event : events) {
    if (side_of(event) != side) continue;
    Circle circle{.event = &event,
                  .x = x(event.day),
                  .level = 0.0,
                  .radius = radius_of(event, numbers.contains(&event))};
    circle.x = std::clamp(circle.x, left + circle.radius, right - circle.radius);
    circle.level = circle.radius + 1.0;
    const auto touches = [&](const Circle& other) {
      return std::hypot(other.x - circle.x, other.level - circle.level) <
             other.radius + circle.radius + between;
    };
    const auto near = std::ranges::find_if(
        circles, [&](const Circle& other) { return other.x > circle.x - 20.0; });
    while (std::any_of(near, circles.end(), touches)) circle.level += step;
    circles.push_back(circle);
  }
  return circles;
}

double height_of(std::span<const Circle> circles) {
  double height = 0.0;
  for (const Circle& circle : circles) height = std::max(height, circle.level + circle.radius);
  return height;
}

// Events of one side added up over some days.
struct Bin {
  DaySpan days;
  double weight = 0.0;  // the sum of sizes
  std::vector<const Event*> events;
};

struct BinLength {
  Length length;
  std::string_view name;
};

constexpr std::array<BinLength, 6> bin_lengths{
    {{{.count = 1, .unit = Length::Unit::Days}, "day"},
     {{.count = 7, .unit = Length::Unit::Days}, "week"},
     {{.count = 1, .unit = Length::Unit::Months}, "month"},
     {{.count = 3, .unit = Length::Unit::Months}, "three months"},
     {{.count = 12, .unit = Length::Unit::Months}, "year"},
     {{.count = 120, .unit = Length::Unit::Months}, "ten years"}}};

// The shortest of which bars are wide enough to be seen and pointed at.
const BinLength& bin_length_for(const DaySpan& days) {
  constexpr double least_width = 5.0;
  for (const BinLength& each : bin_lengths) {
    if (days_in(each.length) * (right - left) / (days.last - days.first + 1.0) >= least_width)
      return each;
  }
  return bin_lengths.back();
}

std::vector<Bin> bins_of(std::span<const Event> events, Side side, const DaySpan& days,
                         const Length& length) {
  std::vector<Bin> bins;
  for (const DaySpan& each : windows_of(days, length))
    bins.push_back({.days = each, .weight = 0.0, .events = {}});
  auto bin = bins.begin();
  for (const Event& event : events) {
    if (side_of(event) != side) continue;
    while (bin->days.last < event.day) ++bin;
    bin->weight += side == Side::Neither ? 1.0 : std::abs(event.weight);
    bin->events.push_back(&event);
  }
  return bins;
}

bool is_heavier(const Event* one, const Event* other) {
  return std::tuple(-std::abs(one->weight), other->documents, one->day) <
         std::tuple(-std::abs(other->weight), one->documents, other->day);
}

Mark mark_of(const Bin& bin) {
  const Event* heaviest = *std::ranges::min_element(bin.events, is_heavier);
  const std::string days = bin.days.first == bin.days.last
                               ? iso_day(bin.days.first)
                               : iso_day(bin.days.first) + " to " + iso_day(bin.days.last);
  std::string tip = days + ": " + count_text(bin.events.size(), "story", "stories");
  if (heaviest->weight != 0.0) tip += fmt::format(", weight {:.1f}", bin.weight);
  tip += bin.events.size() > 1 ? "\nThe heaviest: " : "\n";
  return {.tip = tip + heaviest->mark.tip, .link = bin.events.front()->mark.link};
}

// Where things are, from top to bottom.
struct Places {
  double cooperation = 0.0;  // the ground of its stories, which stand above it
  double score_top = 0.0;
  double conflict = 0.0;  // the ground of its stories, which hang below it
  double other = 0.0;     // the ground of what is neither
  double axis = 0.0;
  double key = 0.0;
  double remarks = 0.0;
  double bottom = 0.0;
};

class TimelineDrawing {
 public:
  TimelineDrawing(const TimelinePicture& picture, Svg::Place place)
      : picture_(picture),
        words_(picture.words),
        place_(place),
        x_(day_scale(picture.days, left, right)) {
    number_heaviest(Side::Cooperation);
    number_heaviest(Side::Conflict);
    choose_form();
    arrange();
  }

  std::string draw() {
    Svg svg(place_, {.width = picture_width,
                     .height = places_.bottom,
                     .title = words_.title,
                     .description = words_.scope});
    draw_head(svg, words_);
    if (!picture_.events.empty()) draw_stories(svg);
    draw_remarks(svg, words_, places_.remarks);
    return svg.take();
  }

 private:
  void draw_stories(Svg& svg) {
    draw_dates(svg, {.days = picture_.days,
                     .left = left,
                     .right = right,
                     .y = places_.axis,
                     .top = below_head});
    if (!picture_.series.empty()) draw_series(svg);
    draw_side(svg, Side::Cooperation);
    draw_side(svg, Side::Conflict);
    draw_changes(svg);
    draw_others(svg);
    draw_key(svg);
  }

  void number_heaviest(Side side) {
    std::vector<const Event*> events;
    for (const Event& event : picture_.events) {
      if (side_of(event) == side) events.push_back(&event);
    }
    const std::size_t most = std::min(numbered_of_a_side, events.size());
    std::ranges::partial_sort(events, events.begin() + static_cast<std::ptrdiff_t>(most),
                              is_heavier);
    events.resize(most);
    std::ranges::sort(events, {}, [](const Event* event) { return std::pair(event->day, event); });
    for (const Event* event : events) numbers_.emplace(event, numbers_.size() + 1);
  }

  // Circles where they have room, else bars.
  void choose_form() {
    const double room = picture_.series.empty() ? 190.0 : 120.0;
    constexpr std::size_t most_circles = 400;
    for (const Side side : {Side::Cooperation, Side::Conflict}) {
      const auto count = std::ranges::count(picture_.events, side, side_of);
      if (static_cast<std::size_t>(count) <= most_circles) {
        circles_[side] = stacked(picture_.events, side, x_, numbers_);
        lane_height_ = std::max(lane_height_, height_of(circles_[side]));
      } else {
        in_bars_ = true;
      }
    }
    in_bars_ = in_bars_ || lane_height_ > room;
    lane_height_ = in_bars_ ? room : std::max(lane_height_ + 4.0, 30.0);
    const BinLength& bin_length = bin_length_for(picture_.days);
    double heaviest = 0.0;
    for (const Side side : {Side::Cooperation, Side::Conflict, Side::Neither}) {
      bins_[side] = bins_of(picture_.events, side, picture_.days, bin_length.length);
      if (side == Side::Neither) break;
      for (const Bin& bin : bins_[side]) heaviest = std::max(heaviest, bin.weight);
    }
    most_weight_ = round_up(heaviest);
    if (in_bars_) {
      words_.remarks.insert(
          words_.remarks.begin(),
          fmt::format("Bars add up the weights of the stories of each {}.", bin_length.name));
    } else if (!picture_.events.empty()) {
      words_.remarks.insert(
          words_.remarks.begin(),
          "Each circle is a story, as large as it weighs; a numbered one has room "
          "for its number.");
    }
    if (std::ranges::count(picture_.events, Side::Neither, side_of) > 0) {
      words_.remarks.insert(
          words_.remarks.begin() + 1,
          fmt::format("Neither: how many facts of each {} are of general classes, "
                      "denied, or between those who act for one.",
                      bin_length.name));
    }
  }

  void arrange() {
    if (picture_.events.empty()) {
      places_.remarks = below_head;
      places_.bottom = places_.remarks + remarks_height(words_) + 14.0;
      return;
    }
    places_.cooperation = below_head + lane_title + lane_height_;
    places_.score_top = places_.cooperation + gap;
    const bool has_series = !picture_.series.empty();
    places_.conflict =
        has_series ? places_.score_top + score_height + gap : places_.cooperation + 1.0;
    places_.other = places_.conflict + lane_height_ + lane_title + gap + other_height;
    const bool has_others = std::ranges::count(picture_.events, Side::Neither, side_of) > 0;
    if (!has_others) places_.other = places_.conflict + lane_height_ + lane_title;
    places_.axis = places_.other + gap;
    places_.key = places_.axis + date_axis_height + 12.0;
    const auto lines = static_cast<double>(
        std::max(numbered(Side::Cooperation).size(), numbered(Side::Conflict).size()));
    places_.remarks = places_.key + (lines > 0 ? key_line_height * (lines + 1) + 8.0 : 0.0);
    places_.bottom = places_.remarks + remarks_height(words_) + 14.0;
  }

  std::vector<std::pair<std::size_t, const Event*>> numbered(Side side) const {
    std::vector<std::pair<std::size_t, const Event*>> found;
    for (const auto& [event, number] : numbers_) {
      if (side_of(*event) == side) found.emplace_back(number, event);
    }
    std::ranges::sort(found);
    return found;
  }

  void draw_series(Svg& svg) {
    const LinearScale y({.first = 1.0, .last = -1.0},
                        {.first = places_.score_top, .last = places_.score_top + score_height});
    for (const double value : {1.0, 0.5, 0.0, -0.5, -1.0}) {
      svg.line(left, y(value), right, y(value), value == 0.0 ? "axis" : "grid");
      svg.text(left - 8, y(value) + 4, signed_number(value, 1), "soft end");
    }
    svg.text(picture_margin, y(1.0) + 20, "allies", "soft small");
    svg.text(picture_margin, y(-1.0) - 12, "enemies", "soft small");
    const auto has_score = [](const Score& score) { return score.score.has_value(); };
    for (auto begin = picture_.series.begin(); begin != picture_.series.end();) {
      begin = std::find_if(begin, picture_.series.end(), has_score);
      const auto end = std::find_if_not(begin, picture_.series.end(), has_score);
      if (begin != end) draw_run(svg, std::span(begin, end), y);
      begin = end;
    }
    for (const Score& score : picture_.series) {
      svg.begin_mark(score.mark);
      const double from = x_(score.days.first - 0.5);
      svg.rectangle({.x = from,
                     .y = places_.score_top,
                     .width = x_(score.days.last + 0.5) - from,
                     .height = score_height},
                    "target");
      svg.end_mark();
    }
  }

  // Windows that follow each other, all with a score: a line, or where it is one a point. A score
  // is that of its window's end, and stands there.
  void draw_run(Svg& svg, std::span<const Score> run, const LinearScale& y) {
    constexpr std::size_t most_points = 60;
    const auto end = [&](const Score& score) { return x_(score.days.last + 0.5); };
    if (run.size() == 1) {
      const double at = end(run.front());
      svg.line(at, y(run.front().low), at, y(run.front().high), "whisker");
    } else {
      std::string band, line;
      for (const Score& score : run) {
        const char command = band.empty() ? 'M' : 'L';
        band += path_to(command, {end(score), y(score.high)});
        line += path_to(command, {end(score), y(*score.score)});
      }
      for (auto score = run.rbegin(); score != run.rend(); ++score)
        band += path_to('L', {end(*score), y(score->low)});
      svg.path(band + "Z", "band");
      svg.path(line, "score");
    }
    if (run.size() > 1 && picture_.series.size() > most_points) return;
    for (const Score& score : run) svg.circle(end(score), y(*score.score), 3.0, "point");
  }

  double ground_of(Side side) const {
    return side == Side::Cooperation ? places_.cooperation : places_.conflict;
  }
  // Towards where the stories of a side stand.
  static double up(Side side) { return side == Side::Cooperation ? -1.0 : 1.0; }

  void draw_side(Svg& svg, Side side) {
    const double ground = ground_of(side);
    const double title = side == Side::Cooperation ? ground - lane_height_ - 6.0
                                                   : ground + lane_height_ + lane_title - 4.0;
    svg.text(picture_margin, title, side == Side::Cooperation ? "Cooperation" : "Conflict",
             fmt::format("heading small {}", class_of(side)));
    svg.line(left, ground, right, ground, "axis");
    if (in_bars_) {
      draw_bars(svg, side);
    } else {
      draw_circles(svg, side);
    }
  }

  void draw_circles(Svg& svg, Side side) {
    for (const Circle& circle : circles_[side]) {
      const double y = ground_of(side) + up(side) * circle.level;
      svg.begin_mark(circle.event->mark);
      svg.circle(circle.x, y, circle.radius, class_of(side));
      svg.end_mark();
    }
    for (const Circle& circle : circles_[side]) {
      const auto number = numbers_.find(circle.event);
      if (number == numbers_.end()) continue;
      const double y = ground_of(side) + up(side) * circle.level;
      svg.text(circle.x, y + 4.0, std::to_string(number->second), "key middle on-strong");
    }
  }

  void draw_bars(Svg& svg, Side side) {
    const double ground = ground_of(side);
    const double full = lane_height_ - 12.0;  // a number has room above the highest
    svg.line(left, ground + up(side) * full, right, ground + up(side) * full, "grid");
    svg.text(left - 8, ground + up(side) * full + 4, fmt::format("{}", most_weight_), "soft end");
    for (const Bin& bin : bins_[side]) {
      if (bin.events.empty()) continue;
      draw_bar(svg, bin, side, full * bin.weight / most_weight_);
    }
  }

  void draw_bar(Svg& svg, const Bin& bin, Side side, double height) {
    const double ground = side == Side::Neither ? places_.other : ground_of(side);
    const double from = x_(bin.days.first - 0.5);
    const double width = x_(bin.days.last + 0.5) - from;
    const double top = side == Side::Conflict ? ground : ground - height;
    svg.begin_mark(mark_of(bin));
    svg.rectangle(
        {.x = from + 0.5, .y = top, .width = std::max(width - 1.0, 0.5), .height = height},
        class_of(side));
    svg.end_mark();
    std::string numbers;
    for (const Event* event : bin.events) {
      const auto number = numbers_.find(event);
      if (number == numbers_.end()) continue;
      numbers += (numbers.empty() ? "" : ",") + std::to_string(number->second);
    }
    if (numbers.empty()) return;
    svg.text(from + width / 2, side == Side::Conflict ? top + height + 11.0 : top - 3.0, numbers,
             "key middle halo");
  }

  void draw_others(Svg& svg) {
    double most = 0.0;
    for (const Bin& bin : bins_[Side::Neither]) most = std::max(most, bin.weight);
    if (most == 0.0) return;
    svg.text(picture_margin, places_.other - 8, "Neither", "heading small neither");
    svg.line(left, places_.other, right, places_.other, "grid");
    for (const Bin& bin : bins_[Side::Neither]) {
      if (bin.events.empty()) continue;
      draw_bar(svg, bin, Side::Neither, std::max(3.0, other_height * bin.weight / most));
    }
  }

  // Each with its label in the first row of the score's panel that has room for it.
  void draw_changes(Svg& svg) {
    constexpr double size = 11.0;
    constexpr double row_height = 14.0;
    std::array<double, 4> free_from{};
    for (const TimelinePicture::Change& change : picture_.changes) {
      const double x = x_(change.day - 0.5);
      const std::string label = iso_day(change.day) + (change.better ? " better" : " worse");
      const double width = text_width(label, size);
      const double at = std::min(x + 4.0, right - width);
      svg.begin_mark(change.mark);
      svg.line(x, below_head + lane_title, x, places_.conflict + lane_height_, "change");
      const auto row = std::ranges::find_if(free_from, [&](double from) { return from <= at; });
      if (row != free_from.end()) {
        svg.text(
            at,
            places_.score_top + row_height * (1.0 + static_cast<double>(row - free_from.begin())),
            label, "changed halo");
        *row = at + width + 6.0;
      }
      svg.end_mark();
    }
  }

  void draw_key(Svg& svg) {
    constexpr double column = (picture_width - 2 * picture_margin) / 2;
    if (numbers_.empty()) return;
    double x = picture_margin;
    for (const Side side : {Side::Cooperation, Side::Conflict}) {
      double y = places_.key + 12.0;
      const auto list = numbered(side);
      svg.text(x, y,
               list.empty()                ? ""
               : side == Side::Cooperation ? "Most cooperative"
                                           : "Most hostile",
               fmt::format("heading {}", class_of(side)));
      for (const auto& [number, event] : list) {
        y += key_line_height;
        svg.begin_mark(event->mark);
        svg.text(x, y, std::to_string(number), "key");
        svg.text(x + 20, y, cut_to(iso_day(event->day) + " " + event->name, column - 36.0, 13.0),
                 "");
        svg.end_mark();
      }
      x += column;
    }
  }

  const TimelinePicture& picture_;
  PictureWords words_;
  Svg::Place place_;
  LinearScale x_;
  EventNumbers numbers_;
  std::map<Side, std::vector<Circle>> circles_;
  std::map<Side, std::vector<Bin>> bins_;
  bool in_bars_ = false;
  double lane_height_ = 0.0;
  double most_weight_ = 1.0;
  Places places_;
};

}  // namespace

std::string draw(const TimelinePicture& picture, Svg::Place place) {
  return TimelineDrawing(picture, place).draw();
}

}  // namespace entente
