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
                     const ScoreTime& time, Intervals intervals) {
  const std::span<const Story> stories = pair.stories;
  ScoresOverTime found =
      scores_of(stories, facts, time.whole, time.windows, time.half_life, intervals);
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
  std::vector<Alliance> found;
  for (const PairStories& pair : pairs) {
    if (actor && pair.left != *actor && pair.right != *actor) continue;
    found.push_back(alliance_of(pair, actor && pair.right == *actor, facts, time, intervals));
  }
  // They are in the order of their ids, as pairs are, also where some are turned.
  struct Rank {
    double surely = 0.0;
    double score = 0.0;
    std::size_t place = 0;
  };
  std::vector<Rank> ranks;
  ranks.reserve(found.size());
  for (std::size_t n = 0; n < found.size(); ++n) {
    ranks.push_back({.surely = surely(found[n].score), .score = found[n].score.score, .place = n});
  }
  std::ranges::sort(ranks, [](const Rank& left, const Rank& right) {
    return std::tuple(-left.surely, -left.score, left.place) <
           std::tuple(-right.surely, -right.score, right.place);
  });
  std::vector<Alliance> alliances;
  alliances.reserve(found.size());
  for (const Rank& rank : ranks) alliances.push_back(std::move(found[rank.place]));
  return alliances;
}

}  // namespace entente
