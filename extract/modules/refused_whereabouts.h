// Where a sentence does not say that somebody or something is, of what has been learnt to be there.
//
// How it works: it is refused where
//   1. a place would lie where the thing is that is only named after it: "The plan for Doñana was
//      presented in Brussels";
//   2. who sends another to a place would be there, or who has an envoy there: "recalled its
//      ambassador in Managua";
//   3. who has to do with a place would be where the sentence says that another is: "lost seats in
//      Coventry, where Jaguar …";
//   4. who is only talked about would be where that is done: "praised Morel in Brussels", "held in
//      Lugo for the murder of Morel";
//   5. a country would be where it acts: "Iran and Iraq talked in Baghdad";
//   6. who owns a seat would be what it is in: "allanó la sede de Acme".
// Pure functions.
#pragma once

#include "extract/modules/pair_in_tree.h"

namespace entente {

bool is_refused_whereabouts(const PairInTree& pair);

}  // namespace entente
