// How likely all candidates of a document stand in each relation, beside their rivals.
#pragma once

#include <span>
#include <vector>

#include "extract/modules/analysis.h"
#include "extract/modules/pair_features.h"
#include "extract/modules/pair_model.h"

namespace entente {

// What PairModel::probabilities says of each candidate, and beside_rivals() of these: by candidate,
// in the order of the model's labels. `found` is what the rules found in the document, `read` what
// the encoder makes of each candidate.
std::vector<std::vector<double>> pair_probabilities(const Analysis& analysis,
                                                    const PairModel& model,
                                                    std::span<const PairCandidate> candidates,
                                                    const FoundRelations& found,
                                                    std::span<const Vector> read);

}  // namespace entente
