#include "graph/alliances/weights.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace entente {
namespace {

constexpr double weight_of_demands = -5.0;  // 10

// By the verb that a relation of REQUEST begins with, in any of its forms.
bool is_demand(std::string_view relation) {
  static constexpr std::array<std::string_view, 4> verbs{"demand", "insist", "order", "claim"};
  return std::ranges::any_of(verbs,
                             [&](std::string_view verb) { return relation.starts_with(verb); });
}

}  // namespace

double goldstein_weight(RelationClass relation_class) {
  // In the order of the classes; the CAMEO root codes behind them beside.
  static constexpr std::array<double, relation_class_count> weights{
      4.0,    // AGREE 03
      1.0,    // CONSULT 04
      3.5,    // SUPPORT 05
      5.0,    // CONCEDE 08
      6.4,    // COOPERATE 06
      7.4,    // AID 07
      5.0,    // RETREAT 08
      0.0,    // REQUEST: appeals, which are as often a friend's
      -2.0,   // ACCUSE 11
      -4.0,   // REJECT 12
      -6.0,   // THREATEN 13
      -6.5,   // PROTEST 14
      -4.0,   // SANCTION 16
      -7.2,   // MOBILIZE 15
      -7.0,   // COERCE 17
      -10.0,  // ASSAULT 18–20
  };
  return weights[static_cast<std::size_t>(relation_class)];
}

double goldstein_weight(RelationClass relation_class, std::string_view relation) {
  if (relation_class == RelationClass::Request && is_demand(relation)) return weight_of_demands;
  return goldstein_weight(relation_class);
}

double modality_weight(Modality modality) {
  switch (modality) {
    case Modality::Asserted:
      return 1.0;
    case Modality::Possible:
    case Modality::Planned:
      return 0.5;
    case Modality::Negated:
      return 0.0;
  }
  return 0.0;
}

}  // namespace entente
