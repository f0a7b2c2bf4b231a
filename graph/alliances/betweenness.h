// Betweenness of the vertices of a graph whose edges have lengths: over which of them shortest
// paths lead.
//
// How it works:
//   1. Edges for which there is a shorter way over one other vertex are on no shortest path. Left
//   out at first, they cost nothing afterwards; in graphs of many weak ties these are most.
//   2. From each vertex on, shortest paths are counted outwards and their shares added up inwards
//      (Brandes, A Faster Algorithm for Betweenness Centrality, Journal of Mathematical Sociology
//      25, 2001).
//   3. Several threads take vertices in shares that do not depend on how many threads there are, so
//      that sums do not either.
//
// Pure functions, safe to call from any thread.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "graph/alliances/arcs.h"

namespace entente {

// Of each vertex, the number of pairs of others whose shortest path leads over it; a pair with
// several shortest ones counts by the share of these. Each pair of vertices MUST stand once at
// most.
std::vector<double> betweenness_of(std::size_t vertices, std::span<const LengthEdge> edges);

// The edges without those for which there is a shorter way over one other vertex.
std::vector<LengthEdge> without_detoured(std::size_t vertices, std::span<const LengthEdge> edges);

}  // namespace entente
