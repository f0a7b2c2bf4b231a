#include "tests/graph/alliances/told_facts.h"

#include <algorithm>

#include "extract/date.h"

namespace entente::testing {

Fact fact(const Told& told) {
  Fact fact;
  fact.key = {.subject = told.subject,
              .object = told.object,
              .relation_class = told.relation_class,
              .relation = told.relation,
              .date = told.date,
              .modality = told.modality};
  const bool turned = is_symmetric(told.relation_class) && told.object < told.subject;
  if (turned) std::swap(fact.key.subject, fact.key.object);
  fact.evidence = {{.document = told.document,
                    .observed = told.observed,
                    .reversed = turned,
                    .confidence = told.confidence}};
  return fact;
}

int day(const std::string& iso) { return days_of(iso)->first; }

}  // namespace entente::testing
