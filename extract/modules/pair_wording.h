// How a relation that was learnt of a pair of mentions is told: the word that states it, its name,
// and the date, modality and source that rules read around that word.
//
// How it works: of the words on the way between the two in the tree, and of few words between them,
// the nearest one that the lexicon gives a relation of the label's class states it and names it:
// "reunión" of "una reunión con" for CONSULT, "holds" with its "40%" for TRANSACT. A post is the
// one that the subject is said to hold, with its "vice" or "former". Where none does, the verb of
// the clause that both stand in states it, under the plain name of the class. Pure functions.
#pragma once

#include <vector>

#include "extract/modules/analysis.h"
#include "extract/modules/pair_features.h"
#include "extract/modules/pair_model.h"

namespace entente {

struct WordedRelation {
  Relation relation;     // all but confidence and module
  bool named = false;    // by a frame or post of the lexicon, not by its class alone
  bool put_off = false;  // not named, and told of a deed that its verb undoes or leaves open
                         // ("considered a visit")
};

// The relation that the label says the candidate's two stand in. Of a name inside of a name, which
// is true on no day in particular, there is no date, and it is asserted.
WordedRelation worded(const Analysis& analysis, const PairCandidate& candidate,
                      const PairLabel& label);

// The modality that rules read for the label: of the surest relation that one of them found, else
// what worded() has.
Modality modality_by_rules(const Analysis& analysis, const FoundRelations& found,
                           const PairCandidate& candidate, const PairLabel& label);

}  // namespace entente
