// Communities of a signed, weighted graph: groups whose members are tied by positive weights and
// set apart by negative ones.
//
// What is sought is the partition of the greatest signed modularity (Gómez, Jensen and Arenas,
// Analysis of community structure in networks of correlated data, Physical Review E 80, 2009):
// positive weights inside communities above what the strengths of their vertices make likely, less
// the same of negative ones,
//
//   Q = Σ (w(i,j) − s⁺(i)s⁺(j)/2w⁺ + s⁻(i)s⁻(j)/2w⁻) / (2w⁺ + 2w⁻)   over ordered pairs i ≠ j of
//   one community
//
// with s⁺ and s⁻ the sums of a vertex's positive weights and of the sizes of its negative ones, 2w⁺
// and 2w⁻ their sums. The way there is that of Leiden (Traag, Waltman and van Eck, From Louvain to
// Leiden, Scientific Reports 9, 2019): vertices move to the community that they gain most by; each
// community is refined into parts that hold together; the parts are joined to vertices, and so on
// until nothing is gained. Where the original chooses by chance, this one takes the best, of equals
// the first, and small graphs are tried in up to 20 orders of their vertices, always the same ones:
// the same graph always gives the same communities.
//
// Pure functions, safe to call from any thread.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace entente {

struct SignedEdge {
  std::size_t left = 0;  // vertices, from 0
  std::size_t right = 0;
  double weight = 0.0;  // not 0
};

// The number of the community of each vertex, from 0 in the order of their first vertices. Each
// pair of vertices MUST stand once at most, and none be an edge to itself.
std::vector<std::size_t> communities_of(std::size_t vertices, std::span<const SignedEdge> edges);

// The same of several graphs at once, the slices of one that changes over time (Mucha, Richardson,
// Macon, Porter and Onnela, Community structure in time-dependent, multiscale, and multiplex
// networks, Science 328, 2010): `slices` is the slice of each vertex, from 0. An edge between two
// slices holds its ends together with its weight alone; what is likely is so within a slice. From
// the communities `start` on, of any numbers below that of vertices.
std::vector<std::size_t> communities_of(std::span<const std::size_t> slices,
                                        std::span<const SignedEdge> edges,
                                        std::span<const std::size_t> start);

// Q of one slice, whose communities may have any numbers; 0 without edges.
double signed_modularity(std::span<const std::size_t> communities,
                         std::span<const SignedEdge> edges);

}  // namespace entente
