#include "graph/alliances/alliances.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <thread>
#include <tuple>
#include <utility>

namespace entente {
namespace {

constexpr std::size_t stories_of_a_thread = 10'000;  // fewer take no longer than to begin one

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

// Facts, and what stands in them, lie anywhere in memory: asked for before they are needed, they
// need not be waited for.
void fetch_facts(const PairStories& pair, std::span<const Fact> facts) {
  for (const Story& story : pair.stories) {
    for (const std::size_t n : story.facts) __builtin_prefetch(&facts[n].evidence);
  }
}
void fetch_evidence(const PairStories& pair, std::span<const Fact> facts) {
  for (const Story& story : pair.stories) {
    for (const std::size_t n : story.facts) __builtin_prefetch(facts[n].evidence.data());
  }
}

}  // namespace

std::vector<Alliance> alliances_of(std::optional<std::string_view> actor,
                                   std::span<const PairStories> pairs, std::span<const Fact> facts,
                                   const ScoreTime& time, Intervals intervals) {
  std::vector<const PairStories*> asked;
  std::size_t stories = 0;
  for (const PairStories& pair : pairs) {
    if (actor && pair.left != *actor && pair.right != *actor) continue;
    asked.push_back(&pair);
    stories += pair.stories.size();
  }
  std::vector<Alliance> found(asked.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t n = next++; n < asked.size(); n = next++) {
      if (intervals != Intervals::Skip) {
        if (n + 8 < asked.size()) fetch_facts(*asked[n + 8], facts);
        if (n + 4 < asked.size()) fetch_evidence(*asked[n + 4], facts);
      }
      const bool is_turned = actor && asked[n]->right == *actor;
      found[n] = alliance_of(*asked[n], is_turned, facts, time, intervals);
    }
  };
  // Each pair is weighed by itself, on whatever thread.
  std::vector<std::future<void>> others;
  const std::size_t threads =
      std::min<std::size_t>(std::thread::hardware_concurrency(), stories / stories_of_a_thread);
  for (std::size_t n = 1; n < threads; ++n) others.push_back(std::async(std::launch::async, work));
  work();
  for (std::future<void>& other : others) other.get();
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
