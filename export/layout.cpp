#include "export/layout.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <numbers>
#include <numeric>
#include <utility>

namespace entente {
namespace {

constexpr double side = 1000.0;
constexpr double repulsion = 8.0;
constexpr double gravity = 0.03;
constexpr double far_enough = 1.2;  // Barnes and Hut's θ: less is more exact, and slower

struct Extent {
  Place low{.x = std::numeric_limits<double>::max(), .y = std::numeric_limits<double>::max()};
  Place high{.x = std::numeric_limits<double>::lowest(),
             .y = std::numeric_limits<double>::lowest()};

  double width() const { return std::max({high.x - low.x, high.y - low.y, 1e-9}); }
};

Extent box_of(std::span<const Place> places) {
  Extent box;
  for (const Place& place : places) {
    box.low = {.x = std::min(box.low.x, place.x), .y = std::min(box.low.y, place.y)};
    box.high = {.x = std::max(box.high.x, place.x), .y = std::max(box.high.y, place.y)};
  }
  return box;
}

// A square of the plane cut into four, and these again, until each has one node at the most.
class QuadTree {
 public:
  QuadTree(std::span<const Place> places, std::span<const double> masses)
      : places_(places), masses_(masses) {
    const Extent box = box_of(places);
    cells_.reserve(2 * places.size());
    cells_.push_back({.corner = box.low, .width = box.width()});
    for (std::size_t node = 0; node < places.size(); ++node) insert(0, node, 0);
  }

  // The force with which all others push a node away.
  Place push_on(std::size_t node) const {
    Place force;
    push(0, node, force);
    return force;
  }

 private:
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
  static constexpr int deepest = 40;  // nodes at one place share a cell

  struct Cell {
    Place corner;
    double width = 0.0;
    double mass = 0.0;
    Place centre{};  // of the mass
    std::uint32_t node = none;
    std::array<std::uint32_t, 4> quarters{none, none, none, none};
    bool is_cut = false;
  };

  void insert(std::uint32_t at, std::size_t node, int depth) {
    Cell& cell = cells_[at];
    const double mass = cell.mass + masses_[node];
    cell.centre = {.x = (cell.centre.x * cell.mass + places_[node].x * masses_[node]) / mass,
                   .y = (cell.centre.y * cell.mass + places_[node].y * masses_[node]) / mass};
    cell.mass = mass;
    if (!cell.is_cut && cell.node == none) {
      cell.node = static_cast<std::uint32_t>(node);
      return;
    }
    if (depth == deepest) return;
    if (!cell.is_cut) {
      cell.is_cut = true;
      const std::size_t first = std::exchange(cell.node, none);
      insert(quarter_of(at, first), first, depth + 1);
    }
    insert(quarter_of(at, node), node, depth + 1);
  }

  // The quarter of the cell that the node lies in, made where it is not there.
  std::uint32_t quarter_of(std::uint32_t at, std::size_t node) {
    const double half = cells_[at].width / 2;
    const Place corner = cells_[at].corner;
    const bool right = places_[node].x >= corner.x + half;
    const bool above = places_[node].y >= corner.y + half;
    const std::size_t which = (right ? 1U : 0U) + (above ? 2U : 0U);
    if (cells_[at].quarters[which] == none) {
      cells_[at].quarters[which] = static_cast<std::uint32_t>(cells_.size());
      cells_.push_back(
          {.corner = {.x = corner.x + (right ? half : 0), .y = corner.y + (above ? half : 0)},
           .width = half});
    }
    return cells_[at].quarters[which];
  }

  void push(std::uint32_t at, std::size_t node, Place& force) const {
    const Cell& cell = cells_[at];
    if (cell.node == node) return;
    const double dx = places_[node].x - cell.centre.x;
    const double dy = places_[node].y - cell.centre.y;
    const double square = dx * dx + dy * dy;
    if (!cell.is_cut || cell.width * cell.width < far_enough * far_enough * square) {
      if (square == 0.0) return;
      const double factor = repulsion * masses_[node] * cell.mass / square;
      force.x += dx * factor;
      force.y += dy * factor;
      return;
    }
    for (const std::uint32_t quarter : cell.quarters) {
      if (quarter != none) push(quarter, node, force);
    }
  }

  std::span<const Place> places_;
  std::span<const double> masses_;
  std::vector<Cell> cells_;
};

// How fast all may move: as in ForceAtlas2, the faster the less they swing.
class Speed {
 public:
  double next(double swinging, double traction, std::size_t nodes) {
    const auto n = static_cast<double>(nodes);
    const double tolerance = 0.05 * std::sqrt(n);
    double jitter = std::max(std::sqrt(tolerance), std::min(10.0, tolerance * traction / (n * n)));
    if (swinging > 2 * traction) {
      if (efficiency_ > 0.05) efficiency_ *= 0.5;
      jitter = std::max(jitter, 1.0);
    }
    const double target = jitter * efficiency_ * traction / std::max(swinging, 1e-9);
    if (swinging > jitter * traction) {
      if (efficiency_ > 0.05) efficiency_ *= 0.7;
    } else if (speed_ < 1000) {
      efficiency_ *= 1.3;
    }
    speed_ += std::min(target - speed_, 0.5 * speed_);
    return speed_;
  }

 private:
  double speed_ = 1.0;
  double efficiency_ = 1.0;
};

std::vector<Place> forces_on(std::span<const Place> places, std::span<const double> masses,
                             std::span<const LayoutEdge> edges) {
  const QuadTree tree(places, masses);
  std::vector<Place> forces(places.size());
  for (std::size_t node = 0; node < places.size(); ++node) {
    forces[node] = tree.push_on(node);
    forces[node].x -= gravity * masses[node] * places[node].x;
    forces[node].y -= gravity * masses[node] * places[node].y;
  }
  for (const LayoutEdge& edge : edges) {
    const double dx = places[edge.to].x - places[edge.from].x;
    const double dy = places[edge.to].y - places[edge.from].y;
    const double distance = std::max(std::hypot(dx, dy), 1e-9);
    const double factor = edge.weight * std::log1p(distance) / distance;
    forces[edge.from].x += dx * factor;
    forces[edge.from].y += dy * factor;
    forces[edge.to].x -= dx * factor;
    forces[edge.to].y -= dy * factor;
  }
  return forces;
}

void move(std::vector<Place>& places, std::span<const double> masses,
          std::span<const LayoutEdge> edges) {
  const std::size_t steps = places.size() < 1000 ? 500 : places.size() < 5000 ? 300 : 150;
  std::vector<Place> before(places.size());
  Speed speeds;
  for (std::size_t step = 0; step < steps; ++step) {
    const std::vector<Place> forces = forces_on(places, masses, edges);
    double swinging = 0.0;
    double traction = 0.0;
    std::vector<double> swings(places.size());
    for (std::size_t n = 0; n < places.size(); ++n) {
      swings[n] = masses[n] * std::hypot(forces[n].x - before[n].x, forces[n].y - before[n].y);
      swinging += swings[n];
      traction += masses[n] * std::hypot(forces[n].x + before[n].x, forces[n].y + before[n].y) / 2;
    }
    const double speed = speeds.next(swinging, traction, places.size());
    for (std::size_t n = 0; n < places.size(); ++n) {
      const double factor = speed / (1.0 + std::sqrt(speed * swings[n]));
      places[n].x += forces[n].x * factor;
      places[n].y += forces[n].y * factor;
    }
    before = forces;
  }
}

void fit(std::vector<Place>& places) {
  const Extent box = box_of(places);
  const double scale = side / box.width();
  const Place middle{.x = (box.low.x + box.high.x) / 2, .y = (box.low.y + box.high.y) / 2};
  for (Place& place : places)
    place = {.x = (place.x - middle.x) * scale, .y = (place.y - middle.y) * scale};
}

// One step: nodes that cover each other go apart, each half of the way. Says whether there were
// any.
bool push_apart(std::vector<Place>& places, std::span<const LayoutNode> nodes, double cell) {
  constexpr double room = 2.0;  // between two
  std::map<std::pair<int, int>, std::vector<std::size_t>> grid;
  const auto cell_of = [&](const Place& place) {
    return std::pair(static_cast<int>(std::floor(place.x / cell)),
                     static_cast<int>(std::floor(place.y / cell)));
  };
  for (std::size_t n = 0; n < places.size(); ++n) grid[cell_of(places[n])].push_back(n);
  bool any = false;
  std::vector<Place> moved = places;
  const auto part = [&](std::size_t one, std::size_t other) {
    const double wanted = nodes[one].radius + nodes[other].radius + room;
    double dx = places[other].x - places[one].x;
    double dy = places[other].y - places[one].y;
    double distance = std::hypot(dx, dy);
    if (distance >= wanted) return;
    if (distance == 0.0) {  // at one place: in a direction of its own
      const double angle = static_cast<double>(other) * std::numbers::phi;
      dx = std::cos(angle);
      dy = std::sin(angle);
      distance = 1.0;
    }
    any = true;
    const double share = (wanted - std::min(distance, wanted)) / (2 * distance) + 1e-6;
    moved[one].x -= dx * share;
    moved[one].y -= dy * share;
    moved[other].x += dx * share;
    moved[other].y += dy * share;
  };
  for (const auto& [at, members] : grid) {
    for (const auto& [right, up] : {std::pair(0, 0), {1, 0}, {-1, 1}, {0, 1}, {1, 1}}) {
      const auto beside = grid.find({at.first + right, at.second + up});
      if (beside == grid.end()) continue;
      for (const std::size_t one : members) {
        for (const std::size_t other : beside->second) {
          if ((right != 0 || up != 0) || one < other) part(one, other);
        }
      }
    }
  }
  places = std::move(moved);
  return any;
}

}  // namespace

std::vector<Place> lay_out(std::span<const LayoutNode> nodes, std::span<const LayoutEdge> edges) {
  if (nodes.empty()) return {};
  std::vector<double> masses(nodes.size(), 1.0);
  for (const LayoutEdge& edge : edges) {
    masses[edge.from] += 1.0;
    masses[edge.to] += 1.0;
  }
  std::vector<std::size_t> by_mass(nodes.size());
  std::iota(by_mass.begin(), by_mass.end(), std::size_t{0});
  std::ranges::stable_sort(by_mass, std::greater(), [&](std::size_t n) { return masses[n]; });
  std::vector<Place> places(nodes.size());
  constexpr double golden_angle = std::numbers::pi * (3.0 - 2.2360679774997896964);
  for (std::size_t rank = 0; rank < by_mass.size(); ++rank) {
    const double distance = 10.0 * std::sqrt(static_cast<double>(rank));
    const double angle = golden_angle * static_cast<double>(rank);
    places[by_mass[rank]] = {.x = distance * std::cos(angle), .y = distance * std::sin(angle)};
  }
  move(places, masses, edges);
  fit(places);
  double widest = 0.0;
  for (const LayoutNode& node : nodes) widest = std::max(widest, 2 * node.radius + 2);
  for (int step = 0; step < 60 && push_apart(places, nodes, widest); ++step) {
  }
  fit(places);
  return places;
}

}  // namespace entente
