#include "graph/alliances/score.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include "graph/resolve/profile.h"

namespace entente {
namespace {

constexpr double nothing_in_particular = 10.0;  // see score.h

// What a story adds to one of the sums; nothing where it is not of the window.
std::optional<double> amount_of(const Story& story, const DaySpan& window, double half_life) {
  if (story.day < window.first || story.day > window.last) return {};
  return story.weight * std::exp2(-(window.last - story.day) / half_life);
}

double balance(double cooperation, double conflict) {
  return (cooperation - conflict) / (cooperation + conflict + nothing_in_particular);
}

// SplitMix64 (Steele, Lea and Flood 2014): well-mixed bits from a number.
std::uint64_t mixed(std::uint64_t value) {
  value += 0x9E3779B97F4A7C15ull;
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ull;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBull;
  return value ^ (value >> 31);
}

// A number that is Poisson distributed with mean 1 where `uniform` is so in [0, 1).
std::uint8_t poisson(double uniform) {
  double probability = std::exp(-1.0);
  double sum = probability;
  std::uint8_t count = 0;
  while (uniform >= sum && count < 20) {
    probability /= ++count;
    sum += probability;
  }
  return count;
}

// The documents that tell a story.
std::set<std::string_view> documents_of(const Story& story, std::span<const Fact> facts) {
  std::set<std::string_view> documents;
  for (const std::size_t n : story.facts) {
    for (const FactEvidence& evidence : facts[n].evidence) documents.insert(evidence.document);
  }
  return documents;
}

struct Sums {
  std::array<double, Bootstrap::draws> cooperation{};
  std::array<double, Bootstrap::draws> conflict{};
};

void add_draws(Sums& sums, const Story& story, std::span<const Fact> facts, double amount,
               Bootstrap& bootstrap) {
  std::array<unsigned, Bootstrap::draws> drawn{};
  const auto documents = documents_of(story, facts);
  for (const std::string_view document : documents) {
    const auto& counts = bootstrap.counts_of(document);
    for (std::size_t n = 0; n < drawn.size(); ++n) drawn[n] += counts[n];
  }
  auto& side = amount > 0 ? sums.cooperation : sums.conflict;
  const double share = std::abs(amount) / static_cast<double>(documents.size());
  for (std::size_t n = 0; n < drawn.size(); ++n) side[n] += share * drawn[n];
}

}  // namespace

const Bootstrap::Counts& Bootstrap::counts_of(std::string_view document) {
  const auto found = counts_.find(document);
  if (found != counts_.end()) return found->second;
  Counts& counts = counts_[std::string(document)];
  std::uint64_t state = hash_of(document);
  for (std::uint8_t& count : counts) {
    state = mixed(state);
    count = poisson(static_cast<double>(state >> 11) * 0x1.0p-53);
  }
  return counts;
}

AllianceScore score_of(std::span<const Story> stories, std::span<const Fact> facts,
                       const DaySpan& window, double half_life, Bootstrap& bootstrap) {
  AllianceScore result;
  Sums sums;
  for (const Story& story : stories) {
    const auto amount = amount_of(story, window, half_life);
    if (!amount) continue;
    (*amount > 0 ? result.cooperation : result.conflict) += std::abs(*amount);
    add_draws(sums, story, facts, *amount, bootstrap);
    result.parts.push_back({.story = &story, .part = *amount});
  }
  result.score = balance(result.cooperation, result.conflict);
  for (StoryPart& part : result.parts) {
    part.part /= result.cooperation + result.conflict + nothing_in_particular;
  }
  std::ranges::stable_sort(result.parts, [](const StoryPart& left, const StoryPart& right) {
    if (std::abs(left.part) != std::abs(right.part))
      return std::abs(left.part) > std::abs(right.part);
    return left.story->day > right.story->day;
  });
  std::array<double, Bootstrap::draws> scores{};
  for (std::size_t n = 0; n < scores.size(); ++n)
    scores[n] = balance(sums.cooperation[n], sums.conflict[n]);
  std::ranges::sort(scores);
  result.low = scores[scores.size() / 20];
  result.high = scores[scores.size() - 1 - scores.size() / 20];
  return result;
}

double balance_of(std::span<const Story> stories, const DaySpan& window, double half_life) {
  double cooperation = 0.0;
  double conflict = 0.0;
  for (const Story& story : stories) {
    const auto amount = amount_of(story, window, half_life);
    if (amount) (*amount > 0 ? cooperation : conflict) += std::abs(*amount);
  }
  return balance(cooperation, conflict);
}

std::optional<double> trend_of(std::span<const std::optional<double>> values) {
  std::vector<double> slopes;
  for (std::size_t later = 1; later < values.size(); ++later) {
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      if (!values[later] || !values[earlier]) continue;
      slopes.push_back((*values[later] - *values[earlier]) / static_cast<double>(later - earlier));
    }
  }
  if (slopes.empty()) return {};
  const auto middle = slopes.begin() + static_cast<std::ptrdiff_t>(slopes.size() / 2);
  std::ranges::nth_element(slopes, middle);
  if (slopes.size() % 2 == 1) return *middle;
  return (*middle + *std::ranges::max_element(slopes.begin(), middle)) / 2;
}

}  // namespace entente
