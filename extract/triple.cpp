#include "extract/triple.h"

#include <algorithm>

namespace entente {
namespace {

constexpr std::array<std::string_view, 5> entity_type_names{"PER", "ORG", "GPE", "LOC", "MISC"};
constexpr std::array<std::string_view, relation_class_count> relation_class_names{
    "AGREE",   "CONSULT", "SUPPORT", "CONCEDE",  "COOPERATE", "AID",      "RETREAT",
    "REQUEST", "ACCUSE",  "REJECT",  "THREATEN", "PROTEST",   "SANCTION", "MOBILIZE",
    "COERCE",  "ASSAULT", "ROLE",    "MEMBER",   "LOCATED",   "KIN",      "TRANSACT",
    "CONTEST", "APPOINT", "CREATE",  "OTHER"};
constexpr std::array<std::string_view, 4> modality_names{"asserted", "negated", "possible",
                                                         "planned"};

template <typename Enum, std::size_t Size>
std::optional<Enum> find_name(const std::array<std::string_view, Size>& names,
                              std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Enum>(found - names.begin());
}

}  // namespace

std::string_view name_of(EntityType type) {
  return entity_type_names.at(static_cast<std::size_t>(type));
}
std::string_view name_of(RelationClass relation_class) {
  return relation_class_names.at(static_cast<std::size_t>(relation_class));
}
std::string_view name_of(Modality modality) {
  return modality_names.at(static_cast<std::size_t>(modality));
}

std::optional<EntityType> entity_type_of(std::string_view name) {
  return find_name<EntityType>(entity_type_names, name);
}
std::optional<RelationClass> relation_class_of(std::string_view name) {
  return find_name<RelationClass>(relation_class_names, name);
}
std::optional<Modality> modality_of(std::string_view name) {
  return find_name<Modality>(modality_names, name);
}

bool is_symmetric(RelationClass relation_class) {
  switch (relation_class) {
    case RelationClass::Agree:
    case RelationClass::Consult:
    case RelationClass::Cooperate:
    case RelationClass::Kin:
    case RelationClass::Contest:
      return true;
    default:
      return false;
  }
}

}  // namespace entente
