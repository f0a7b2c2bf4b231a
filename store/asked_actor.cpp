#include "store/asked_actor.h"

#include "extract/date.h"
#include "store/entity_choice.h"

namespace entente {

AskedActor asked_actor(const Snapshot& snapshot, const Actors& actors, const Filter& filter,
                       std::string_view name) {
  if (const auto bloc = actors.bloc_called(name)) return {.actor = *bloc, .entity = *bloc};
  const auto ids = snapshot.require(name);
  const int day = days_of(filter.until.value_or("9999"))->last;
  AskedActor asked{.actor = actors.actor_of(ids.front(), day), .entity = ids.front()};
  for (const std::string& id : ids) {
    if (actors.actor_of(id, day) == asked.actor) continue;
    throw WrongQuestion("\"" + std::string(name) + "\" is more than one actor: " +
                        choice_of(snapshot, ids) + "; give the id of one");
  }
  return asked;
}

void check_two_actors(const AskedActor& left, const AskedActor& right, std::string_view before) {
  if (left.actor != right.actor) return;
  if (left.entity == right.entity)
    throw WrongQuestion(left.entity + " is given twice; two that differ are asked for");
  throw WrongQuestion(left.entity + " and " + right.entity + " act for one, " + left.actor + "; " +
                      std::string(before) + "roll-up none keeps them apart");
}

}  // namespace entente
