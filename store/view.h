// What a Snapshot shows: the state of a graph at one moment, what of it counts as one, up to which
// day it was known, and until when it may be read.
//
// Internal to store/. Immutable: threads may share one.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/copies.h"
#include "graph/fact.h"
#include "graph/identities.h"
#include "graph/known_by.h"
#include "store/database.h"
#include "store/snapshot.h"

namespace entente {

struct View {
  // Of the present state, as documents tell it.
  explicit View(std::shared_ptr<const Database> of)
      : database(std::move(of)),
        state(database->db().GetSnapshot(),
              [database = database](const auto* given) { database->db().ReleaseSnapshot(given); }) {
  }

  std::shared_ptr<const Database> database;
  std::shared_ptr<const rocksdb::Snapshot> state;
  std::shared_ptr<const Identities> identities = std::make_shared<const Identities>();
  std::shared_ptr<const Copies> copies = std::make_shared<const Copies>();
  Snapshot::KnownNames known_names;  // or none
  std::optional<int> known_by;       // days since 1970-01-01
  std::chrono::steady_clock::time_point end = std::chrono::steady_clock::time_point::max();

  bool is_known(const FactEvidence& evidence) const {
    return !known_by || is_known_by(evidence, *known_by);
  }

  std::optional<std::string> get(Family family, std::string_view key) const {
    return database->get(family, key, state.get());
  }

  // See Database::scan.
  template <typename Visit>
  void scan(Family family, const KeyRange& range, const Visit& visit) const {
    database->scan(family, range, state.get(), visit);
  }
};

// The ids under which the store keeps an entity.
inline std::vector<std::string> members_of(const Identities& identities, const std::string& id) {
  const auto members = identities.members_of(id);
  if (members.empty()) return {id};
  return {members.begin(), members.end()};
}

// Ends a reading whose time is up.
class Clock {
 public:
  explicit Clock(const View& view) : end_(view.end) {}

  // To be called for each entry. Throws TimeIsUp.
  void tick() {
    if (++entries_ % entries_by_glance != 0 || std::chrono::steady_clock::now() < end_) return;
    throw TimeIsUp("reading the graph takes longer than it may; ask for less of it");
  }

 private:
  // The clock is looked at once for as many: together they take less than a millisecond.
  static constexpr unsigned entries_by_glance = 64;

  std::chrono::steady_clock::time_point end_;
  unsigned entries_ = 0;
};

}  // namespace entente
