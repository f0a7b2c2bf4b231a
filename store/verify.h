// Verifying a graph: everything that follows from its documents is there, and nothing else.
//
//   const Verification found = verify("graph", {}, [](const Difference& difference) { … });
//
// How it works:
//   1. The checksums of every file are read.
//   2. `documents` and `evidence` are the truth. They are read side by side and put, one document
//      after the other, into a new graph in a temporary folder, as Store::put_documents does.
//   3. What is derived (schema.h) is read side by side in both graphs, in the order of keys. Values
//      are compared by what they mean.
//   4. Repair writes the differences into the graph. A derived family with a damaged file is made
//      anew as a whole.
//
// A document that is itself damaged (its record or evidence cannot be read, or do not fit together)
// follows from nothing. Repair takes it out whole: whoever stores it again has the graph that was.
//
// Where the log is damaged, all that it held is in doubt: to check ends there. Repair first keeps
// what was stored before the damage (salvage.h), names what is known to be lost, and goes on as
// above.
//
// A decision of a user follows from nothing either. One that cannot be read is named, and taken out
// by repair: the graph cannot be read with it.
//
// Memory is bounded whatever the size. The temporary folder (TMPDIR) needs room for the graph
// without its sentences; what it holds is for its owner alone, and gone at the end.
#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "store/salvage.h"
#include "store/schema.h"
#include "store/store.h"

namespace entente {

struct Difference {
  enum class Kind {
    Missing,    // follows from the documents and is not there
    Extra,      // is there and follows from nothing
    Changed,    // is there and should be another
    Unreadable  // is not what the family holds
  };
  // What repair does about it.
  enum class Remedy {
    Rebuild,
    TakeDocumentOut,
    TakeDecisionOut,
    Salvage,     // takes what stands before the damage of a log
    StoreAgain,  // nothing: what is lost is for the user to build, ingest or decide again
    None
  };

  Family family = Family::Facts;
  Kind kind = Kind::Missing;
  Remedy remedy = Remedy::Rebuild;
  std::string key{};     // readable_key, or the name of a damaged file
  std::string reason{};  // "" where the kind says it all
};

// "missing", "extra", "changed", "unreadable".
std::string_view name_of(Difference::Kind kind);

enum class Repair { No, Yes };

struct VerifyOptions {
  Repair repair = Repair::No;

  // As StoreOptions::memory, for each of the two graphs. Default: 64 MiB.
  std::size_t memory = std::size_t{64} << 20;

  // Told now and then how many entries were checked so far.
  std::function<void(std::size_t entries)> progress{};
};

struct Verification {
  std::array<std::size_t, family_names.size()> checked{};      // entries of each Family
  std::array<std::size_t, family_names.size()> differences{};  // in each Family
  std::size_t damaged_documents = 0;  // to be taken out, or taken out where it was repaired
  std::size_t damaged_decisions = 0;  // likewise
  std::optional<Salvage> salvage{};   // of a damaged log

  std::size_t total() const;  // of the differences
};

// Calls `visit` with each difference as it is found; with Repair::Yes all of them are put right and
// safe on the disk when it returns.
// To check takes no lock: it sees the graph as of the moment it begins. To repair takes the
// writer's, as Store::open does.
// Throws Error as Store::open does; where a file with documents, evidence or decisions is damaged,
// once all damaged files were visited: nothing else could be believed.
Verification verify(const std::filesystem::path& graph, const VerifyOptions& options,
                    const std::function<void(const Difference&)>& visit);

}  // namespace entente
