// Whose deed it is that a relation learnt of a pair tells, where the tree says that it is
// another's. Pure functions.
#pragma once

#include "extract/modules/pair_in_tree.h"

namespace entente {

// True for what is sold as who trades, a place as what is bought ("bought land in Kentucky"), who
// blames another for a deed as who did it ("criticised X for not supporting Y"), and a state as who
// does what its firms and people do or is dealt with where they are ("sanctioned two Turkish
// firms", "los vecinos de Vallecas criticaron").
bool is_anothers_deed(const PairInTree& pair);

}  // namespace entente
