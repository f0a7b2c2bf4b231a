#include "graph/alliances/alliances.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "graph/parallel.h"

namespace entente {
namespace {

constexpr std::size_t stories_of_a_share = 5'000;  // that one thread weighs at a time

Alliance alliance_of(const PairStories& pair, bool turned, const Events& events,
                     const ScoreTime& time, Intervals intervals) {
  const std::span<const Story> stories = pair.stories;
  ScoresOverTime found =
      scores_of(stories, events, time.whole, time.windows, time.half_life, intervals);
  Alliance alliance{.actor = turned ? pair.right : pair.left,
                    .other = turned ? pair.left : pair.right,
                    .score = std::move(found.whole),
                    .windows = {},
                    .trend = {},
                    .first = stories.front().first,
                    .last = std::ranges::max(stories, {}, &Story::day).day};
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

double surely(const AllianceScore& score) {
  if (score.low > 0) return score.low;
  return std::min(score.high, 0.0);
}

bool stands_before(const Alliance& one, const Alliance& other) {
  const double sure = surely(one.score);
  const double other_sure = surely(other.score);
  if (sure != other_sure) return sure > other_sure;
  if (one.score.score != other.score.score) return one.score.score > other.score.score;
  return std::tie(one.actor, one.other) < std::tie(other.actor, other.other);
}

std::vector<Alliance> alliances_of(std::optional<std::string_view> actor,
                                   std::span<const PairStories> pairs, const Events& events,
                                   const ScoreTime& time, Intervals intervals) {
  std::vector<const PairStories*> asked;
  std::vector<std::size_t> shares;  // where each begins, in `asked`
  std::size_t stories = stories_of_a_share;
  for (const PairStories& pair : pairs) {
    if (actor && pair.left != *actor && pair.right != *actor) continue;
    if (stories >= stories_of_a_share) {
      shares.push_back(asked.size());
      stories = 0;
    }
    asked.push_back(&pair);
    stories += pair.stories.size();
  }
  shares.push_back(asked.size());
  std::vector<Alliance> found(asked.size());
  // Each pair is weighed by itself, on whatever thread.
  in_parallel(shares.size() - 1, [&](std::size_t share) {
    for (std::size_t n = shares[share]; n < shares[share + 1]; ++n) {
      const bool is_turned = actor && asked[n]->right == *actor;
      found[n] = alliance_of(*asked[n], is_turned, events, time, intervals);
    }
  });
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
