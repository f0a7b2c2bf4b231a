// What the learned judge makes of two mentions, and what counted for it.
//
// The only part of this room that knows how the judge works: a probability for each class, and a
// list of named things with what each adds.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "extract/modules/analysis.h"
#include "extract/modules/pair_features.h"
#include "extract/modules/pair_model.h"
#include "extract/triple.h"

namespace entente {

struct ClassProbability {
  RelationClass relation_class = RelationClass::Other;
  bool inverse = false;  // the other way round than the relation that is explained
  double probability = 0.0;
};

struct FeatureWeight {
  std::string what;     // "path: <nsubj | <obl:con"
  double weight = 0.0;  // added to the log-odds
};

struct PairJudgement {
  double probability = 0.0;                  // of the relation that is explained
  std::vector<ClassProbability> classes;     // the likeliest, surest first
  std::vector<FeatureWeight> contributions;  // what counted most for or against the relation
  double rest = 0.0;                         // what all others add together
};

// What the model makes of a relation between the candidate's two; nothing where it has not learnt
// its class. `read` is what its encoder makes of the candidate, `found` what the rules found in the
// document, `probabilities` are the candidate's (pair_probabilities.h).
std::optional<PairJudgement> judgement_on(const Analysis& analysis, const PairModel& model,
                                          const PairCandidate& candidate, const Vector& read,
                                          const FoundRelations& found,
                                          std::span<const double> probabilities,
                                          const Relation& relation);

}  // namespace entente
