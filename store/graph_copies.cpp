#include "store/graph_copies.h"

#include <memory>
#include <utility>

namespace entente {

Copies copies_of(const Snapshot& snapshot) {
  CopyFinder finder;
  snapshot.contributions([&](const DocumentRecord& record, const Contribution& contribution) {
    finder.add(record.id, record.date, contribution.facts);
    return Walk::Continue;
  });
  return finder.find();
}

Snapshot with_copies(const Snapshot& snapshot) {
  auto copies = snapshot.kept_copies();
  if (!copies) copies = copies_of(snapshot);
  return snapshot.with_copies(std::make_shared<const Copies>(*std::move(copies)));
}

void keep_copies(Store& store) {
  const Snapshot snapshot = store.snapshot();
  if (!snapshot.kept_copies()) store.put_copies(copies_of(snapshot));
}

}  // namespace entente
