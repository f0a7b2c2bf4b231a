// How two actors stand to each other: from −1, enemies, to 1, allies.
//
// The score of two actors at the end of a window is
//
//   (C − K) / (C + K + 10)      C = Σ w·2^(−age/half-life) of stories with w > 0, K = Σ |w|·… of
//   the others
//
// the balance of cooperation and conflict in what is reported of the two, as events data are
// summed since COPDAB (Azar 1980) on Goldstein's scale (1992; weights.h), recent stories counting
// more. It is a share, so that much reported actors do not drown others; ten points of nothing in
// particular, the weight of the gravest single event, keep it near 0 until more than a story or two
// is known (additive smoothing). Each story's part is w·2^(−age/half-life)/(C + K + 10): the parts
// add up to the score.
//
// The interval is where nine of ten scores lie when documents are drawn anew (Poisson bootstrap:
// Hanley and MacGibbon 2006; Chamandy et al. 2012): a story counts as often as its documents are
// drawn on the average, and it always holds the score itself. The draws follow from the documents'
// ids (a copy's from its original's), so that the same graph always gives the same interval.
//
// Pure functions, safe to call from any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "extract/date.h"
#include "graph/alliances/events.h"
#include "graph/alliances/stories.h"

namespace entente {

struct StoryPart {
  const Story* story = nullptr;
  double part = 0.0;  // of the score
};

struct AllianceScore {
  double score = 0.0;        // from −1 to 1
  double cooperation = 0.0;  // C
  double conflict = 0.0;     // K
  double low = 0.0;          // of the interval
  double high = 0.0;
  std::vector<StoryPart>
      parts{};  // by their size, of equals the later one first; they add up to the score
};

// A score nearer to 0 is written 0.00: it ties nobody.
constexpr double least_shown_score = 0.005;

// How often a document is drawn, in each draw: Poisson distributed with mean 1, to 16 bits of
// probability. To make them anew is quicker than to look them up.
constexpr std::size_t bootstrap_draws = 200;
using Draws = std::array<std::uint16_t, bootstrap_draws>;
Draws draws_of(std::string_view document);

// Of which scores the interval is wanted: they take most of the time. Those that are skipped
// are from the score to the score.
enum class Intervals { Find, FindOfWhole, Skip };

// What a story counts at the end of the window: w·2^(−age/half-life), its age that of its last day
// there; nothing where it is of another time.
std::optional<double> amount_of(const Story& story, const DaySpan& window, double half_life);

// The score of stories on the days in `window`, at its end. `events` is what they refer to;
// `half_life` in days, above 0.
AllianceScore score_of(std::span<const Story> stories, const Events& events, const DaySpan& window,
                       double half_life);

// Likewise of several windows, which MUST be in their order and apart, and of the whole time that
// they are in, all in one go. A story that lasts counts in each window that it has a day in.
// `stories` MUST be sorted by their first days.
struct ScoresOverTime {
  AllianceScore whole;
  std::vector<AllianceScore> windows;
};
ScoresOverTime scores_of(std::span<const Story> stories, const Events& events, const DaySpan& whole,
                         std::span<const DaySpan> windows, double half_life, Intervals intervals);

// The score alone, without interval and parts: much faster.
double balance_of(std::span<const Story> stories, const DaySpan& window, double half_life);

// Likewise of many pairs, in their order, by several threads.
std::vector<double> balances_of(std::span<const PairStories> pairs, const DaySpan& window,
                                double half_life);

// Likewise of the stories of two in several windows, both as of scores_of; nothing for a window
// without stories.
std::vector<std::optional<double>> balances_of(std::span<const Story> stories,
                                               std::span<const DaySpan> windows, double half_life);

// How fast values rise or fall, by step: the median of the slopes between any two of them (Theil
// 1950, Sen 1968). Values that are missing count for nothing; nothing where fewer than three are
// there: two are no course yet.
std::optional<double> trend_of(std::span<const std::optional<double>> values);

}  // namespace entente
