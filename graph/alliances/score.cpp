#include "graph/alliances/score.h"

#include <algorithm>
#include <cmath>
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
constexpr std::size_t first_steps = 6;
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

// Documents whose draws, each following from the one before, are made side by side: a processor
// would wait for those of one.
constexpr std::size_t at_once = 8;

void draw_side_by_side(std::array<std::uint64_t, at_once> states,
                       std::array<Bootstrap::Counts, at_once>& counts) {
  for (std::size_t n = 0; n < Bootstrap::draws; ++n) {
    std::array<std::int64_t, at_once> uniform;
    std::array<std::uint64_t, at_once> count{};
    for (std::size_t d = 0; d < at_once; ++d) {
      states[d] = mixed(states[d]);
      uniform[d] = static_cast<std::int64_t>(states[d] >> 11);
    }
    // Without a branch, and so several at once; nearly none is above the first steps.
    for (std::size_t step = 0; step < first_steps; ++step) {
      for (std::size_t d = 0; d < at_once; ++d) count[d] += uniform[d] >= steps_of_poisson[step];
    }
    for (std::size_t d = 0; d < at_once; ++d) {
      while (count[d] >= first_steps && count[d] < steps_of_poisson.size() &&
             uniform[d] >= steps_of_poisson[count[d]]) {
        ++count[d];
      }
      counts[d][n] = static_cast<std::uint8_t>(count[d]);
    }
  }
}

using Drawn = std::array<std::uint32_t, Bootstrap::draws>;

// By draw.
struct Sums {
  std::array<double, Bootstrap::draws> cooperation{};
  std::array<double, Bootstrap::draws> conflict{};
};

// The draws of all documents that tell stories.
class StoryDraws {
 public:
  StoryDraws(std::span<const Story> stories, std::span<const Fact> facts, Bootstrap& bootstrap) {
    std::vector<std::string_view> documents;
    for (const Story& story : stories) {
      add_documents(story, facts, documents);
      ends_.push_back(documents.size());
    }
    counts_ = bootstrap.counts_of(documents);
  }

  std::size_t documents_of(std::size_t story) const { return ends_[story] - begin_of(story); }

  // How often those of the story are drawn together.
  void sum_up(std::size_t story, Drawn& drawn) const {
    drawn.fill(0);
    for (std::size_t at = begin_of(story); at < ends_[story]; ++at) {
      const Bootstrap::Counts& counts = *counts_[at];
      for (std::size_t n = 0; n < drawn.size(); ++n) drawn[n] += counts[n];
    }
  }

 private:
  static void add_documents(const Story& story, std::span<const Fact> facts,
                            std::vector<std::string_view>& documents) {
    const auto begin = static_cast<std::ptrdiff_t>(documents.size());
    for (const std::size_t n : story.facts) {
      for (const FactEvidence& evidence : facts[n].evidence) documents.push_back(evidence.document);
    }
    std::ranges::sort(documents.begin() + begin, documents.end());
    documents.erase(std::unique(documents.begin() + begin, documents.end()), documents.end());
  }

  std::size_t begin_of(std::size_t story) const { return story == 0 ? 0 : ends_[story - 1]; }

  std::vector<const Bootstrap::Counts*> counts_;  // one story's after the other's
  std::vector<std::size_t> ends_;                 // by story, in counts_
};

// A score in the making.
class Tally {
 public:
  Tally(const DaySpan& window, double half_life, bool wants_interval)
      : window_(window), half_life_(half_life) {
    if (wants_interval) sums_.emplace();
  }

  // Of stories on other days nothing. Draws count where an interval is wanted.
  void add(const Story& story, const Drawn& drawn, std::size_t documents) {
    const auto counted = amount_of(story, window_, half_life_);
    if (!counted) return;
    const double amount = *counted;
    (amount > 0 ? result_.cooperation : result_.conflict) += std::abs(amount);
    result_.parts.push_back({.story = &story, .part = amount});
    if (!sums_) return;
    auto& side = amount > 0 ? sums_->cooperation : sums_->conflict;
    const double share = std::abs(amount) / static_cast<double>(documents);
    for (std::size_t n = 0; n < side.size(); ++n) side[n] += share * drawn[n];
  }

  AllianceScore take() {
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
    if (sums_) find_interval();
    return std::move(result_);
  }

 private:
  void find_interval() {
    std::array<double, Bootstrap::draws> scores;
    for (std::size_t n = 0; n < scores.size(); ++n)
      scores[n] = balance(sums_->cooperation[n], sums_->conflict[n]);
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
  std::optional<Sums> sums_{};
};

}  // namespace

std::vector<const Bootstrap::Counts*> Bootstrap::counts_of(
    std::span<const std::string_view> documents) {
  std::vector<const Counts*> result;
  result.reserve(documents.size());
  std::array<Counts*, at_once> waiting{};
  std::array<std::uint64_t, at_once> states{};
  std::size_t count = 0;
  const auto draw_waiting = [&] {
    std::array<Counts, at_once> drawn;
    draw_side_by_side(states, drawn);
    for (std::size_t n = 0; n < count; ++n) *waiting[n] = drawn[n];
    count = 0;
  };
  for (const std::string_view document : documents) {
    auto at = counts_.find(document);
    if (at == counts_.end()) {
      at = counts_.emplace(document, Counts{}).first;
      waiting[count] = &at->second;
      states[count] = hash_of(document);
      if (++count == at_once) draw_waiting();
    }
    result.push_back(&at->second);
  }
  if (count > 0) draw_waiting();
  return result;
}

std::optional<double> amount_of(const Story& story, const DaySpan& window, double half_life) {
  if (story.day < window.first || story.day > window.last) return {};
  return story.weight * std::exp2(-(window.last - story.day) / half_life);
}

AllianceScore score_of(std::span<const Story> stories, std::span<const Fact> facts,
                       const DaySpan& window, double half_life, Bootstrap& bootstrap) {
  return scores_of(stories, facts, window, {}, half_life, bootstrap, Intervals::Find).whole;
}

ScoresOverTime scores_of(std::span<const Story> stories, std::span<const Fact> facts,
                         const DaySpan& whole, std::span<const DaySpan> windows, double half_life,
                         Bootstrap& bootstrap, Intervals intervals) {
  std::optional<StoryDraws> draws;
  if (intervals != Intervals::Skip) draws.emplace(stories, facts, bootstrap);
  ScoresOverTime scores;
  scores.windows.reserve(windows.size());
  Tally of_whole(whole, half_life, intervals != Intervals::Skip);
  auto window = windows.begin();
  std::optional<Tally> of_window;
  const auto end_window = [&] {
    scores.windows.push_back(of_window ? of_window->take() : AllianceScore{});
    of_window.reset();
    ++window;
  };
  Drawn drawn{};
  for (std::size_t n = 0; n < stories.size(); ++n) {
    const std::size_t documents = draws ? draws->documents_of(n) : 0;
    if (draws) draws->sum_up(n, drawn);
    of_whole.add(stories[n], drawn, documents);
    while (window != windows.end() && stories[n].day > window->last) end_window();
    if (window == windows.end()) continue;
    if (!of_window) of_window.emplace(*window, half_life, intervals == Intervals::Find);
    of_window->add(stories[n], drawn, documents);
  }
  while (window != windows.end()) end_window();
  scores.whole = of_whole.take();
  return scores;
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
