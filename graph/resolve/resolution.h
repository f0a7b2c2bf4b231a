// Resolution: which entities of a graph are one, and why.
//
//   Profiles profiles;
//   snapshot.entities([&](const Entity& entity) { profiles.add(entity); … });
//   snapshot.facts({}, [&](const Fact& fact) { profiles.add(fact); … });
//   const Resolution resolution = resolve(profiles.take(), NameWords::load("extract/language"));
//
// How it works:
//   1. Entities that share a key are compared (blocks.h, judgement.h).
//   2. Those that are the same by their full names are joined, the surest first; never two groups
//      of which a member of one is surely none of the other.
//   3. A shorter name ("J. Kerry", "FARC") is joined where all that it could mean is one entity by
//      then.
//   4. What has been joined is one profile with all names, posts and relations, and is looked at
//      again, until nothing more is found: resolving a resolved graph changes nothing.
//   5. Users' decisions stand over all that. A step that would make one of two that are split is
//      left out, so that the others of their group go with whom they look most like. Merges join
//      what has been found in the end: they change nothing of how names are judged.
// The result depends on the profiles and decisions alone, not on the order of profiles.
//
// A pure function, safe to call from any thread.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "graph/decisions.h"
#include "graph/identities.h"
#include "graph/resolve/name_words.h"
#include "graph/resolve/profile.h"

namespace entente {

// Two entities that look like one. Where either was joined with others before, its id is that of
// all of them.
struct Likeness {
  std::string left;  // the lesser id
  std::string right;
  double score = 0.0;  // from 0 to 1
  std::string reason;  // for people
  bool operator==(const Likeness&) const = default;
};

struct Resolution {
  Identities identities;
  std::vector<Likeness> joined;    // why: each step; the surest first, of equals the lesser ids
  std::vector<Likeness> possible;  // what is left to people to decide, in the same order
};

// `decisions` MUST be in the order of numbers.
Resolution resolve(std::vector<Profile> profiles, const NameWords& words,
                   std::span<const Decision> decisions = {});

}  // namespace entente
