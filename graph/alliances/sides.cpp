#include "graph/alliances/sides.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "graph/parallel.h"

namespace entente {
namespace {

constexpr std::size_t weighed_at_once = 64;  // before it is asked whether others could be surer

struct Candidate {
  const PairStories* pair = nullptr;
  double score = 0.0;
};

bool is_partner(const Candidate& candidate) { return candidate.score > 0; }

bool is_neither(const Candidate& candidate) {
  return std::abs(candidate.score) < least_shown_score;
}

class Surest {
 public:
  Surest(std::optional<std::string_view> actor, const Events& events, const ScoreTime& time)
      : actor_(actor), events_(events), time_(time) {}

  // All pairs that are asked for, with their scores.
  std::vector<Candidate> asked(std::span<const PairStories> pairs) const {
    const std::vector<double> scores = balances_of(pairs, time_.whole, time_.half_life);
    std::vector<Candidate> found;
    for (std::size_t n = 0; n < pairs.size(); ++n) {
      if (!actor_ || pairs[n].left == *actor_ || pairs[n].right == *actor_)
        found.push_back({.pair = &pairs[n], .score = scores[n]});
    }
    return found;
  }

  // The surest of candidates that are on one side, by `before`.
  template <typename Before>
  std::vector<Alliance> of(std::vector<Candidate> side, std::size_t most, Intervals intervals,
                           const Before& before) const {
    std::ranges::sort(side, std::ranges::greater(),
                      [](const Candidate& candidate) { return std::abs(candidate.score); });
    const ScoreTime whole{.whole = time_.whole, .windows = {}, .half_life = time_.half_life};
    std::vector<Weighed> surest;
    for (std::span<const Candidate> left = side; !left.empty() && most > 0;) {
      if (surest.size() == most &&
          std::abs(surely(surest.back().alliance.score)) > std::abs(left.front().score)) {
        break;
      }
      const auto next = left.first(std::min(weighed_at_once, left.size()));
      left = left.subspan(next.size());
      std::vector<Weighed> weighed(next.size());
      in_parallel(next.size(), [&](std::size_t n) {
        weighed[n] = {next[n].pair, alliance(*next[n].pair, whole, Intervals::FindOfWhole)};
      });
      std::ranges::move(weighed, std::back_inserter(surest));
      std::ranges::sort(surest, [&](const Weighed& one, const Weighed& other) {
        return before(one.alliance, other.alliance);
      });
      if (surest.size() > most) surest.resize(most);
    }
    std::vector<Alliance> alliances(surest.size());
    in_parallel(surest.size(), [&](std::size_t n) {
      alliances[n] = time_.windows.empty() ? std::move(surest[n].alliance)
                                           : alliance(*surest[n].pair, time_, intervals);
    });
    return alliances;
  }

 private:
  struct Weighed {
    const PairStories* pair = nullptr;
    Alliance alliance;
  };

  Alliance alliance(const PairStories& pair, const ScoreTime& time, Intervals intervals) const {
    return std::move(alliances_of(actor_, {&pair, 1}, events_, time, intervals).front());
  }

  std::optional<std::string_view> actor_;
  const Events& events_;
  const ScoreTime& time_;
};

}  // namespace

Sides sides_of(std::optional<std::string_view> actor, std::span<const PairStories> pairs,
               const Events& events, const ScoreTime& time, std::size_t most, Intervals intervals) {
  const Surest surest(actor, events, time);
  std::vector<Candidate> partners = surest.asked(pairs);
  const std::size_t all = partners.size();
  std::erase_if(partners, is_neither);
  const auto others = std::partition(partners.begin(), partners.end(), is_partner);
  std::vector<Candidate> opponents(others, partners.end());
  partners.erase(others, partners.end());
  Sides sides;
  sides.partners = surest.of(std::move(partners), most, intervals, stands_before);
  sides.opponents = surest.of(
      std::move(opponents), most, intervals,
      [](const Alliance& one, const Alliance& other) { return stands_before(other, one); });
  sides.left_out = all - sides.partners.size() - sides.opponents.size();
  return sides;
}

}  // namespace entente
