// Posts and memberships that a sentence does not tell of the two that have been learnt
// to stand in them.
//
// How it works: it is refused where
//   1. a post would be held in the country that another clause is about ("President Morel said that
//      Peru …"), or be the one of somebody unnamed there ("The king of Jordan arrives, Morel
//      said");
//   2. who speaks for one organisation within another would speak for that: "the Labour spokesman
//      in the Lords";
//   3. where something happens would be where its people are from: "In Spain, the singer Luc Hart
//      was jailed";
//   4. one of others would be a member of the group that these are not of: "OPEC cut output, while
//      other producers, such as Norway, …", "Nokia's fellow makers, such as Motorola";
//   5. who is called a relative, rival or critic of another would hold a post with him;
//   6. who runs for a post would hold it, whose post is told would hold another in what somebody
//      else's is in, and one who is named would hold what several unnamed do;
//   7. a post would be held where there is none, as that of a prime minister in the United States,
//      or in what a comma parts from it: "en opinión del consejero, del Hospital".
// Pure functions.
#pragma once

#include "extract/modules/pair_in_tree.h"

namespace entente {

bool is_refused_state(const PairInTree& pair);

}  // namespace entente
