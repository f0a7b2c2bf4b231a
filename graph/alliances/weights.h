// What a fact is worth to an alliance: how far a class of relation is cooperation or conflict, and
// how much of it counts in which modality.
//
// The weights are those of Goldstein's scale (A Conflict-Cooperation Scale for WEIS Events Data,
// Journal of Conflict Resolution 36, 1992), from −10 to 10, as CAMEO gives them to its root codes
// (Schrodt, CAMEO codebook 1.1b3, 2012), which PLOVER's classes stand for. The general classes
// (ROLE, MEMBER, …) are neither: 0.
//
// PLOVER's REQUEST is two of these codes: appeals (02) and demands (10). Whoever asks, urges,
// invites, proposes or applies is no opponent for it: Goldstein has such between −0.1 and 3.4. What
// is demanded, insisted on, ordered or claimed has −5.0, as demands have. Which of the two it is
// the relation tells.
//
// Pure functions, safe to call from any thread.
#pragma once

#include <string_view>

#include "extract/triple.h"

namespace entente {

// Above 0 cooperation, below 0 conflict. Of REQUEST, whose relations differ, that of most: 0.
double goldstein_weight(RelationClass relation_class);

// Likewise of what a fact of this class says by its relation.
double goldstein_weight(RelationClass relation_class, std::string_view relation);

// From 0 to 1: what has been done or said counts in full, what is planned or possible half, what is
// denied not at all.
double modality_weight(Modality modality);

}  // namespace entente
