// Salvaging a graph whose log is damaged: what was stored before the damage is kept.
//
//   const std::optional<Salvage> salvage = salvage_log("graph", memory);
//
// How it works:
//   1. All logs, CURRENT and SYNCED are copied into a new folder "damaged-N" of the graph, and stay
//      there.
//   2. Where CURRENT is damaged, it is made to name the list of files that is whole by the notes
//      (durable_files.h).
//   3. A damaged log is cut behind its last sound record: by the checksums of RocksDB's records,
//      and no farther than the notes agree. A record that is none follows, at which RocksDB stops:
//      it takes nothing from later logs that builds on what is lost.
//   4. What the graph has then is compared with what it would have if everything that can still be
//      read were taken: that tells what is known to be lost.
//
// What stands behind the damage is never taken: a change of a document is the difference from what
// the document was before, and that may be lost. Where files hold already what comes after the
// damage, nothing can be told apart, and the logs are put back as they were. So are they where the
// list of files (MANIFEST) is damaged: what of the files in the folder was replaced or removed long
// ago would come back with it.
//
// The graph still counts as damaged afterwards, until it is opened for writing with
// DamagedLog::TakeBefore. Stopped at any point, it can be salvaged again.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "store/durable_files.h"
#include "store/schema.h"

namespace entente {

// A change of a document or a decision that is known to be lost.
struct LostChange {
  enum class Now { Missing, Former, NotRemoved };  // what the document or decision is after that

  Family family = Family::Documents;
  std::string key;
  Now now = Now::Missing;
};

struct Salvage {
  std::vector<SyncedDamage> damages{};
  std::filesystem::path kept{};    // the folder of the files as they were
  std::vector<LostChange> lost{};  // that are known; by family and key

  // False where nothing can be: CURRENT alone was damaged.
  bool may_have_lost() const;
};

// Nothing where no log, and not CURRENT, is damaged. `memory`: as StoreOptions::memory.
// Throws Error, having changed nothing: another process writes the graph, it cannot be salvaged, a
// file cannot be written.
std::optional<Salvage> salvage_log(const std::filesystem::path& graph, std::size_t memory);

}  // namespace entente
