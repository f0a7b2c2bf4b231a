// Where the nodes of a graph are drawn, so that what belongs together lies together.
//
// How it works:
//   1. ForceAtlas2 (Jacomy, Venturini, Heymann and Bastian, PLoS ONE 9, 2014): nodes repel each
//      other, the more the more edges they have; edges pull with the logarithm of their length, so
//      that groups stand apart (LinLog: Noack 2007); gravity, growing with the distance, keeps
//      pieces without edges between them in sight. Each node moves as fast as it does not swing.
//   2. Repulsion is that of Barnes and Hut (Nature 324, 1986): far nodes count as one.
//   3. At last nodes that cover each other are pushed apart.
// It begins from a spiral, the nodes with the most edges in the middle, and nothing is drawn by
// lot: the same graph always gives the same places.
//
// A pure function; n·log n time for each of some hundred steps.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace entente {

struct Place {
  double x = 0.0;
  double y = 0.0;
};

struct LayoutNode {
  double radius = 1.0;  // as it is drawn, where all of the graph is 1000 wide
};

struct LayoutEdge {
  std::size_t from = 0;  // numbers of nodes; from one to itself is allowed, and does nothing
  std::size_t to = 0;
  double weight = 1.0;  // above 0
};

// A place for each node: the greater side of the whole is 1000 long, and its middle is 0, 0.
std::vector<Place> lay_out(std::span<const LayoutNode> nodes, std::span<const LayoutEdge> edges);

}  // namespace entente
