#include "graph/alliances/alliances.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace entente {
namespace {

// The end of the interval that is nearer to 0; 0 where that is in it.
double surely(const AllianceScore& score) {
  if (score.low > 0) return score.low;
  return std::min(score.high, 0.0);
}

Alliance alliance_of(const PairStories& pair, bool turned, std::span<const Fact> facts,
                     const ScoreTime& time, Bootstrap& bootstrap, Intervals intervals) {
  const std::span<const Story> stories = pair.stories;
  ScoresOverTime found =
      scores_of(stories, facts, time.whole, time.windows, time.half_life, bootstrap, intervals);
  Alliance alliance{.actor = turned ? pair.right : pair.left,
                    .other = turned ? pair.left : pair.right,
                    .score = std::move(found.whole),
                    .windows = {},
                    .trend = {},
                    .first = stories.front().day,
                    .last = stories.back().day};
  std::vector<std::optional<double>> scores;
  alliance.windows.reserve(time.windows.size());
  for (std::size_t n = 0; n < time.windows.size(); ++n) {
    AllianceScore& score = found.windows[n];
    scores.push_back(score.parts.empty() ? std::nullopt : std::optional(score.score));
    alliance.windows.push_back({.days = time.windows[n], .score = std::move(score)});
  }
  alliance.trend = trend_of(scores);
  return alliance;
}

}  // namespace

std::vector<Alliance> alliances_of(std::optional<std::string_view> actor,
                                   std::span<const PairStories> pairs, std::span<const Fact> facts,
                                   const ScoreTime& time, Intervals intervals) {
  std::vector<Alliance> alliances;
  Bootstrap bootstrap;
  for (const PairStories& pair : pairs) {
    if (actor && pair.left != *actor && pair.right != *actor) continue;
    alliances.push_back(
        alliance_of(pair, actor && pair.right == *actor, facts, time, bootstrap, intervals));
  }
  std::ranges::sort(alliances, [](const Alliance& left, const Alliance& right) {
    const double of_left = surely(left.score);
    const double of_right = surely(right.score);
    return std::tuple(-of_left, -left.score.score, std::string_view(left.actor),
                      std::string_view(left.other)) < std::tuple(-of_right, -right.score.score,
                                                                 std::string_view(right.actor),
                                                                 std::string_view(right.other));
  });
  return alliances;
}

}  // namespace entente
