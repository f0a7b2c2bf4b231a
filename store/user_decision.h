// What a user says of entities, by their ids or names, made a decision that Store::decide can keep.
//
//   const Decision decision = split_of(snapshot, identities, "Sergei Shoigu", "Serguéi Shoigú");
//   store.decide(decision);
//
// `documents` shows entities as documents name them, `identities` which of them are one at present.
// Names stand for what they stand for in queries. Number, time and note of the decision are left
// empty. Throws Error for an entity that is not there, naming those that come near, and for a name
// of several, naming these.
#pragma once

#include <string_view>

#include "graph/decisions.h"
#include "graph/identities.h"
#include "store/snapshot.h"

namespace entente {

// Throws RefusedDecision for a person and a country.
Decision merge_of(const Snapshot& documents, const Identities& identities, std::string_view one,
                  std::string_view other);

// `one` is none of what `other` names.
Decision split_of(const Snapshot& documents, const Identities& identities, std::string_view one,
                  std::string_view other);

// `one` is none of those that it is joined with at present; Error where there are none.
Decision split_of(const Snapshot& documents, const Identities& identities, std::string_view one);

Decision rename_of(const Snapshot& documents, const Identities& identities, std::string_view one,
                   std::string_view name);

}  // namespace entente
