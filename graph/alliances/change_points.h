// Change points: the days from which on two actors get along better or worse than before.
//
// How it works:
//   1. What counts is how the stories of the two weigh, not how many there are: more reports are no
//   change. Weights are replaced by their ranks (of equal ones the mean), so that single grave
//   stories do not make a change, and scaled to mean 0 and variance 1 (Lung-Yut-Fong, Lévy-Leduc
//   and Cappé, Homogeneity and change-point detection tests for multivariate data using rank
//   statistics, 2015).
//   2. PELT (Killick, Fearnhead and Eckley, Optimal detection of changepoints with a linear
//   computational cost, JASA 107, 2012) cuts them, between two days only, where the squares of
//   the differences from each part's mean and the penalties add up to the least there can be. The
//   penalty of a cut among n stories is 2 ln n, that of BIC for its place and its level.
//   3. A cut is tested against chance: the stories from the cut before to the one after are drawn
//   in 999 other orders, and p is the share of orders in which some cut is as good (Good,
//   Permutation Tests, 2000). While one has p > 0.05, the one with the greatest is dropped.
// The draws are always the same, so that the same stories always give the same changes.
//
// Pure functions, safe to call from any thread.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "graph/alliances/stories.h"

namespace entente {

struct ChangePoint {
  int last_before = 0;  // day of the last story before it
  int day = 0;          // of the first story after it
  double before = 0.0;  // what stories weigh on average (−10 to 10) since the change before,
  double after = 0.0;   // and until the next
  double p = 1.0;       // how likely one as clear is by chance
  // What speaks for it, of at most 30 days before and after: stories before that are on the side of
  // `before`, and later ones on that of `after`. Those farthest from the middle of the two first,
  // of equals the one nearer to the change, then the later one.
  std::vector<const Story*> stories{};

  bool better() const { return after > before; }
};

// The changes in `stories` of one pair, which MUST be in the order of their first days (those that
// count here) and outlive what is returned; by day.
std::vector<ChangePoint> change_points_of(std::span<const Story> stories);

// The weights of stories as ranks of mean 0 and variance 1; zeros where all are equal.
std::vector<double> standard_ranks(std::span<const Story> stories);

// PELT: those of `places` (sorted, between 0 and the number of values, both exclusive) where cuts
// make the sum of squared differences from the parts' means, and `penalty` for each cut, least.
std::vector<std::size_t> best_cuts(std::span<const double> values,
                                   std::span<const std::size_t> places, double penalty);

}  // namespace entente
