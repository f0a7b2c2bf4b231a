// What the tree of a sentence speaks against, of what has been learnt of two mentions.
//
// What is learnt weighs words, and words near each other often are of one story that the sentence
// does not tell. What the tree says of deeds is in refused_deeds.h, of whose deed it is in
// refused_doers.h, of deeds that one only judges in refused_judgements.h, of what holds until it
// ends in refused_states.h, of where somebody is in refused_whereabouts.h. Pure functions.
#pragma once

#include "extract/modules/analysis.h"
#include "extract/modules/pair_features.h"

namespace entente {

// True where the sentence does not say the relation of the candidate's two, whatever was learnt.
bool is_refused(const Analysis& analysis, const PairCandidate& candidate, const Relation& relation);

}  // namespace entente
