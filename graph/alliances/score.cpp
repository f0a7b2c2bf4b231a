#include "graph/alliances/score.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>
#include <utility>

#include "graph/hash.h"
#include "graph/parallel.h"

namespace entente {
namespace {

constexpr double nothing_in_particular = 10.0;  // see score.h

double balance(double cooperation, double conflict) {
  return (cooperation - conflict) / (cooperation + conflict + nothing_in_particular);
}

// From which number below 2^16 on one that is Poisson distributed with mean 1 is above 0, above 1,
// and so on: the sums of its probabilities. What would be above 6 is too seldom to be told.
const std::array<std::uint16_t, 7> steps_of_poisson = [] {
  std::array<std::uint16_t, 7> steps{};
  double probability = 1 / std::numbers::e;
  double sum = probability;
  int count = 0;
  for (std::uint16_t& step : steps) {
    step = static_cast<std::uint16_t>(std::lround(sum * 0x1.0p16));
    probability /= ++count;
    sum += probability;
  }
  return steps;
}();

Draws draws_from(std::uint64_t document) {
  // Four draws of 16 bits from each number.
  const std::uint64_t seed = mixed_bits(document);
  std::array<std::uint64_t, bootstrap_draws / 4> numbers;
  for (std::size_t n = 0; n < numbers.size(); ++n)
    numbers[n] = mixed_bits(seed + n * mixed_bits_step);
  const auto uniform = std::bit_cast<Draws>(numbers);
  Draws draws{};
  for (const std::uint16_t step : steps_of_poisson) {
    for (std::size_t n = 0; n < draws.size(); ++n)
      draws[n] = static_cast<std::uint16_t>(draws[n] + (uniform[n] >= step ? 1 : 0));
  }
  return draws;
}

// By draw.
using Drawn = std::array<std::uint32_t, bootstrap_draws>;
using Sum = std::array<double, bootstrap_draws>;

// The documents that tell each of some stories.
class Documents {
 public:
  Documents(std::span<const Story> stories, const Events& events) {
    ends_.reserve(stories.size());
    numbers_.reserve(stories.size());
    for (const Story& story : stories) {
      for (const std::size_t n : story.facts) {
        const std::span<const std::uint64_t> of_fact = events.documents_of(n);
        numbers_.insert(numbers_.end(), of_fact.begin(), of_fact.end());
      }
      ends_.push_back(numbers_.size());
    }
    // Each document of a story once.
    std::size_t begin = 0;
    std::size_t kept = 0;
    for (std::size_t& end : ends_) {
      const auto of_story = std::span(numbers_).subspan(begin, end - begin);
      std::ranges::sort(of_story);
      begin = end;
      for (std::size_t n = 0; n < of_story.size(); ++n) {
        if (n == 0 || of_story[n] != of_story[n - 1]) numbers_[kept++] = of_story[n];
      }
      end = kept;
    }
  }

  // How often those of a story are drawn together; how many there are.
  std::size_t draw(std::size_t story, Drawn& drawn) const {
    const std::size_t begin = story == 0 ? 0 : ends_[story - 1];
    drawn.fill(0);
    for (std::size_t at = begin; at < ends_[story]; ++at) {
      const Draws draws = draws_from(numbers_[at]);
      for (std::size_t n = 0; n < drawn.size(); ++n) drawn[n] += draws[n];
    }
    return ends_[story] - begin;
  }

 private:
  std::vector<std::uint64_t> numbers_;  // one story's after the other's
  std::vector<std::size_t> ends_;       // by story, in numbers_
};

// What so many of `values` are before in order. Puts them in another order, and loses some: without
// a branch for each value, of which a processor would guess every other one wrong.
double nth_smallest(std::span<double> values, std::size_t before) {
  const auto keep = [&](const auto& is_kept) {
    std::size_t kept = 0;
    for (const double value : values) {
      values[kept] = value;
      kept += is_kept(value) ? 1 : 0;
    }
    values = values.first(kept);
  };
  while (true) {
    const double first = values.front();
    const double middle = values[values.size() / 2];
    const double last = values.back();
    const double pivot = std::max(std::min(first, middle), std::min(std::max(first, middle), last));
    std::size_t smaller = 0;
    std::size_t equal = 0;
    for (const double value : values) {
      smaller += value < pivot ? 1 : 0;
      equal += value == pivot ? 1 : 0;
    }
    if (before < smaller) {
      keep([&](double value) { return value < pivot; });
    } else if (before < smaller + equal) {
      return pivot;
    } else {
      before -= smaller + equal;
      keep([&](double value) { return value > pivot; });
    }
  }
}

// The ends of the interval: a twentieth of the values is beyond either.
struct Ends {
  double low = 0.0;
  double high = 0.0;
};
Ends ends_of(Sum values) {
  constexpr std::size_t beyond = bootstrap_draws / 20;
  Sum others = values;
  return {.low = nth_smallest(values, beyond),
          .high = nth_smallest(others, bootstrap_draws - 1 - beyond)};
}

// What is drawn together, by draw.
struct Sums {
  Sum cooperation{};
  Sum conflict{};
};

// A story that counts in several windows: it is drawn once for all of them.
struct Lasting {
  std::size_t story = 0;  // its place
  Drawn drawn{};
  std::size_t documents = 0;
};

// A score in the making.
class Tally {
 public:
  Tally(const DaySpan& window, double half_life, bool wants_interval)
      : window_(window), half_life_(half_life) {
    if (wants_interval) sums_.emplace();
  }

  void reserve(std::size_t stories) { result_.parts.reserve(stories); }

  // Of stories on other days nothing. Draws count where an interval is wanted.
  void add(const Story& story, const Drawn& drawn, std::size_t documents) {
    const auto counted = amount_of(story, window_, half_life_);
    if (!counted) return;
    const double amount = *counted;
    (amount > 0 ? result_.cooperation : result_.conflict) += std::abs(amount);
    result_.parts.push_back({.story = &story, .part = amount});
    if (!sums_) return;
    Sum& side = amount > 0 ? sums_->cooperation : sums_->conflict;
    const double share = std::abs(amount) / static_cast<double>(documents);
    for (std::size_t n = 0; n < side.size(); ++n) side[n] += share * drawn[n];
  }

  AllianceScore take() {
    if (result_.parts.empty()) return std::move(result_);
    result_.score = balance(result_.cooperation, result_.conflict);
    for (StoryPart& part : result_.parts) {
      part.part /= result_.cooperation + result_.conflict + nothing_in_particular;
    }
    std::ranges::sort(result_.parts, [](const StoryPart& left, const StoryPart& right) {
      if (std::abs(left.part) != std::abs(right.part))
        return std::abs(left.part) > std::abs(right.part);
      if (left.story->day != right.story->day) return left.story->day > right.story->day;
      return left.story < right.story;
    });
    result_.low = result_.high = result_.score;
    if (sums_) find_interval();
    return std::move(result_);
  }

 private:
  // Where all is cooperation, or conflict, scores are in the order of its sums, or the reverse.
  void find_interval() {
    if (result_.conflict == 0.0) {
      const Ends sums = ends_of(sums_->cooperation);
      result_.low = balance(sums.low, 0.0);
      result_.high = balance(sums.high, 0.0);
    } else if (result_.cooperation == 0.0) {
      const Ends sums = ends_of(sums_->conflict);
      result_.low = balance(0.0, sums.high);
      result_.high = balance(0.0, sums.low);
    } else {
      Sum scores;
      for (std::size_t n = 0; n < scores.size(); ++n)
        scores[n] = balance(sums_->cooperation[n], sums_->conflict[n]);
      const Ends ends = ends_of(scores);
      result_.low = ends.low;
      result_.high = ends.high;
    }
    result_.low = std::min(result_.low, result_.score);
    result_.high = std::max(result_.high, result_.score);
  }

  DaySpan window_;
  double half_life_;
  AllianceScore result_{};
  std::optional<Sums> sums_{};
};

}  // namespace

Draws draws_of(std::string_view document) { return draws_from(hash_of(document)); }

std::optional<double> amount_of(const Story& story, const DaySpan& window, double half_life) {
  if (story.day < window.first || story.first > window.last) return {};
  const int last = std::min(story.day, window.last);
  return story.weight * std::exp2(-(window.last - last) / half_life);
}

AllianceScore score_of(std::span<const Story> stories, const Events& events, const DaySpan& window,
                       double half_life) {
  return scores_of(stories, events, window, {}, half_life, Intervals::Find).whole;
}

ScoresOverTime scores_of(std::span<const Story> stories, const Events& events, const DaySpan& whole,
                         std::span<const DaySpan> windows, double half_life, Intervals intervals) {
  std::optional<Documents> documents;
  if (intervals != Intervals::Skip) documents.emplace(stories, events);
  ScoresOverTime scores;
  scores.windows.reserve(windows.size());
  Tally of_whole(whole, half_life, intervals != Intervals::Skip);
  of_whole.reserve(stories.size());
  auto window = windows.begin();
  std::optional<Tally> of_window;
  const auto add_to_window = [&](std::size_t n, const Drawn& drawn, std::size_t count) {
    if (!of_window) of_window.emplace(*window, half_life, intervals == Intervals::Find);
    of_window->add(stories[n], drawn, count);
  };
  std::vector<Lasting> lasting;  // stories that go on after the window
  const auto end_window = [&] {
    scores.windows.push_back(of_window ? of_window->take() : AllianceScore{});
    of_window.reset();
    if (++window == windows.end()) return;
    std::erase_if(lasting,
                  [&](const Lasting& each) { return stories[each.story].day < window->first; });
    for (const Lasting& each : lasting) add_to_window(each.story, each.drawn, each.documents);
  };
  Drawn drawn{};
  for (std::size_t n = 0; n < stories.size(); ++n) {
    const Story& story = stories[n];
    const std::size_t count = documents ? documents->draw(n, drawn) : 0;
    of_whole.add(story, drawn, count);
    while (window != windows.end() && story.first > window->last) end_window();
    if (window == windows.end()) continue;
    add_to_window(n, drawn, count);
    if (story.day > window->last)
      lasting.push_back({.story = n, .drawn = drawn, .documents = count});
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

std::vector<double> balances_of(std::span<const PairStories> pairs, const DaySpan& window,
                                double half_life) {
  constexpr std::size_t share = 4096;  // pairs that one thread weighs at a time
  std::vector<double> balances(pairs.size());
  in_parallel((pairs.size() + share - 1) / share, [&](std::size_t n) {
    const std::size_t end = std::min(pairs.size(), (n + 1) * share);
    for (std::size_t pair = n * share; pair < end; ++pair)
      balances[pair] = balance_of(pairs[pair].stories, window, half_life);
  });
  return balances;
}

std::vector<std::optional<double>> balances_of(std::span<const Story> stories,
                                               std::span<const DaySpan> windows, double half_life) {
  struct Sums {
    double cooperation = 0.0;
    double conflict = 0.0;
    bool has_stories = false;
  };
  std::vector<Sums> sums(windows.size());
  std::size_t begin = 0;
  for (const Story& story : stories) {
    while (begin < windows.size() && windows[begin].last < story.first) ++begin;
    for (std::size_t n = begin; n < windows.size() && windows[n].first <= story.day; ++n) {
      const double amount = *amount_of(story, windows[n], half_life);
      (amount > 0 ? sums[n].cooperation : sums[n].conflict) += std::abs(amount);
      sums[n].has_stories = true;
    }
  }
  std::vector<std::optional<double>> balances(windows.size());
  for (std::size_t n = 0; n < windows.size(); ++n) {
    if (sums[n].has_stories) balances[n] = balance(sums[n].cooperation, sums[n].conflict);
  }
  return balances;
}

std::optional<double> trend_of(std::span<const std::optional<double>> values) {
  constexpr std::ptrdiff_t fewest = 3;
  const auto is_there = [](const std::optional<double>& value) { return value.has_value(); };
  if (std::ranges::count_if(values, is_there) < fewest) return {};
  std::vector<double> slopes;
  for (std::size_t later = 1; later < values.size(); ++later) {
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      if (!values[later] || !values[earlier]) continue;
      slopes.push_back((*values[later] - *values[earlier]) / static_cast<double>(later - earlier));
    }
  }
  const auto middle = slopes.begin() + static_cast<std::ptrdiff_t>(slopes.size() / 2);
  std::ranges::nth_element(slopes, middle);
  if (slopes.size() % 2 == 1) return *middle;
  return (*middle + *std::ranges::max_element(slopes.begin(), middle)) / 2;
}

}  // namespace entente
