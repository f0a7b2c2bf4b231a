#include "graph/alliances/neighbours.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "graph/alliances/score.h"

namespace entente {
namespace {

Neighbour::Side side_of(double score) {
  if (score > 0.0) return Neighbour::Side::Partner;
  return score < 0.0 ? Neighbour::Side::Opponent : Neighbour::Side::Other;
}

// What is found of neighbours by their ids.
struct Found {
  std::map<std::string, Neighbour, std::less<>> neighbours;
  std::map<std::string, std::set<std::uint64_t>, std::less<>> voices;
};

// A fact of these days that ties the actor to another.
void add(Found& found, const std::string& other, const Fact& fact, const DaySpan& days) {
  const auto [at, is_new] = found.neighbours.try_emplace(other, Neighbour{.actor = other});
  Neighbour& neighbour = at->second;
  if (is_new) neighbour.days = days;
  neighbour.days.first = std::min(neighbour.days.first, days.first);
  neighbour.days.last = std::max(neighbour.days.last, days.last);
  ++neighbour.facts;
  ++neighbour.classes[fact.key.relation_class];
  for (const FactEvidence& evidence : fact.evidence) {
    found.voices[other].insert(voice_of(evidence));
  }
}

}  // namespace

ToldNeighbours neighbours_of(std::span<const Fact> facts, const Actors& actors,
                             std::string_view actor, const DaySpan& window, double half_life) {
  ToldNeighbours told;
  Found found;
  std::vector<std::size_t> ties;  // the places of facts that tie the actor
  for (std::size_t n = 0; n < facts.size(); ++n) {
    const Fact& fact = facts[n];
    if (fact.key.modality == Modality::Negated) continue;
    const auto date = days_of(fact.key.date);
    const auto own_days = fact.days();
    const auto days = days_in(fact, window);
    const bool is_later = date && date->first > window.last;
    if (!days && own_days && !is_later) continue;
    const int day = acting_day(days, own_days);
    const std::string subject = actors.actor_of(fact.key.subject, day);
    const std::string object = actors.actor_of(fact.key.object, day);
    if (subject == object || (subject != actor && object != actor)) continue;
    if (!days) {
      ++(is_later ? told.later : told.undated);
      continue;
    }
    add(found, subject == actor ? object : subject, fact, date.value_or(*days));
    ties.push_back(n);
  }
  for (const PairStories& pair : stories_of(facts, ties, actors, window).pairs) {
    Neighbour& neighbour = found.neighbours.at(pair.left == actor ? pair.right : pair.left);
    neighbour.score = balance_of(pair.stories, window, half_life);
    neighbour.side = side_of(*neighbour.score);
  }
  for (auto& [other, neighbour] : found.neighbours) {
    neighbour.documents = found.voices[other].size();
    told.neighbours.push_back(std::move(neighbour));
  }
  std::ranges::stable_sort(told.neighbours, [](const Neighbour& left, const Neighbour& right) {
    const auto rank = [](const Neighbour& neighbour) {
      return std::tuple(neighbour.side, -std::abs(neighbour.score.value_or(0.0)),
                        -static_cast<double>(neighbour.facts));
    };
    return rank(left) < rank(right);
  });
  return told;
}

}  // namespace entente
