#include "graph/alliances/stories.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

#include "graph/alliances/weights.h"

namespace entente {
namespace {

constexpr int days_of_a_story = 3;

// A fact as a telling of a story.
struct Telling {
  int day = 0;
  double weight = 0.0;
  std::size_t fact = 0;
};

// `tellings` of one class between the same two, by day.
std::vector<Story> stories_of(RelationClass relation_class, std::span<const Telling> tellings) {
  std::vector<Story> stories;
  for (std::size_t begin = 0; begin < tellings.size();) {
    std::size_t end = begin + 1;
    while (end < tellings.size() && tellings[end].day < tellings[begin].day + days_of_a_story)
      ++end;
    std::vector<Telling> of_story(tellings.begin() + static_cast<std::ptrdiff_t>(begin),
                                  tellings.begin() + static_cast<std::ptrdiff_t>(end));
    std::ranges::stable_sort(of_story, std::greater(),
                             [](const Telling& telling) { return std::abs(telling.weight); });
    Story story{.day = of_story.front().day,
                .relation_class = relation_class,
                .weight = of_story.front().weight,
                .facts = {}};
    for (const Telling& telling : of_story) story.facts.push_back(telling.fact);
    stories.push_back(std::move(story));
    begin = end;
  }
  return stories;
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

void Stories::add(const Fact& fact) {
  if (weight_of(fact) == 0.0) return;
  if (!fact.days()) {
    ++undated_;
    return;
  }
  if (day_of(fact, window_)) facts_.push_back(fact);
}

std::vector<PairStories> Stories::take() {
  std::ranges::sort(facts_, {}, &Fact::key);
  std::map<std::tuple<std::string, std::string, RelationClass>, std::vector<Telling>> tellings;
  for (std::size_t n = 0; n < facts_.size(); ++n) {
    const Fact& fact = facts_[n];
    const int day = *day_of(fact, window_);
    std::string left = actors_.actor_of(fact.key.subject, day);
    std::string right = actors_.actor_of(fact.key.object, day);
    if (left == right) continue;
    if (right < left) std::swap(left, right);
    tellings[{std::move(left), std::move(right), fact.key.relation_class}].push_back(
        {.day = day, .weight = weight_of(fact), .fact = n});
  }
  std::vector<PairStories> pairs;
  for (auto& [key, of_class] : tellings) {
    const auto& [left, right, relation_class] = key;
    std::ranges::stable_sort(of_class, {}, &Telling::day);
    if (pairs.empty() || pairs.back().left != left || pairs.back().right != right) {
      pairs.push_back({.left = left, .right = right, .stories = {}});
    }
    for (Story& story : stories_of(relation_class, of_class))
      pairs.back().stories.push_back(std::move(story));
  }
  for (PairStories& pair : pairs) std::ranges::stable_sort(pair.stories, {}, &Story::day);
  return pairs;
}

}  // namespace entente
