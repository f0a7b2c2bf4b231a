// What is asked of paths (graph/alliances/paths.h), by actors that a stored graph was asked for.
#pragma once

#include <span>
#include <string_view>

#include "graph/alliances/paths.h"
#include "store/asked_actor.h"

namespace entente {

// For a path between two that leads over none of `avoid`. Throws WrongQuestion where the two are
// one actor, or one of them is to be avoided. `before` stands before the name of the word that
// helps: "--" for options.
PathRequest path_request(const AskedActor& from, const AskedActor& to,
                         std::span<const AskedActor> avoid, std::string_view before);

}  // namespace entente
