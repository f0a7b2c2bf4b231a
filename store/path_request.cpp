#include "store/path_request.h"

#include "graph/question.h"

namespace entente {

PathRequest path_request(const AskedActor& from, const AskedActor& to,
                         std::span<const AskedActor> avoid, std::string_view before) {
  check_two_actors(from, to, before);
  PathRequest request{.from = from.actor, .to = to.actor};
  for (const AskedActor& each : avoid) {
    if (each.actor == from.actor || each.actor == to.actor) {
      throw WrongQuestion(each.entity + " cannot be avoided: the path begins or ends at " +
                          each.actor);
    }
    request.avoid.push_back(each.actor);
  }
  return request;
}

}  // namespace entente
