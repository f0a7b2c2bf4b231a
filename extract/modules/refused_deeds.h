// Deeds that a sentence does not tell of the two that have been learnt to do and suffer them.
//
// How it works: a deed is refused where
//   1. who only refuses or condemns it would do it: "France opposes a war on Iraq";
//   2. what a person's lawyer, son or guard does or suffers would be that person's (so would be
//      where they are): "killed a guard of Morel";
//   3. who is let go would be coerced: "freed Morel";
//   4. who did the second of two deeds would have done the first: "arrested in Lugo and acquitted
//      by the Supreme Court";
//   5. of two coordinated clauses each of which names who did it to whom, one would tell of the
//      other's: "France criticised Israel and Germany backed Ukraine";
//   6. who does the same as another would do it to the other: "won, as Armstrong did";
//   7. two would compete of whom one is what a place is known for: "won in Coventry, where Jaguar
//      has its headquarters";
//   8. two persons would compete whom only a noun for something else ties: "chances with Morel";
//   9. who says something of another would support that one, and no word tells of support: "said
//      that Racing came late";
//  10. who is to be replaced would take part: "beat Bell in the race to succeed Morel";
//  11. of two who do something together one would do it to the other: "Acme and Bell accused …".
// Pure functions.
#pragma once

#include "extract/modules/pair_in_tree.h"

namespace entente {

bool is_refused_deed(const PairInTree& pair);

}  // namespace entente
