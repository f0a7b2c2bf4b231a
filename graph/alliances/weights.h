// What a fact is worth to an alliance: how far a class of relation is cooperation or conflict, and
// how much of it counts in which modality.
//
// The weights are those of Goldstein's scale (A Conflict-Cooperation Scale for WEIS Events Data,
// Journal of Conflict Resolution 36, 1992), from −10 to 10, as CAMEO gives them to its root codes
// (Schrodt, CAMEO codebook 1.1b3, 2012), which PLOVER's classes stand for. The general classes
// (ROLE, MEMBER, …) are neither: 0.
//
// Pure functions, safe to call from any thread.
#pragma once

#include "extract/triple.h"

namespace entente {

// Above 0 cooperation, below 0 conflict.
double goldstein_weight(RelationClass relation_class);

// From 0 to 1: what has been done or said counts in full, what is planned or possible half, what is
// denied not at all.
double modality_weight(Modality modality);

}  // namespace entente
