#include "graph/alliances/alignment.h"

#include <Eigen/Eigenvalues>
#include <Eigen/SparseCore>
#include <Spectra/MatOp/SparseSymMatProd.h>
#include <Spectra/SymEigsSolver.h>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

#include "extract/error.h"
#include "graph/alliances/score.h"
#include "graph/alliances/text_numbers.h"

namespace entente {
namespace {

// Up to here all eigenvectors are found at once, which is quick.
constexpr Eigen::Index most_dense = 300;

struct Leading {
  Eigen::VectorXd values;
  Eigen::MatrixXd vectors;  // a column for each value
};

// The leading eigenpairs of a symmetric matrix, by Lanczos's way (Spectra begins with the same
// vector always).
Leading leading_of(const Eigen::SparseMatrix<double>& matrix, Eigen::Index count) {
  if (matrix.rows() <= most_dense) {
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver{Eigen::MatrixXd(matrix)};
    return {.values = solver.eigenvalues(), .vectors = solver.eigenvectors()};
  }
  Spectra::SparseSymMatProd<double> product(matrix);
  Spectra::SymEigsSolver<Spectra::SparseSymMatProd<double>> solver(product, count, 4 * count);
  solver.init();
  solver.compute(Spectra::SortRule::LargestAlge);
  if (solver.info() != Spectra::CompInfo::Successful)
    throw Error("alignment: the eigenvectors of the actors' ties were not found");
  return {.values = solver.eigenvalues(), .vectors = solver.eigenvectors()};
}

double dot(std::span<const double> left, std::span<const double> right) {
  return std::inner_product(left.begin(), left.end(), right.begin(), 0.0);
}

double cooperation_between(const PairStories& pair, const DaySpan& window, double half_life) {
  double sum = 0.0;
  for (const Story& story : pair.stories) {
    const auto amount = amount_of(story, window, half_life);
    if (amount && *amount > 0) sum += *amount;
  }
  return sum;
}

// Who cooperates, and with whom: of those that have enough cooperation with all together.
struct CooperationTable {
  struct Tie {
    std::size_t left = 0;  // places of actors
    std::size_t right = 0;
    double cooperation = 0.0;
  };

  CooperationTable(std::span<const PairStories> pairs, const DaySpan& window, double half_life) {
    TextNumbers numbers;
    std::vector<std::pair<std::string_view, double>> all;  // by number, with their sums
    const auto number_of = [&](std::string_view actor, double cooperation) {
      const std::uint32_t number = numbers.number_of(actor);
      if (number == all.size()) all.emplace_back(actor, 0.0);
      all[number].second += cooperation;
      return number;
    };
    for (const PairStories& pair : pairs) {
      const double cooperation = cooperation_between(pair, window, half_life);
      if (cooperation <= 0) continue;
      const std::uint32_t left = number_of(pair.left, cooperation);
      ties.push_back(
          {.left = left, .right = number_of(pair.right, cooperation), .cooperation = cooperation});
    }
    number_anew(all);
  }

  std::vector<std::string_view> actors;  // sorted
  std::vector<double> sums;              // of each actor
  std::vector<Tie> ties;                 // in the order of pairs

 private:
  // From numbers of all to places of those who have enough.
  void number_anew(std::span<const std::pair<std::string_view, double>> all) {
    constexpr auto without_place = std::numeric_limits<std::size_t>::max();
    std::vector<std::size_t> order(all.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t number) { return all[number].first; });
    std::vector<std::size_t> places(all.size(), without_place);
    for (const std::size_t number : order) {
      const auto& [actor, sum] = all[number];
      if (sum < Alignment::least_cooperation) continue;
      places[number] = actors.size();
      actors.push_back(actor);
      sums.push_back(sum);
    }
    for (Tie& tie : ties) tie = {places[tie.left], places[tie.right], tie.cooperation};
    std::erase_if(ties, [&](const Tie& tie) {
      return tie.left == without_place || tie.right == without_place;
    });
  }
};

}  // namespace

Alignment::Alignment(std::span<const PairStories> pairs, const DaySpan& window, double half_life) {
  CooperationTable table(pairs, window, half_life);
  actors_ = std::move(table.actors);
  cooperation_ = std::move(table.sums);
  ties_.resize(actors_.size());
  std::vector<double> degrees(actors_.size());
  for (const auto& [left, right, cooperation] : table.ties) {
    ties_[left].push_back({.partner = right, .cooperation = cooperation});
    ties_[right].push_back({.partner = left, .cooperation = cooperation});
    degrees[left] += std::sqrt(cooperation);
    degrees[right] += std::sqrt(cooperation);
  }
  if (actors_.empty()) return;
  const auto count = static_cast<Eigen::Index>(actors_.size());
  const double mean = std::reduce(degrees.begin(), degrees.end()) / static_cast<double>(count);
  std::vector<Eigen::Triplet<double>> entries;
  for (std::size_t actor = 0; actor < actors_.size(); ++actor) {
    for (Tie& tie : ties_[actor]) {
      tie.weight =
          std::sqrt(tie.cooperation / ((degrees[actor] + mean) * (degrees[tie.partner] + mean)));
      entries.emplace_back(static_cast<int>(actor), static_cast<int>(tie.partner), tie.weight);
    }
  }
  Eigen::SparseMatrix<double> laplacian(count, count);
  laplacian.setFromTriplets(entries.begin(), entries.end());
  const Leading leading = leading_of(laplacian, static_cast<Eigen::Index>(dimensions));

  std::vector<Eigen::Index> order(static_cast<std::size_t>(leading.values.size()));
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, std::ranges::greater{},
                           [&](Eigen::Index n) { return leading.values[n]; });
  vectors_.resize(actors_.size());
  positions_.resize(actors_.size());
  for (std::size_t n = 0; n < std::min(dimensions, order.size()); ++n) {
    const double value = leading.values[order[n]];
    if (value <= 0) break;
    for (std::size_t actor = 0; actor < actors_.size(); ++actor) {
      const double entry = leading.vectors(static_cast<Eigen::Index>(actor), order[n]);
      vectors_[actor].push_back(entry);
      positions_[actor].push_back(entry * std::sqrt(value));
    }
  }
}

double Alignment::cooperation_of(std::string_view actor) const {
  const auto at = find(actor);
  return at ? cooperation_[*at] : 0.0;
}

std::optional<double> Alignment::of(std::string_view actor, std::string_view other) const {
  const auto left = find(actor);
  const auto right = find(other);
  if (!left || !right) return {};
  const double sizes = sizes_of(*left, *right);
  if (sizes <= 0) return {};
  return std::clamp(dot(positions_[*left], positions_[*right]) / sizes, -1.0, 1.0);
}

std::vector<Alignment::Part> Alignment::parts_of(std::string_view actor,
                                                 std::string_view other) const {
  const auto left = find(actor);
  const auto right = find(other);
  if (!left || !right) return {};
  const double sizes = sizes_of(*left, *right);
  if (sizes <= 0) return {};
  std::map<std::size_t, Part> by_partner;
  // L's equation says x(i)·x(j) = Σ L(i,k) v(k)·v(j), and the same from the side of j; half of
  // each.
  const auto add = [&](std::size_t from, std::size_t to, double Part::*with) {
    for (const Tie& tie : ties_[from]) {
      Part& part = by_partner[tie.partner];
      part.partner = actors_[tie.partner];
      part.part += tie.weight * dot(vectors_[tie.partner], vectors_[to]) / (2 * sizes);
      part.*with = tie.cooperation;
    }
  };
  add(*left, *right, &Part::with_actor);
  add(*right, *left, &Part::with_other);
  std::vector<Part> parts;
  for (const auto& [partner, part] : by_partner) parts.push_back(part);
  std::ranges::stable_sort(parts, std::ranges::greater{},
                           [](const Part& part) { return std::abs(part.part); });
  return parts;
}

std::optional<std::size_t> Alignment::find(std::string_view actor) const {
  const auto found = std::ranges::lower_bound(actors_, actor);
  if (found == actors_.end() || *found != actor) return {};
  return static_cast<std::size_t>(found - actors_.begin());
}

double Alignment::sizes_of(std::size_t left, std::size_t right) const {
  return std::sqrt(dot(positions_[left], positions_[left]) *
                   dot(positions_[right], positions_[right]));
}

std::vector<Aligned> alignments_of(const Alignment& alignment,
                                   std::optional<std::string_view> actor,
                                   double least_cooperation) {
  std::vector<Aligned> found;
  std::vector<std::string_view> actors = alignment.actors();
  std::erase_if(actors, [&](std::string_view each) {
    return each != actor && alignment.cooperation_of(each) < least_cooperation;
  });
  for (const std::string_view left : actors) {
    for (const std::string_view right : actors) {
      if (actor ? left != *actor || left == right : left >= right) continue;
      if (const auto value = alignment.of(left, right)) found.push_back({left, right, *value});
    }
  }
  std::ranges::sort(found, [](const Aligned& one, const Aligned& two) {
    return std::tuple(-one.alignment, one.actor, one.other) <
           std::tuple(-two.alignment, two.actor, two.other);
  });
  return found;
}

}  // namespace entente
