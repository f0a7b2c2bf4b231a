// Blocs: groups of actors that stand together and against others, in one window after the other.
//
// How it works:
//   1. In each window, actors are tied by the scores of their pairs (score.h). Who has fewer than
//   two ties to actors that have as many is left out (the k-core: Seidman, Network structure and
//   minimum degree, Social Networks 5, 1983).
//   2. Blocs are the communities of that signed graph (communities.h), of all windows at once: an
//   actor is tied to itself where it is next, so that blocs change where relations did and not
//   where a few reports tipped the balance (Mucha et al., Science 328, 2010). What is one community
//   over several windows is one bloc and has one number, also where it was away in between.
//   3. Its members are those of the community who have at least two friends among them that have as
//   many. Who was none where the bloc was last has joined. A new bloc of which another had a third
//   of the members, the window before, has split off from that; one that is gone and a third of
//   whose members are in another has merged with it.
//   4. How settled a window is shows in its triangles: one is balanced where the friend of a friend
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
  std::optional<DaySpan> before;    // the window in which it was last there; of a new one none
  std::vector<std::string> joined;  // since then, sorted; of a new one none
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

struct BlocRules {
  double least_score = 0.1;    // what is less in size ties nobody
  std::size_t least_ties = 2;  // with others that have as many, or an actor is left out
  double hold = 0.5;           // with which an actor stays where it was
};

// From the alliances of all pairs with their windows (alliances_of without an actor), which MUST
// all be cut alike.
std::vector<BlocWindow> blocs_of(std::span<const Alliance> alliances, const BlocRules& rules = {});

// The same from the stories of all pairs, without their alliances: much faster.
std::vector<BlocWindow> blocs_of(std::span<const PairStories> pairs, const ScoreTime& time,
                                 const BlocRules& rules = {});

}  // namespace entente
