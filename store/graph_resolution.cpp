#include "store/graph_resolution.h"

#include <memory>
#include <utility>

#include "graph/resolve/profile.h"

namespace entente {

Resolution resolution_of(const Snapshot& snapshot, const NameWords& words) {
  Profiles profiles;
  snapshot.entities([&](const Entity& entity) {
    profiles.add(entity);
    return Walk::Continue;
  });
  snapshot.facts({}, [&](const Fact& fact) {
    profiles.add(fact);
    return Walk::Continue;
  });
  return resolve(profiles.take(), words, snapshot.decisions());
}

Snapshot resolved(const Snapshot& snapshot, const std::function<NameWords()>& words) {
  auto identities = snapshot.identities();
  if (!identities) identities = resolution_of(snapshot, words()).identities;
  return snapshot.joined(std::make_shared<const Identities>(*std::move(identities)));
}

void keep_identities(Store& store, const NameWords& words) {
  const Snapshot snapshot = store.snapshot();
  if (snapshot.identities()) return;
  store.put_identities(resolution_of(snapshot, words).identities);
}

}  // namespace entente
