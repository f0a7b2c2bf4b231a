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
                     const ScoreTime& time, Bootstrap& bootstrap) {
  const std::span<const Story> stories = pair.stories;
  Alliance alliance{.actor = turned ? pair.right : pair.left,
                    .other = turned ? pair.left : pair.right,
                    .score = score_of(stories, facts, time.whole, time.half_life, bootstrap),
                    .windows = {},
                    .trend = {},
                    .first = stories.front().day,
                    .last = stories.back().day};
  std::vector<std::optional<double>> scores;
  for (const DaySpan& days : time.windows) {
    alliance.windows.push_back(
        {.days = days, .score = score_of(stories, facts, days, time.half_life, bootstrap)});
    const AllianceScore& score = alliance.windows.back().score;
    scores.push_back(score.parts.empty() ? std::nullopt : std::optional(score.score));
  }
  alliance.trend = trend_of(scores);
  return alliance;
}

}  // namespace

std::vector<Alliance> alliances_of(std::optional<std::string_view> actor,
                                   std::span<const PairStories> pairs, std::span<const Fact> facts,
                                   const ScoreTime& time) {
  std::vector<Alliance> alliances;
  Bootstrap bootstrap;
  for (const PairStories& pair : pairs) {
    if (actor && pair.left != *actor && pair.right != *actor) continue;
    alliances.push_back(alliance_of(pair, actor && pair.right == *actor, facts, time, bootstrap));
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
