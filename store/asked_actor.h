// The actor that a name stands for, in a stored graph.
#pragma once

#include <string>
#include <string_view>

#include "graph/alliances/actors.h"
#include "graph/filter.h"
#include "graph/question.h"
#include "store/snapshot.h"

namespace entente {

// An actor and what was asked for; they differ where the one stands for the other.
struct AskedActor {
  std::string actor;  // ids
  std::string entity;
};

// A bloc, where countries are rolled up to it. Of several entities of a name, those that stand for
// one actor at the end of the time that `filter` asks for are one. Throws WrongQuestion where they
// stand for several, Error where there are none.
AskedActor asked_actor(const Snapshot& snapshot, const Actors& actors, const Filter& filter,
                       std::string_view name);

// Throws WrongQuestion where two that are asked for together are one actor. `before` stands before
// the name of the word that helps: "--" for options.
void check_two_actors(const AskedActor& left, const AskedActor& right, std::string_view before);

}  // namespace entente
