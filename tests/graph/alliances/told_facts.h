// Facts as tests tell them, in few words.
#pragma once

#include <string>

#include "graph/fact.h"

namespace entente::testing {

struct Told {
  std::string subject;
  RelationClass relation_class = RelationClass::Consult;
  std::string object;
  std::string date{};
  std::string document = "d";
  std::string observed{};
  std::string relation = "related to";
  Modality modality = Modality::Asserted;
  double confidence = 1.0;
};

Fact fact(const Told& told);

// Days since 1970-01-01 of an ISO day.
int day(const std::string& iso);

}  // namespace entente::testing
