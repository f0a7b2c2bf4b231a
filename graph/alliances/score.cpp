#include "graph/alliances/score.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <utility>

#include "graph/resolve/profile.h"

namespace entente {
namespace {

constexpr double nothing_in_particular = 10.0;  // see score.h

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

// From which number below 2^53 on one that is Poisson distributed with mean 1 is above 0, above 1,
// and so on: the sums of its probabilities.
const std::array<std::int64_t, 20> steps_of_poisson = [] {
  std::array<std::int64_t, 20> steps{};
  double probability = std::exp(-1.0);
  double sum = probability;
  int count = 0;
  for (std::int64_t& step : steps) {
    step = static_cast<std::int64_t>(std::ceil(sum * 0x1.0p53));
    probability /= ++count;
    sum += probability;
  }
  return steps;
}();

using Drawn = std::array<std::uint32_t, Bootstrap::draws>;
using Sums = std::array<double, Bootstrap::draws>;

// How often the documents that tell a story are drawn, and how many they are.
std::size_t draw(const Story& story, std::span<const Fact> facts, Bootstrap& bootstrap,
                 Drawn& drawn) {
  drawn.fill(0);
  const auto add = [&](std::string_view document) {
    const auto& counts = bootstrap.counts_of(document);
    for (std::size_t n = 0; n < drawn.size(); ++n) drawn[n] += counts[n];
  };
  // Most stories are told by one document; the evidence of a fact is in the order of documents.
  const auto& first = facts[story.facts.front()].evidence;
  if (story.facts.size() == 1 && first.front().document == first.back().document) {
    add(first.front().document);
    return 1;
  }
  std::set<std::string_view> documents;
  for (const std::size_t n : story.facts) {
    for (const FactEvidence& evidence : facts[n].evidence) documents.insert(evidence.document);
  }
  for (const std::string_view document : documents) add(document);
  return documents.size();
}

// A score in the making.
class Tally {
 public:
  Tally(const DaySpan& window, double half_life) : window_(window), half_life_(half_life) {}

  // Of stories on other days nothing. `drawn` is null where no interval is wanted.
  void add(const Story& story, const Drawn* drawn, std::size_t documents) {
    if (story.day < window_.first || story.day > window_.last) return;
    const double amount = story.weight * std::exp2(-(window_.last - story.day) / half_life_);
    (amount > 0 ? result_.cooperation : result_.conflict) += std::abs(amount);
    result_.parts.push_back({.story = &story, .part = amount});
    if (drawn == nullptr) return;
    Sums& side = amount > 0 ? cooperation_ : conflict_;
    const double share = std::abs(amount) / static_cast<double>(documents);
    for (std::size_t n = 0; n < side.size(); ++n) side[n] += share * (*drawn)[n];
  }

  AllianceScore take(Intervals intervals) {
    if (result_.parts.empty()) return std::move(result_);
    result_.score = balance(result_.cooperation, result_.conflict);
    for (StoryPart& part : result_.parts) {
      part.part /= result_.cooperation + result_.conflict + nothing_in_particular;
    }
    std::ranges::stable_sort(result_.parts, [](const StoryPart& left, const StoryPart& right) {
      if (std::abs(left.part) != std::abs(right.part))
        return std::abs(left.part) > std::abs(right.part);
      return left.story->day > right.story->day;
    });
    result_.low = result_.high = result_.score;
    if (intervals == Intervals::Find) find_interval();
    return std::move(result_);
  }

 private:
  void find_interval() {
    Sums scores;
    for (std::size_t n = 0; n < scores.size(); ++n)
      scores[n] = balance(cooperation_[n], conflict_[n]);
    const auto low = scores.begin() + scores.size() / 20;
    const auto high = scores.end() - 1 - scores.size() / 20;
    std::ranges::nth_element(scores, low);
    result_.low = *low;
    std::ranges::nth_element(low, high, scores.end());
    result_.high = *high;
  }

  DaySpan window_;
  double half_life_;
  AllianceScore result_{};
  Sums cooperation_{};
  Sums conflict_{};
};

}  // namespace

const Bootstrap::Counts& Bootstrap::counts_of(std::string_view document) {
  const auto found = counts_.find(document);
  if (found != counts_.end()) return found->second;
  Counts& counts = counts_[std::string(document)];
  std::array<std::int64_t, draws> uniform;
  std::uint64_t state = hash_of(document);
  for (std::int64_t& number : uniform) {
    state = mixed(state);
    number = static_cast<std::int64_t>(state >> 11);
  }
  // Without a branch, so that several are counted at once.
  for (std::size_t n = 0; n < counts.size(); ++n) {
    unsigned count = 0;
    for (const std::int64_t step : steps_of_poisson) count += uniform[n] >= step ? 1 : 0;
    counts[n] = static_cast<std::uint8_t>(count);
  }
  return counts;
}

AllianceScore score_of(std::span<const Story> stories, std::span<const Fact> facts,
                       const DaySpan& window, double half_life, Bootstrap& bootstrap) {
  return scores_of(stories, facts, window, {}, half_life, bootstrap, Intervals::Find).whole;
}

ScoresOverTime scores_of(std::span<const Story> stories, std::span<const Fact> facts,
                         const DaySpan& whole, std::span<const DaySpan> windows, double half_life,
                         Bootstrap& bootstrap, Intervals intervals) {
  ScoresOverTime scores;
  Tally of_whole(whole, half_life);
  auto window = windows.begin();
  std::optional<Tally> of_window;
  const auto end_window = [&] {
    scores.windows.push_back(of_window ? of_window->take(intervals) : AllianceScore{});
    of_window.reset();
    ++window;
  };
  Drawn drawn;
  for (const Story& story : stories) {
    if (story.day < whole.first || story.day > whole.last) continue;
    std::size_t documents = 0;
    if (intervals == Intervals::Find) documents = draw(story, facts, bootstrap, drawn);
    const Drawn* draws = intervals == Intervals::Find ? &drawn : nullptr;
    of_whole.add(story, draws, documents);
    while (window != windows.end() && story.day > window->last) end_window();
    if (window == windows.end()) continue;
    if (!of_window) of_window.emplace(*window, half_life);
    of_window->add(story, draws, documents);
  }
  while (window != windows.end()) end_window();
  scores.whole = of_whole.take(intervals);
  return scores;
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
