#include "extract/modules/rivals.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

namespace entente {
namespace {

constexpr double weight_of_a_rival = 1.0;  // of its probability, in log-odds

enum class End { Subject, Object };

using Place = std::tuple<std::size_t, RelationClass, End, std::size_t>;  // the last is the entity

// The places that a claim holds, with whom it holds them.
std::array<std::pair<Place, std::size_t>, 2> places_of(const Claim& claim) {
  const auto place = [&](End end, std::size_t entity) {
    return Place{claim.sentence, claim.relation_class, end, entity};
  };
  const End other = is_symmetric(claim.relation_class) ? End::Subject : End::Object;
  return {std::pair{place(End::Subject, claim.subject), claim.object},
          std::pair{place(other, claim.object), claim.subject}};
}

// For each place the claims to it: with whom, and the highest probability.
using Rivals = std::map<Place, std::map<std::size_t, double>>;

Rivals rivals_among(std::span<const Claim> claims) {
  Rivals rivals;
  for (const Claim& claim : claims) {
    for (const auto& [place, with] : places_of(claim)) {
      double& highest = rivals[place][with];
      highest = std::max(highest, claim.probability);
    }
  }
  return rivals;
}

// Of the surest of those at `place` that are surer and not with the same one; 0 without any.
double surest_rival(const Rivals& rivals, const Place& place, std::size_t with,
                    double probability) {
  double surest = 0.0;
  for (const auto& [other, of_other] : rivals.at(place)) {
    if (other != with && of_other > probability) surest = std::max(surest, of_other);
  }
  return surest;
}

}  // namespace

std::vector<double> beside_rivals(std::span<const Claim> claims) {
  const Rivals rivals = rivals_among(claims);
  std::vector<double> probabilities;
  probabilities.reserve(claims.size());
  for (const Claim& claim : claims) {
    double odds = std::log(claim.probability / (1.0 - claim.probability));
    for (const auto& [place, with] : places_of(claim))
      odds -= weight_of_a_rival * surest_rival(rivals, place, with, claim.probability);
    probabilities.push_back(1.0 / (1.0 + std::exp(-odds)));
  }
  return probabilities;
}

}  // namespace entente
