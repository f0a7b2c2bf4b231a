#include "graph/alliances/neighbours.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "graph/alliances/score.h"

namespace entente {
namespace {

Neighbour::Side side_of(double score) {
  if (score > 0.0) return Neighbour::Side::Partner;
  return score < 0.0 ? Neighbour::Side::Opponent : Neighbour::Side::Other;
}

}  // namespace

Neighbours::Neighbours(const Actors& actors, std::string actor, const DaySpan& window)
    : actors_(actors), actor_(std::move(actor)), window_(window), stories_(actors, window) {}

void Neighbours::add(const Fact& fact) {
  if (fact.key.modality == Modality::Negated) return;
  if (!fact.days()) {
    ++undated_;
    return;
  }
  const auto day = day_of(fact, window_);
  if (!day) return;
  std::string subject = actors_.actor_of(fact.key.subject, *day);
  std::string object = actors_.actor_of(fact.key.object, *day);
  if (subject == object || (subject != actor_ && object != actor_)) return;
  const std::string& other = subject == actor_ ? object : subject;
  const auto [at, is_new] = found_.try_emplace(other, Neighbour{.actor = other});
  Neighbour& neighbour = at->second;
  if (is_new) neighbour.days = {.first = *day, .last = *day};
  neighbour.days.first = std::min(neighbour.days.first, *day);
  neighbour.days.last = std::max(neighbour.days.last, *day);
  ++neighbour.facts;
  ++neighbour.classes[fact.key.relation_class];
  for (const FactEvidence& evidence : fact.evidence) documents_[other].insert(evidence.document);
  stories_.add(fact);
}

std::vector<Neighbour> Neighbours::take(double half_life) {
  for (const PairStories& pair : stories_.take()) {
    Neighbour& neighbour = found_.at(pair.left == actor_ ? pair.right : pair.left);
    neighbour.score = balance_of(pair.stories, window_, half_life);
    neighbour.side = side_of(*neighbour.score);
  }
  std::vector<Neighbour> neighbours;
  for (auto& [actor, neighbour] : found_) {
    neighbour.documents = documents_[actor].size();
    neighbours.push_back(std::move(neighbour));
  }
  std::ranges::stable_sort(neighbours, [](const Neighbour& left, const Neighbour& right) {
    const auto rank = [](const Neighbour& neighbour) {
      return std::tuple(neighbour.side, -std::abs(neighbour.score.value_or(0.0)),
                        -static_cast<double>(neighbour.facts));
    };
    return rank(left) < rank(right);
  });
  return neighbours;
}

}  // namespace entente
