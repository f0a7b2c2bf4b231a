// Deeds of others that somebody only judges, punishes or takes sides in, told as if they were done
// to or by the one.
//
// How it works: a relation is refused where
//   1. who judges would do what the other is judged for: "sanctioned a firm over its aid to Iran";
//   2. what a text or plan is about would be judged with it: "blocked a statement criticising
//      China", "rejected accusations that it backs the M23"; and who keeps a text from being would
//      say what it says;
//   3. who suffered a deed would be judged by who judges the deed: "criticised the arrest of
//   Morel";
//   4. who refuses to harm another would reject that one: "refused to sanction Russia";
//   5. whom something turns against would be backed: "supported a motion against Morel".
// Pure functions.
#pragma once

#include "extract/modules/pair_in_tree.h"

namespace entente {

bool is_refused_judgement(const PairInTree& pair);

}  // namespace entente
