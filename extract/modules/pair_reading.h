// What the encoder of a pair model makes of the candidates of a document.
#pragma once

#include <span>
#include <vector>

#include "extract/modules/analysis.h"
#include "extract/modules/pair_features.h"
#include "extract/modules/pair_model.h"

namespace entente {

// Its scores, first one for each label, candidate by candidate: nothing where the model has no
// encoder, was loaded without it, or the encoder does not reach that far. `candidates` are in the
// order of the text.
std::vector<Vector> read_pairs(const Analysis& analysis, const PairModel& model,
                               std::span<const PairCandidate> candidates);

}  // namespace entente
