// What the tree of a sentence speaks against, of what has been learnt of two mentions.
//
// How it works: what is learnt weighs words, and words near each other often are of one story that
// the sentence does not tell. It is refused where
//   1. who only refuses or condemns a deed would do it: "France opposes a war on Iraq";
//   2. a post would be held in the country that another clause is about: "President Morel said that
//      Peru …";
//   3. what a person's lawyer, son or guard does or suffers would be that person's: "killed a guard
//      of Morel";
//   4. who sends another to a place would be there;
//   5. who is let go would be coerced: "freed Morel";
//   6. who did the second of two deeds would have done the first: "arrested in Lugo and acquitted
//      by the Supreme Court".
// Pure functions.
#pragma once

#include "extract/modules/analysis.h"
#include "extract/modules/pair_features.h"

namespace entente {

// True where the sentence does not say the relation of the candidate's two, whatever was learnt.
bool is_refused(const Analysis& analysis, const PairCandidate& candidate, const Relation& relation);

}  // namespace entente
