#include "export/database_values.h"

#include <cmath>
#include <fmt/format.h>

namespace entente {

std::string evidence_id(std::string_view fact_id, const FactEvidence& evidence) {
  return content_id(fmt::format("{}\x1F{}\x1F{}\x1F{}\x1F{}\x1F{}\x1F{}\x1F{}\x1F{}\x1F", fact_id,
                                evidence.document, evidence.observed, evidence.sentence,
                                evidence.begin, evidence.end, evidence.module, evidence.source,
                                evidence.reversed ? 1 : 0));
}

std::string_view label_of(EntityType type) {
  switch (type) {
    case EntityType::Person:
      return "Person";
    case EntityType::Organization:
      return "Organization";
    case EntityType::GeoPolitical:
      return "GeoPolitical";
    case EntityType::Location:
      return "Location";
    case EntityType::Misc:
      break;
  }
  return "Misc";
}

double rounded_confidence(double confidence) {
  constexpr double steps = 1e6;
  return std::round(confidence * steps) / steps;
}

}  // namespace entente
