// Alignment: how far two actors stand in the same place, from −1 to 1, told by whom each acts with.
//
// The score of two actors (score.h) is what they do to each other. Allies need not be seen dealing
// with each other, and those that share a border quarrel most; that they belong together shows in
// their partners.
//
// How it works:
//   1. C(i,j) is the cooperation of i and j: Σ w·2^(−age/half-life) of their stories with w > 0. Of
//      it the square root counts, as the hundredth meeting says less than the second (Bartlett, The
//      Square Root Transformation in Analysis of Variance, 1936).
//   2. L(i,j) = √C(i,j) / √((d(i)+τ)(d(j)+τ)), with d the sums of √C and τ their mean: the
//   Laplacian
//      that actors with few or with very many ties do not distort.
//   3. The position of an actor is its row in the leading eigenvectors of L, each by the root of
//   its
//      eigenvalue; the alignment of two is the cosine of their positions (Qin and Rohe, Regularized
//      Spectral Clustering under the Degree-Corrected Stochastic Blockmodel, NIPS 2013).
//   4. By L's own equation it is a sum over partners: what i has with k counts as far as k stands
//      where j does. The parts add up to the alignment.
// Const after construction: threads may share one.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/date.h"
#include "graph/alliances/stories.h"

namespace entente {

class Alignment {
 public:
  // Eigenvectors that make up a position: what sets the greatest camps apart, not single friends.
  static constexpr std::size_t dimensions = 8;
  // Cooperation that an actor needs to have a position: that of the gravest single event.
  static constexpr double least_cooperation = 10.0;

  // From the stories of all pairs on the days in `window`, at its end; `half_life` in days, above
  // 0. `pairs` MUST be sorted by their ids and outlive this. Throws Error where the eigenvectors
  // are not found.
  Alignment(std::span<const PairStories> pairs, const DaySpan& window, double half_life);

  // Those that have a position, sorted.
  const std::vector<std::string_view>& actors() const { return actors_; }

  // All cooperation of an actor, with whomever; 0 without a position.
  double cooperation_of(std::string_view actor) const;

  // Nothing where one of the two has no position, or no partner that has one.
  std::optional<double> of(std::string_view actor, std::string_view other) const;

  struct Part {
    std::string_view partner;
    double part = 0.0;        // of the alignment
    double with_actor = 0.0;  // cooperation C
    double with_other = 0.0;
  };

  // By whom the two are aligned, by the parts' size, of equals by the partner's id; none where the
  // alignment is nothing. Each of the two is among them as a partner of the other.
  std::vector<Part> parts_of(std::string_view actor, std::string_view other) const;

 private:
  struct Tie {
    std::size_t partner = 0;
    double cooperation = 0.0;
    double weight = 0.0;  // L
  };

  std::optional<std::size_t> find(std::string_view actor) const;
  // The product of the lengths of two positions.
  double sizes_of(std::size_t left, std::size_t right) const;

  std::vector<std::string_view> actors_;
  std::vector<double> cooperation_;             // of each actor
  std::vector<std::vector<Tie>> ties_;          // of each actor, by partner
  std::vector<std::vector<double>> vectors_;    // its row in the eigenvectors
  std::vector<std::vector<double>> positions_;  // the same by the roots of the eigenvalues
};

// Two that stand alike, or apart. Refers to what the alignment refers to.
struct Aligned {
  std::string_view actor;
  std::string_view other;
  double alignment = 0.0;
};

// The alignments of `actor` with all others that have at least this much cooperation, or without
// one those of all pairs of these; the most alike first.
std::vector<Aligned> alignments_of(const Alignment& alignment,
                                   std::optional<std::string_view> actor, double least_cooperation);

}  // namespace entente
