#include "graph/alliances/stories.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "graph/alliances/weights.h"

namespace entente {
namespace {

constexpr int days_of_a_story = 3;

// A fact as a telling of a story.
struct Telling {
  std::size_t left = 0;  // of the two actors, by their numbers
  std::size_t right = 0;
  RelationClass relation_class = RelationClass::Other;
  int day = 0;
  double weight = 0.0;
  std::size_t fact = 0;  // its place

  auto of() const { return std::tuple(left, right, relation_class); }
};

// Actors' ids, numbered as they come and then in their order.
class ActorNumbers {
 public:
  std::size_t number_of(std::string_view id) {
    const auto [at, is_new] = numbers_.try_emplace(id, ids_.size());
    if (is_new) ids_.push_back(id);
    return at->second;
  }

  // By number, where each is in the order of ids.
  std::vector<std::size_t> sort() {
    std::vector<std::string_view> sorted = ids_;
    std::ranges::sort(sorted);
    std::vector<std::size_t> ranks;
    for (const std::string_view id : ids_) {
      ranks.push_back(
          static_cast<std::size_t>(std::ranges::lower_bound(sorted, id) - sorted.begin()));
    }
    ids_ = std::move(sorted);
    return ranks;
  }

  // Once they are sorted.
  std::string_view id_of(std::size_t rank) const { return ids_[rank]; }

 private:
  std::unordered_map<std::string_view, std::size_t> numbers_;
  std::vector<std::string_view> ids_;
};

// `tellings` of one class between the same two, by day.
void add_stories(std::span<const Telling> tellings, std::vector<Story>& stories) {
  std::vector<Telling> of_story;
  for (std::size_t begin = 0; begin < tellings.size();) {
    std::size_t end = begin + 1;
    while (end < tellings.size() && tellings[end].day < tellings[begin].day + days_of_a_story)
      ++end;
    of_story.assign(tellings.begin() + static_cast<std::ptrdiff_t>(begin),
                    tellings.begin() + static_cast<std::ptrdiff_t>(end));
    std::ranges::stable_sort(of_story, std::greater(),
                             [](const Telling& telling) { return std::abs(telling.weight); });
    Story story{.day = of_story.front().day,
                .relation_class = of_story.front().relation_class,
                .weight = of_story.front().weight,
                .facts = {}};
    story.facts.reserve(of_story.size());
    for (const Telling& telling : of_story) story.facts.push_back(telling.fact);
    stories.push_back(std::move(story));
    begin = end;
  }
}

double weight_of(const Fact& fact) {
  return goldstein_weight(fact.key.relation_class) * modality_weight(fact.key.modality) *
         fact.confidence();
}

}  // namespace

std::optional<int> day_of(const Fact& fact, const DaySpan& window) {
  if (const auto days = days_of(fact.key.date)) {
    if (days->last < window.first || days->first > window.last) return {};
    return std::min(days->last, window.last);
  }
  std::optional<int> earliest;
  for (const FactEvidence& evidence : fact.evidence) {
    const auto observed = days_of(evidence.observed);
    if (!observed || observed->first < window.first || observed->first > window.last) continue;
    earliest = std::min(earliest.value_or(observed->first), observed->first);
  }
  return earliest;
}

ToldStories stories_of(std::span<const Fact> facts, std::span<const std::size_t> which,
                       const Actors& actors, const DaySpan& window) {
  ToldStories told;
  ActorNumbers numbers;
  std::vector<Telling> tellings;
  for (const std::size_t n : which) {
    const Fact& fact = facts[n];
    const double weight = weight_of(fact);
    if (weight == 0.0) continue;
    if (!fact.days()) {
      ++told.undated;
      continue;
    }
    const auto day = day_of(fact, window);
    if (!day) continue;
    const std::string_view left = actors.find_actor(fact.key.subject, *day);
    const std::string_view right = actors.find_actor(fact.key.object, *day);
    if (left == right) continue;
    tellings.push_back({.left = numbers.number_of(left),
                        .right = numbers.number_of(right),
                        .relation_class = fact.key.relation_class,
                        .day = *day,
                        .weight = weight,
                        .fact = n});
  }
  const std::vector<std::size_t> ranks = numbers.sort();
  for (Telling& telling : tellings) {
    const auto [left, right] = std::minmax(ranks[telling.left], ranks[telling.right]);
    telling.left = left;
    telling.right = right;
  }
  std::ranges::sort(tellings, [&](const Telling& one, const Telling& other) {
    if (one.of() != other.of()) return one.of() < other.of();
    if (one.day != other.day) return one.day < other.day;
    return facts[one.fact].key < facts[other.fact].key;
  });
  for (std::size_t begin = 0, end = 0; begin < tellings.size(); begin = end) {
    const Telling& first = tellings[begin];
    while (end < tellings.size() && tellings[end].of() == first.of()) ++end;
    const std::string_view left = numbers.id_of(first.left);
    const std::string_view right = numbers.id_of(first.right);
    if (told.pairs.empty() || told.pairs.back().left != left || told.pairs.back().right != right) {
      told.pairs.push_back({.left = std::string(left), .right = std::string(right), .stories = {}});
    }
    add_stories(std::span(tellings).subspan(begin, end - begin), told.pairs.back().stories);
  }
  for (PairStories& pair : told.pairs) std::ranges::stable_sort(pair.stories, {}, &Story::day);
  return told;
}

}  // namespace entente
