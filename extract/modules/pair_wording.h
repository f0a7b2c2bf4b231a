// How a relation that was learnt of a pair of mentions is told: the word that states it, its name,
// and the date, modality and source that rules read around that word.
// Pure functions.
#pragma once

#include <vector>

#include "extract/modules/analysis.h"
#include "extract/modules/pair_features.h"
#include "extract/modules/pair_model.h"

namespace entente {

struct WordedRelation {
  Relation relation;   // all but confidence and module
  bool named = false;  // by a frame or post of the lexicon, not by its class alone
};

WordedRelation worded(const Analysis& analysis, const PairCandidate& candidate,
                      const PairLabel& label);

// The modality that rules read for the label: of the relation that one of them found, else what
// worded() has.
Modality modality_by_rules(const Analysis& analysis, const FoundRelations& found,
                           const PairCandidate& candidate, const PairLabel& label);

// Every class in every direction.
std::vector<PairLabel> all_pair_labels();

}  // namespace entente
