// Betweenness as far as a sample of paths tells it: for graphs in which to count all paths takes
// long.
//
// How it works (Riondato and Kornaropoulos, Fast approximation of betweenness centrality through
// sampling, Data Mining and Knowledge Discovery 30, 2016):
//   1. Pairs of vertices are drawn, and of the shortest paths between the two one, each as likely
//      as another. The share of the drawn paths that lead over a vertex is its estimate.
//   2. With (0.5/ε²)·(⌊log2(d − 2)⌋ + 1 + ln(1/δ)) of them, where no shortest path has more than d
//      vertices, all estimates are at once within ε of what they stand for, in all but a share δ of
//      draws. Lengths say what d is: no two vertices are farther apart than twice the way from a
//      centre, and no edge is shorter than the shortest.
//   3. A path is searched from both ends at once (Pohl, Bi-directional Search, Machine Intelligence
//      6, 1971; Borassi and Natale, KADABRA is an ADaptive Algorithm for Betweenness via Random
//      Approximation, ESA 2016): of ten thousand vertices some hundred are looked at.
//   4. What is drawn follows from the number of the sample: the same graph always has the same
//      estimates, whatever the threads.
//
// Pure functions, safe to call from any thread.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "graph/alliances/arcs.h"

namespace entente {

struct SampleRules {
  double error = 0.01;  // ε, of the share of all pairs, above 0
  double doubt = 0.01;  // δ, from 0 to 1
};

// As betweenness_of finds it: of each vertex the number of pairs of others whose shortest path
// leads over it. Each pair of vertices MUST stand once at most.
std::vector<double> sampled_betweenness_of(std::size_t vertices, std::span<const LengthEdge> edges,
                                           const SampleRules& rules = {});

// How many paths are drawn where none has more than `most_vertices`.
std::size_t sample_size(std::size_t most_vertices, const SampleRules& rules);

}  // namespace entente
