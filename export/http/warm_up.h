// Answers that are made before anybody asks for them.
//
// Who keeps a page open or follows an actor asks of a new state what he asked of the one before. A
// state that has these answers ready when it is shown makes nobody wait.
#pragma once

#include <memory>
#include <stop_token>

#include "export/http/served_graph.h"

namespace entente {

// Makes and keeps in `state`, for at most twenty seconds: what was asked of `before`, the last
// asked first, or without a state before what the explorer begins with and the profiles of those
// whom most documents name. What cannot be answered any more is passed over.
void warm_up(const std::shared_ptr<const ServedState>& state, const ServedState* before,
             const std::stop_token& stop);

}  // namespace entente
