// Blocs: groups of actors that stand together and against others, in one window after the other.
//
// How it works:
//   1. In each window, actors are tied by the scores of their pairs (score.h); blocs are the
//      communities of that signed graph (communities.h).
//   2. A bloc goes on as the one of the next window that it shares most with (Jaccard's index, at
//   least a third:
//      Greene, Doyle and Cunningham, Tracking the Evolution of Communities in Dynamic Social
//      Networks, 2010), the largest overlap first. It keeps its number; who is in one of the two
//      only has left or joined. What else a bloc shares a third of its members with it has merged
//      with, or split off from.
//   3. How settled a window is shows in its triangles: one is balanced where the friend of a friend
//   is a friend and the
//      enemy of an enemy too, that is where the product of its three signs is positive
//      (Cartwright and Harary, Structural balance, Psychological Review 63, 1956).
//
// Pure functions, safe to call from any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "graph/alliances/alliances.h"

namespace entente {

struct Bloc {
  std::size_t number = 0;  // from 1; the same from window to window
  std::vector<std::string>
      members;  // actors' ids, by how much holds them in the bloc, the strongest first
  std::vector<std::string>
      joined;  // since the window before, sorted; of a bloc that was not there before none
  std::vector<std::string> left;
  std::vector<std::size_t> merged_from;  // other blocs of the window before that it took in
  std::optional<std::size_t>
      split_from;  // the bloc of the window before that it was a part of, where it is new
};

struct BlocWindow {
  DaySpan days;
  std::vector<Bloc> blocs;  // of two members and more, the largest first, of equals by number
  double modularity = 0.0;
  std::size_t triangles = 0;
  std::size_t balanced = 0;  // of these
};

// From the alliances of all pairs with their windows (alliances_of without an actor), which MUST
// all be cut alike. Scores of less than `least_score` in size tie nobody.
std::vector<BlocWindow> blocs_of(std::span<const Alliance> alliances, double least_score);

}  // namespace entente
