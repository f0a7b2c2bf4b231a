#include "graph/alliances/stories.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <limits>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "graph/parallel.h"

namespace entente {
namespace {

constexpr int days_of_a_story = 3;
constexpr std::size_t least_of_a_part = 8'192;       // facts that one thread takes
constexpr std::size_t most_parts = 16;               // each has a number for every actor
constexpr std::size_t tellings_of_a_share = 10'000;  // that one thread takes

// A fact as a telling of a story.
struct Telling {
  std::uint32_t left = 0;  // of the two actors, by their numbers
  std::uint32_t right = 0;
  DaySpan days;  // all of its date's, whatever the window
  RelationClass relation_class = RelationClass::Other;
  double weight = 0.0;
  std::size_t fact = 0;  // its place

  std::uint64_t pair() const { return std::uint64_t{left} << 32u | right; }
  bool is_long() const { return days.last - days.first >= days_of_a_story; }
};

// Whom entities act for: actors by numbers, given as they come.
class ActorNumbers {
 public:
  ActorNumbers(const Events& events, const Actors& actors)
      : events_(events), actors_(actors), steady_(events.entities().size(), unknown) {}

  std::uint32_t number_of(std::string_view id) {
    const auto [at, is_new] = numbers_.try_emplace(id, static_cast<std::uint32_t>(ids_.size()));
    if (is_new) ids_.push_back(id);
    return at->second;
  }

  // `entity` by its number in the events.
  std::uint32_t actor_of(std::uint32_t entity, int day) {
    const std::string_view id = events_.entities()[entity];
    std::uint32_t& steady = steady_[entity];
    if (steady == unknown) {
      const auto actor = actors_.find_steady_actor(id);
      steady = actor ? number_of(*actor) : changing;
    }
    return steady == changing ? number_of(actors_.find_actor(id, day)) : steady;
  }

  // By number.
  const std::vector<std::string_view>& ids() const { return ids_; }

 private:
  static constexpr std::uint32_t unknown = std::numeric_limits<std::uint32_t>::max();
  static constexpr std::uint32_t changing = unknown - 1;

  const Events& events_;
  const Actors& actors_;
  std::vector<std::uint32_t> steady_;  // by entity, whom it acts for on every day
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
  std::vector<std::string_view> ids_;
};

// Tellings of one part of the facts, in their order.
struct ToldPart {
  std::vector<Telling> tellings;      // with actors by their numbers in `ids`
  std::vector<std::string_view> ids;  // actors'
  std::size_t undated = 0;
  std::size_t later = 0;
};

ToldPart told_of(const Events& events, std::span<const std::size_t> which, const Actors& actors,
                 const DaySpan& window, const StoryEnds& asked) {
  ToldPart part;
  ActorNumbers numbers(events, actors);
  const auto number_of = [&](std::optional<std::string_view> id) {
    return id ? std::optional(numbers.number_of(*id)) : std::nullopt;
  };
  const std::optional<std::uint32_t> actor = number_of(asked.actor);
  const std::optional<std::uint32_t> other = number_of(asked.other);
  part.tellings.reserve(which.size());
  for (const std::size_t n : which) {
    const Event& event = events[n];
    if (event.weight == 0.0) continue;
    const auto days = events.days_in(n, window);
    const bool is_later = event.is_dated && event.days->first > window.last;
    if (!days && event.days && !is_later) continue;
    const int day = acting_day(days, event.days);
    const std::uint32_t left = numbers.actor_of(event.subject, day);
    const std::uint32_t right = numbers.actor_of(event.object, day);
    if (left == right) continue;
    if (actor && left != *actor && right != *actor) continue;
    if (other && left != *other && right != *other) continue;
    if (!days) {
      ++(is_later ? part.later : part.undated);
      continue;
    }
    part.tellings.push_back({.left = left,
                             .right = right,
                             .days = event.is_dated ? *event.days : *days,
                             .relation_class = event.relation_class,
                             .weight = event.weight,
                             .fact = n});
  }
  part.ids = numbers.ids();
  return part;
}

// The ids of all parts' actors, sorted: the rank of one is its place there.
std::vector<std::string_view> ranked_ids(std::span<const ToldPart> parts) {
  std::vector<std::string_view> ids;
  for (const ToldPart& part : parts) ids.insert(ids.end(), part.ids.begin(), part.ids.end());
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

// Gives the actors of tellings by their ranks, the lesser one on the left.
void rank_actors(ToldPart& part, std::span<const std::string_view> ranked) {
  std::vector<std::uint32_t> ranks;
  ranks.reserve(part.ids.size());
  for (const std::string_view id : part.ids) {
    ranks.push_back(
        static_cast<std::uint32_t>(std::ranges::lower_bound(ranked, id) - ranked.begin()));
  }
  for (Telling& telling : part.tellings) {
    const auto [left, right] = std::minmax(ranks[telling.left], ranks[telling.right]);
    telling.left = left;
    telling.right = right;
  }
}

// Whether a telling is of the story that begins with `first`, of the same class and two.
bool belongs(const Telling& telling, const Telling& first) {
  if (first.is_long()) return telling.days == first.days;
  return !telling.is_long() && telling.days.last < first.days.last + days_of_a_story;
}

// `tellings` of one class between the same two, in their order, which is changed.
void add_stories(std::span<Telling> tellings, const DaySpan& window, std::vector<Story>& stories) {
  while (!tellings.empty()) {
    std::size_t end = 1;
    while (end < tellings.size() && belongs(tellings[end], tellings.front())) ++end;
    const std::span<Telling> of_story = tellings.first(end);
    if (end > 1) {
      std::ranges::stable_sort(of_story, std::greater(),
                               [](const Telling& telling) { return std::abs(telling.weight); });
    }
    const Telling& surest = of_story.front();
    Story& story = stories.emplace_back(Story{.day = std::min(surest.days.last, window.last),
                                              .first = std::max(surest.days.first, window.first),
                                              .relation_class = surest.relation_class,
                                              .weight = surest.weight,
                                              .facts = {}});
    story.facts.reserve(of_story.size());
    for (const Telling& telling : of_story) story.facts.push_back(telling.fact);
    tellings = tellings.subspan(end);
  }
}

// The beginnings of `tellings` that are alike by `of`, one after the other.
template <typename Of, typename Visit>
void for_each_run(std::span<Telling> tellings, const Of& of, const Visit& visit) {
  while (!tellings.empty()) {
    std::size_t end = 1;
    while (end < tellings.size() && of(tellings[end]) == of(tellings.front())) ++end;
    visit(tellings.first(end));
    tellings = tellings.subspan(end);
  }
}

// The stories of one pair, by their first days.
std::vector<Story> stories_of_pair(std::span<Telling> tellings, const DaySpan& window) {
  std::vector<Story> stories;
  stories.reserve(tellings.size());
  for_each_run(
      tellings, [](const Telling& telling) { return telling.relation_class; },
      [&](std::span<Telling> of_class) { add_stories(of_class, window, stories); });
  std::ranges::stable_sort(stories, {}, [](const Story& story) {
    return std::tuple(story.first, story.day, story.relation_class);
  });
  return stories;
}

// All tellings by the one on the left, each of `actors`; those of one as they stood.
std::vector<Telling> by_left(std::span<const ToldPart> parts, std::size_t actors) {
  std::vector<std::vector<std::size_t>> places(parts.size());  // of each part, by actor: the next
  in_parallel(parts.size(), [&](std::size_t n) {
    places[n].assign(actors, 0);
    for (const Telling& telling : parts[n].tellings) ++places[n][telling.left];
  });
  std::size_t count = 0;
  for (std::size_t actor = 0; actor < actors; ++actor) {
    for (std::vector<std::size_t>& of_part : places) count += std::exchange(of_part[actor], count);
  }
  std::vector<Telling> sorted(count);
  in_parallel(parts.size(), [&](std::size_t n) {
    for (const Telling& telling : parts[n].tellings) sorted[places[n][telling.left]++] = telling;
  });
  return sorted;
}

// Tellings that stand by_left, cut into parts of which none has to do with another.
std::vector<std::span<Telling>> shares_of(std::span<Telling> tellings) {
  std::vector<std::span<Telling>> shares;
  while (!tellings.empty()) {
    std::size_t end = std::min(tellings_of_a_share, tellings.size());
    while (end < tellings.size() && tellings[end].left == tellings[end - 1].left) ++end;
    shares.push_back(tellings.first(end));
    tellings = tellings.subspan(end);
  }
  return shares;
}

// The pairs of one share, sorted.
std::vector<PairStories> pairs_of(std::span<Telling> tellings, const Events& events,
                                  const DaySpan& window, std::span<const std::string_view> ids) {
  std::ranges::sort(tellings, [&](const Telling& one, const Telling& other) {
    if (one.pair() != other.pair()) return one.pair() < other.pair();
    if (one.relation_class != other.relation_class)
      return one.relation_class < other.relation_class;
    if (one.is_long() != other.is_long()) return other.is_long();
    if (one.days.last != other.days.last) return one.days.last < other.days.last;
    if (one.is_long() && one.days.first != other.days.first)
      return one.days.first < other.days.first;
    return events.comes_before(one.fact, other.fact);
  });
  const auto pair_of = [](const Telling& telling) { return telling.pair(); };
  std::size_t count = 0;
  for_each_run(tellings, pair_of, [&](std::span<Telling>) { ++count; });
  std::vector<PairStories> pairs;
  pairs.reserve(count);
  for_each_run(tellings, pair_of, [&](std::span<Telling> of_pair) {
    pairs.push_back({.left = std::string(ids[of_pair.front().left]),
                     .right = std::string(ids[of_pair.front().right]),
                     .stories = stories_of_pair(of_pair, window)});
  });
  return pairs;
}

}  // namespace

ToldStories stories_of(const Events& events, std::span<const std::size_t> which,
                       const Actors& actors, const DaySpan& window, const StoryEnds& asked) {
  ToldStories told;
  const std::size_t count_of_parts =
      std::min((which.size() + least_of_a_part - 1) / least_of_a_part, most_parts);
  std::vector<ToldPart> parts(count_of_parts);
  in_parallel(parts.size(), [&](std::size_t n) {
    const std::size_t begin = which.size() * n / parts.size();
    const std::size_t end = which.size() * (n + 1) / parts.size();
    parts[n] = told_of(events, which.subspan(begin, end - begin), actors, window, asked);
  });
  for (const ToldPart& part : parts) {
    told.undated += part.undated;
    told.later += part.later;
  }
  const std::vector<std::string_view> ids = ranked_ids(parts);
  in_parallel(parts.size(), [&](std::size_t n) { rank_actors(parts[n], ids); });
  std::vector<Telling> tellings = by_left(parts, ids.size());
  const std::vector<std::span<Telling>> shares = shares_of(tellings);
  std::vector<std::vector<PairStories>> of_shares(shares.size());
  in_parallel(shares.size(), [&](std::size_t share) {
    of_shares[share] = pairs_of(shares[share], events, window, ids);
  });
  std::size_t count = 0;
  for (const std::vector<PairStories>& pairs : of_shares) count += pairs.size();
  told.pairs.reserve(count);
  for (std::vector<PairStories>& pairs : of_shares)
    std::ranges::move(pairs, std::back_inserter(told.pairs));
  return told;
}

ToldStories stories_of(std::span<const Fact> facts, std::span<const std::size_t> which,
                       const Actors& actors, const DaySpan& window) {
  return stories_of(Events(facts), which, actors, window);
}

}  // namespace entente
