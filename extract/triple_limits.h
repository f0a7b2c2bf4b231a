// How long the texts of a triple may be (limits.h).
#pragma once

#include "extract/triple.h"

namespace entente {

// Throws Error, which names it, for a text of the triple that is longer than limits.h allows.
void check_lengths(const Triple& triple);

}  // namespace entente
