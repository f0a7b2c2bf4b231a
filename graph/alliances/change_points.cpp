#include "graph/alliances/change_points.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <tuple>
#include <utility>

namespace entente {
namespace {

constexpr std::size_t orders = 999;  // that a cut is tested against
constexpr double most_likely_by_chance = 0.05;
constexpr int days_around = 30;
constexpr double rounding = 1e-9;

// Sums of values from the first on: sums[n] is that of n values.
std::vector<double> sums_of(std::span<const double> values) {
  std::vector<double> sums(values.size() + 1, 0.0);
  std::partial_sum(values.begin(), values.end(), sums.begin() + 1);
  return sums;
}

// What the squared differences from the mean of the values from `begin` to `end` are less than
// those from 0.
double explained(std::span<const double> sums, std::size_t begin, std::size_t end) {
  const double sum = sums[end] - sums[begin];
  return sum * sum / static_cast<double>(end - begin);
}

// By how much a cut at `place` lessens the squares of the values from `begin` to `end`.
double gain_of(std::span<const double> sums, std::size_t begin, std::size_t place,
               std::size_t end) {
  return explained(sums, begin, place) + explained(sums, place, end) - explained(sums, begin, end);
}

// Where a day begins, but for the first.
std::vector<std::size_t> first_stories_of_days(std::span<const Story> stories) {
  std::vector<std::size_t> places;
  for (std::size_t n = 1; n < stories.size(); ++n) {
    if (stories[n].first != stories[n - 1].first) places.push_back(n);
  }
  return places;
}

// The share of orders of the values from `begin` to `end`, theirs among them, in which some cut at
// one of `places` gains as much as the one at `cut`.
double chance_of(std::span<const double> values, std::span<const std::size_t> places,
                 std::size_t begin, std::size_t cut, std::size_t end) {
  std::vector<double> drawn(values.begin() + static_cast<std::ptrdiff_t>(begin),
                            values.begin() + static_cast<std::ptrdiff_t>(end));
  std::vector<std::size_t> inside;
  for (const std::size_t place : places) {
    if (place > begin && place < end) inside.push_back(place - begin);
  }
  const double gain = gain_of(sums_of(drawn), 0, cut - begin, drawn.size()) - rounding;
  std::mt19937_64 random;  // the same draws each time
  std::size_t as_good = 1;
  for (std::size_t order = 0; order < orders; ++order) {
    for (std::size_t left = drawn.size(); left > 1; --left)
      std::swap(drawn[left - 1], drawn[random() % left]);
    const auto sums = sums_of(drawn);
    as_good += static_cast<std::size_t>(std::ranges::any_of(
        inside, [&](std::size_t place) { return gain_of(sums, 0, place, drawn.size()) >= gain; }));
  }
  return static_cast<double>(as_good) / (orders + 1);
}

struct Cut {
  std::size_t place = 0;
  double p = 1.0;
};

// The cuts that chance does not account for.
std::vector<Cut> tested(std::span<const double> values, std::span<const std::size_t> places,
                        std::span<const std::size_t> found) {
  std::vector<Cut> cuts;
  for (const std::size_t place : found) cuts.push_back({.place = place});
  const auto test = [&](std::size_t n) {
    const std::size_t begin = n == 0 ? 0 : cuts[n - 1].place;
    const std::size_t end = n + 1 == cuts.size() ? values.size() : cuts[n + 1].place;
    cuts[n].p = chance_of(values, places, begin, cuts[n].place, end);
  };
  for (std::size_t n = 0; n < cuts.size(); ++n) test(n);
  while (!cuts.empty()) {
    const auto worst = std::ranges::max_element(cuts, {}, &Cut::p);
    if (worst->p <= most_likely_by_chance) break;
    const auto n = static_cast<std::size_t>(worst - cuts.begin());
    cuts.erase(worst);
    if (n > 0) test(n - 1);
    if (n < cuts.size()) test(n);
  }
  return cuts;
}

double mean_weight(std::span<const Story> stories) {
  double sum = 0.0;
  for (const Story& story : stories) sum += story.weight;
  return sum / static_cast<double>(stories.size());
}

std::vector<const Story*> speaking_for(const ChangePoint& change, std::span<const Story> stories) {
  const double middle = (change.before + change.after) / 2;
  std::vector<const Story*> found;
  for (const Story& story : stories) {
    if (story.first < change.day - days_around || story.first > change.day + days_around) continue;
    const bool is_after = story.first >= change.day;
    if ((story.weight > middle) == (is_after == change.better())) found.push_back(&story);
  }
  std::ranges::stable_sort(found, {}, [&](const Story* story) {
    return std::tuple(-std::abs(story->weight - middle), std::abs(story->first - change.day),
                      -story->first);
  });
  return found;
}

}  // namespace

std::vector<double> standard_ranks(std::span<const Story> stories) {
  std::vector<std::size_t> order(stories.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t n) { return stories[n].weight; });
  std::vector<double> ranks(stories.size(), 0.0);
  double squares = 0.0;
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin + 1;
    while (end < order.size() && stories[order[end]].weight == stories[order[begin]].weight) ++end;
    const double rank = (static_cast<double>(begin + end) - static_cast<double>(order.size())) / 2;
    squares += rank * rank * static_cast<double>(end - begin);
    for (; begin < end; ++begin) ranks[order[begin]] = rank;
  }
  if (squares == 0.0) return ranks;
  const double deviation = std::sqrt(squares / static_cast<double>(ranks.size()));
  for (double& rank : ranks) rank /= deviation;
  return ranks;
}

std::vector<std::size_t> best_cuts(std::span<const double> values,
                                   std::span<const std::size_t> places, double penalty) {
  if (values.empty()) return {};
  const auto sums = sums_of(values);
  std::vector<std::size_t> ends(places.begin(), places.end());
  ends.push_back(values.size());
  // The least cost of the values up to 0 and each of `ends`, and the last cut there.
  std::vector<double> least{-penalty};
  std::vector<std::size_t> last{0};
  std::vector<std::size_t> candidates{0};  // for the last cut, by their place in `least`
  const auto place_of = [&](std::size_t n) { return n == 0 ? 0 : ends[n - 1]; };
  for (std::size_t n = 1; n <= ends.size(); ++n) {
    const auto without_penalty = [&](std::size_t candidate) {
      return least[candidate] - explained(sums, place_of(candidate), place_of(n));
    };
    const std::size_t best = *std::ranges::min_element(candidates, {}, without_penalty);
    least.push_back(without_penalty(best) + penalty);
    last.push_back(best);
    // What a cut here is better than will not be the last cut any more: that is what makes it PELT.
    std::erase_if(candidates, [&](std::size_t candidate) {
      return without_penalty(candidate) > least.back() + rounding;
    });
    candidates.push_back(n);
  }
  std::vector<std::size_t> cuts;
  for (std::size_t n = last.back(); n > 0; n = last[n]) cuts.push_back(place_of(n));
  std::ranges::reverse(cuts);
  return cuts;
}

std::vector<ChangePoint> change_points_of(std::span<const Story> stories) {
  if (stories.empty()) return {};
  const auto ranks = standard_ranks(stories);
  const auto places = first_stories_of_days(stories);
  const double penalty = 2 * std::log(static_cast<double>(stories.size()));
  const auto cuts = tested(ranks, places, best_cuts(ranks, places, penalty));
  std::vector<ChangePoint> changes;
  for (std::size_t n = 0; n < cuts.size(); ++n) {
    const std::size_t at = cuts[n].place;
    const std::size_t begin = n == 0 ? 0 : cuts[n - 1].place;
    const std::size_t end = n + 1 == cuts.size() ? stories.size() : cuts[n + 1].place;
    ChangePoint change{.last_before = stories[at - 1].first,
                       .day = stories[at].first,
                       .before = mean_weight(stories.subspan(begin, at - begin)),
                       .after = mean_weight(stories.subspan(at, end - at)),
                       .p = cuts[n].p};
    change.stories = speaking_for(change, stories.subspan(begin, end - begin));
    changes.push_back(std::move(change));
  }
  return changes;
}

}  // namespace entente
