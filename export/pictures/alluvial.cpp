#include "export/pictures/alluvial.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "export/pictures/picture_text.h"

namespace entente {
namespace {

constexpr std::size_t most_drawn = 12;  // blocs that are drawn one by one
constexpr std::size_t most_coloured = 6;
constexpr std::size_t other = 0;  // the number of what is folded together
constexpr double node_width = 12.0;
constexpr double streams_height = 400.0;
constexpr double between_nodes = 14.0;
constexpr double room_of_last_labels = 220.0;
constexpr double left_end = picture_margin + 16.0;
constexpr double right_end = picture_width - picture_margin - room_of_last_labels;
constexpr double heading_height = 24.0;
constexpr double key_height = 20.0;

using Members = std::set<std::string>;

struct Node {
  std::size_t number = other;
  Members members;
  std::vector<std::string> strongest;  // members, the strongest first
  double y = 0.0;
  double height = 0.0;
  double taken_left = 0.0;  // of its height, by streams
  double taken_right = 0.0;
};

using Column = std::vector<Node>;

// The numbers of those that are drawn one by one, the largest over all windows first.
std::vector<std::size_t> largest(std::span<const BlocWindow> windows) {
  std::map<std::size_t, std::size_t> sizes;
  for (const BlocWindow& window : windows) {
    for (const Bloc& bloc : window.blocs) sizes[bloc.number] += bloc.members.size();
  }
  std::vector<std::pair<std::size_t, std::size_t>> order;
  for (const auto& [number, size] : sizes) order.emplace_back(size, number);
  std::ranges::sort(order, [](const auto& one, const auto& two) {
    return one.first != two.first ? one.first > two.first : one.second < two.second;
  });
  std::vector<std::size_t> numbers;
  for (const auto& [size, number] : order) {
    if (numbers.size() < most_drawn) numbers.push_back(number);
  }
  return numbers;
}

std::size_t shared(const Members& one, const Members& two) {
  const Members& lesser = one.size() < two.size() ? one : two;
  const Members& greater = one.size() < two.size() ? two : one;
  return static_cast<std::size_t>(
      std::ranges::count_if(lesser, [&](const std::string& id) { return greater.contains(id); }));
}

std::vector<std::string> shared_ids(const Node& from, const Node& to) {
  std::vector<std::string> ids;
  for (const std::string& id : from.strongest) {
    if (to.members.contains(id)) ids.push_back(id);
  }
  return ids;
}

class AlluvialDrawing {
 public:
  AlluvialDrawing(const AlluvialPicture& picture, Svg::Place place)
      : picture_(picture), words_(picture.words), place_(place), drawn_(largest(picture.windows)) {
    fill_columns();
    put_in_order();
    place_nodes();
    remark();
  }

  std::string draw() {
    const double key = bottom_ + 26.0;
    const std::size_t lines = (drawn_.size() + 1) / 2;
    const double remarks =
        key + (drawn_.empty() ? 0.0 : key_height * static_cast<double>(lines) + 14.0);
    Svg svg(place_, {.width = picture_width,
                     .height = remarks + remarks_height(words_) + 14.0,
                     .title = words_.title,
                     .description = words_.scope});
    draw_head(svg, words_);
    draw_headings(svg);
    for (std::size_t n = 1; n < columns_.size(); ++n) draw_streams(svg, n);
    for (std::size_t n = 0; n < columns_.size(); ++n) draw_nodes(svg, n);
    draw_labels(svg);
    draw_key(svg, key);
    draw_remarks(svg, words_, remarks);
    return svg.take();
  }

 private:
  bool is_drawn(std::size_t number) const {
    return std::ranges::find(drawn_, number) != drawn_.end();
  }

  std::string class_of(std::size_t number) const {
    if (number == other) return "b0";
    const auto rank =
        static_cast<std::size_t>(std::ranges::find(drawn_, number) - drawn_.begin()) + 1;
    return fmt::format("b{}", std::min(rank, most_coloured + 1));
  }

  // The members of all blocs that are drawn in a window; none where there is no such window.
  Members drawn_members(std::size_t window) const {
    Members members;
    if (window >= picture_.windows.size()) return members;
    for (const Bloc& bloc : picture_.windows[window].blocs) {
      if (is_drawn(bloc.number)) members.insert(bloc.members.begin(), bloc.members.end());
    }
    return members;
  }

  void fill_columns() {
    for (std::size_t n = 0; n < picture_.windows.size(); ++n) {
      Column column;
      for (const Bloc& bloc : picture_.windows[n].blocs) {
        if (!is_drawn(bloc.number)) continue;
        column.push_back({.number = bloc.number,
                          .members = {bloc.members.begin(), bloc.members.end()},
                          .strongest = bloc.members});
      }
      // Who comes from a drawn bloc or goes to one, but is in none now.
      Members others = n > 0 ? drawn_members(n - 1) : Members{};
      others.merge(drawn_members(n + 1));
      for (const std::string& id : drawn_members(n)) others.erase(id);
      most_folded_ = std::max(most_folded_, others.size());
      if (!others.empty()) {
        column.push_back(
            {.number = other, .members = others, .strongest = {others.begin(), others.end()}});
      }
      columns_.push_back(std::move(column));
    }
  }

  // Each by the mean place of where its members were before; what is folded stays below.
  void put_in_order() {
    for (std::size_t n = 1; n < columns_.size(); ++n) {
      const Column& before = columns_[n - 1];
      const auto came_from = [&](const Node& node) {
        if (node.number == other) return static_cast<double>(before.size() + columns_[n].size());
        double sum = 0.0;
        double count = 0.0;
        for (std::size_t place = 0; place < before.size(); ++place) {
          if (before[place].number == other) continue;
          const auto weight = static_cast<double>(shared(before[place].members, node.members));
          sum += weight * static_cast<double>(place);
          count += weight;
        }
        return count == 0.0 ? static_cast<double>(before.size()) : sum / count;
      };
      std::vector<std::pair<double, Node>> placed;
      for (Node& node : columns_[n]) {
        const double place = came_from(node);
        placed.emplace_back(place, std::move(node));
      }
      std::ranges::stable_sort(placed, {}, &std::pair<double, Node>::first);
      columns_[n].clear();
      for (auto& [place, node] : placed) columns_[n].push_back(std::move(node));
    }
  }

  double x_of(std::size_t column) const {
    if (columns_.size() == 1) return left_end;
    return LinearScale({.first = 0.0, .last = static_cast<double>(columns_.size() - 1)},
                       {.first = left_end, .last = right_end})(static_cast<double>(column));
  }

  // All columns on one scale: as high as the one that needs most.
  void place_nodes() {
    constexpr double least_height = 2.0;
    double per_member = streams_height;
    for (const Column& column : columns_) {
      std::size_t members = 0;
      for (const Node& node : column) members += node.members.size();
      if (members == 0) continue;
      const double room = streams_height - between_nodes * static_cast<double>(column.size() - 1);
      per_member = std::min(per_member, room / static_cast<double>(members));
    }
    per_member = std::min(per_member, 26.0);  // few actors need no whole picture
    bottom_ = below_head + heading_height;
    for (Column& column : columns_) {
      double y = below_head + heading_height;
      for (Node& node : column) {
        node.y = y;
        node.height = std::max(least_height, per_member * static_cast<double>(node.members.size()));
        y += node.height + between_nodes;
      }
      bottom_ = std::max(bottom_, y - between_nodes);
    }
    per_member_ = per_member;
  }

  void remark() {
    std::set<std::size_t> numbers;
    for (const BlocWindow& window : picture_.windows) {
      for (const Bloc& bloc : window.blocs) numbers.insert(bloc.number);
    }
    std::vector<std::string> remarks;
    if (!drawn_.empty()) {
      remarks.emplace_back(
          "Blocs are as high as they have members; streams are members that stay "
          "or change.");
    }
    if (most_folded_ > 0) {
      remarks.push_back(
          fmt::format("Others: those who come from a bloc that is drawn or go to one, "
                      "up to {}, folded together.",
                      count_text(most_folded_, "actor", "actors")));
    }
    if (numbers.size() > drawn_.size()) {
      remarks.push_back(fmt::format("Not drawn: {}.", count_text(numbers.size() - drawn_.size(),
                                                                 "smaller bloc", "smaller blocs")));
    }
    words_.remarks.insert(words_.remarks.begin(), remarks.begin(), remarks.end());
  }

  void draw_headings(Svg& svg) const {
    double free_from = 0.0;
    for (std::size_t n = 0; n < columns_.size(); ++n) {
      const std::string label = iso_day(picture_.windows[n].days.first);
      const double half = text_width(label, soft_size) / 2;
      const double middle = std::max(x_of(n) + node_width / 2, picture_margin + half);
      if (middle - half < free_from) continue;
      svg.text(middle, below_head + 8, label, "soft middle");
      free_from = middle + half + 8;
    }
  }

  void draw_streams(Svg& svg, std::size_t n) {
    for (Node& from : columns_[n - 1]) {
      for (Node& to : columns_[n]) {
        const std::vector<std::string> ids = shared_ids(from, to);
        if (ids.empty()) continue;
        const double height = per_member_ * static_cast<double>(ids.size());
        draw_stream(svg, {n, &from, &to, height, ids});
        from.taken_right += height;
        to.taken_left += height;
      }
    }
  }

  struct Stream {
    std::size_t to_column = 0;
    const Node* from = nullptr;
    const Node* to = nullptr;
    double height = 0.0;
    std::span<const std::string> ids;
  };

  void draw_stream(Svg& svg, const Stream& stream) const {
    const double x1 = x_of(stream.to_column - 1) + node_width;
    const double x2 = x_of(stream.to_column);
    const double middle = (x1 + x2) / 2;
    const double y1 = stream.from->y + stream.from->taken_right;
    const double y2 = stream.to->y + stream.to->taken_left;
    const double h = stream.height;
    const std::size_t colour =
        stream.from->number == other ? stream.to->number : stream.from->number;
    const bool stays_out = stream.from->number == other && stream.to->number == other;
    svg.begin_mark({.tip = fmt::format(
                        "{} to {}: {}\n{}", title_of(*stream.from), title_of(*stream.to),
                        count_text(stream.ids.size(), "actor", "actors"), names_of(stream.ids, 40)),
                    .link = {}});
    svg.path(path_to('M', {x1, y1}) + path_to('C', {middle, y1, middle, y2, x2, y2}) +
                 path_to('L', {x2, y2 + h}) +
                 path_to('C', {middle, y2 + h, middle, y1 + h, x1, y1 + h}) + "Z",
             fmt::format("flow {}", stays_out ? "b0" : class_of(colour)));
    svg.end_mark();
  }

  void draw_nodes(Svg& svg, std::size_t n) const {
    for (const Node& node : columns_[n]) {
      const std::string days =
          iso_day(picture_.windows[n].days.first) + " to " + iso_day(picture_.windows[n].days.last);
      svg.begin_mark({.tip = fmt::format("{}, {}: {}\n{}", title_of(node), days,
                                         count_text(node.members.size(), "actor", "actors"),
                                         names_of(node.strongest, 40)),
                      .link = node.number == other ? "" : picture_.link_of(n, node.number)});
      svg.rectangle({.x = x_of(n), .y = node.y, .width = node_width, .height = node.height},
                    class_of(node.number));
      svg.end_mark();
    }
  }

  static std::string title_of(const Node& node) {
    return node.number == other ? "Others" : fmt::format("Bloc {}", node.number);
  }

  std::string names_of(std::span<const std::string> ids, std::size_t most) const {
    std::string names;
    for (std::size_t n = 0; n < std::min(most, ids.size()); ++n)
      names += (n == 0 ? "" : ", ") + isolated(picture_.name_of(ids[n]));
    if (ids.size() > most) names += fmt::format(" and {} more", ids.size() - most);
    return names;
  }

  // "3 Russia, China +12": as many names as fit; nothing where not even the number does.
  std::string label_of(const Node& node, double room) const {
    constexpr double room_of_a_name = 70.0;
    if (node.number == other) {
      const std::string label = "others, " + count_text(node.members.size(), "actor", "actors");
      return text_width(label, soft_size) <= room ? label : "";
    }
    std::string best = std::to_string(node.number);
    if (text_width(best, soft_size) > room) return "";
    std::string names;
    for (std::size_t n = 0; n < node.strongest.size(); ++n) {
      names += (n == 0 ? "" : ", ") + isolated(picture_.name_of(node.strongest[n]));
      const std::size_t more = node.strongest.size() - n - 1;
      const std::string label =
          fmt::format("{} {}{}", node.number, names, more > 0 ? fmt::format(" +{}", more) : "");
      if (text_width(label, soft_size) > room) {
        if (n == 0 && room >= room_of_a_name) best = cut_to(label, room, soft_size);
        break;
      }
      best = label;
    }
    return best;
  }

  // To the right of each node, where no label of the same column is in the way.
  void draw_labels(Svg& svg) const {
    constexpr double label_height = 14.0;
    for (std::size_t n = 0; n < columns_.size(); ++n) {
      const double from = x_of(n) + node_width + 5.0;
      const double room = n + 1 < columns_.size() ? x_of(n + 1) - from - 8.0
                                                  : picture_width - picture_margin - from;
      double free_from = 0.0;
      for (const Node& node : columns_[n]) {
        const double y = node.y + node.height / 2 + 4.0;
        if (y - label_height < free_from) continue;
        const std::string label = label_of(node, room);
        if (label.empty()) continue;
        svg.text(from, y, label, "halo label");
        free_from = y;
      }
    }
  }

  // The bloc's members, those first who hold it together in most windows.
  std::vector<std::string> core_of(std::size_t number) const {
    std::map<std::string, double> places;
    for (const BlocWindow& window : picture_.windows) {
      for (const Bloc& bloc : window.blocs) {
        if (bloc.number != number) continue;
        for (std::size_t n = 0; n < bloc.members.size(); ++n)
          places[bloc.members[n]] += 1.0 / static_cast<double>(n + 1);
      }
    }
    std::vector<std::pair<double, std::string>> order;
    for (const auto& [id, place] : places) order.emplace_back(-place, id);
    std::ranges::sort(order);
    std::vector<std::string> ids;
    for (auto& [place, id] : order) ids.push_back(std::move(id));
    return ids;
  }

  void draw_key(Svg& svg, double y) const {
    constexpr double column = (picture_width - 2 * picture_margin) / 2;
    constexpr double square = 11.0;
    for (std::size_t n = 0; n < drawn_.size(); ++n) {
      const double x = picture_margin + (n % 2 == 0 ? 0.0 : column);
      const std::size_t line = n / 2;
      const double base = y + key_height * static_cast<double>(line) + 12.0;
      svg.rectangle({.x = x, .y = base - square + 1.0, .width = square, .height = square},
                    class_of(drawn_[n]));
      const std::vector<std::string> ids = core_of(drawn_[n]);
      svg.text(x + square + 7, base,
               cut_to(fmt::format("{} {}", drawn_[n], names_of(ids, 8)), column - square - 24,
                      soft_size),
               "label");
    }
  }

  const AlluvialPicture& picture_;
  PictureWords words_;
  Svg::Place place_;
  std::vector<std::size_t> drawn_;
  std::vector<Column> columns_;
  std::size_t most_folded_ = 0;
  double per_member_ = 1.0;
  double bottom_ = 0.0;
};

}  // namespace

std::string draw(const AlluvialPicture& picture, Svg::Place place) {
  return AlluvialDrawing(picture, place).draw();
}

}  // namespace entente
