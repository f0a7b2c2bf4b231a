// Backups of a graph: incremental, checksummed, and verified when they are made and restored.
//
//   back_up("graph", "backups", {.keep = 7});
//   restore("backups", "graph-again", {});
//
// How it works:
//   1. The folder of backups is one of RocksDB's BackupEngine. A backup is all files of the graph
//      at one moment; a file that an earlier backup has already is shared, not copied again. All
//      that a graph is, is in these files: documents, evidence, what is derived, users' decisions.
//   2. First the checksums of the graph's files are read: a damaged graph is not backed up. A
//      backup has its number only when it is whole and safe on the disk. It is then read again, and
//      its checksums compared; only after that are older ones deleted.
//   3. Restoring reads the backup's checksums, copies it into a folder beside the graph's place
//      (".graph.restoring"), verifies it there as verify.h does, and renames it. What is
//      interrupted leaves nothing under the graph's name, and the next try takes its rest away.
//
// Making a backup takes the writer's lock of the graph, as Store::open does, so that no file is
// changed meanwhile; readers are not hindered. A folder of backups is used by one process at a
// time, for restoring by several. New folders are for their owner alone (mode 0700).
//
// All functions throw Error that names the graph or the folder, the backup's number, the file where
// there is one, and the reason.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "store/verify.h"

namespace entente {

struct Backup {
  std::uint32_t number = 0;  // from 1, in the order in which they were made
  std::string time{};        // UTC, "2026-11-28T14:41:14Z"; "" where it is damaged
  std::string graph{};       // the folder that it is of, an absolute path; "" where it is damaged
  std::uint64_t files = 0;   // of the graph at that moment
  std::uint64_t bytes = 0;   // in them
  std::uint64_t added = 0;   // of these bytes, those that no earlier backup has
  std::string damage{};      // why it cannot be restored, as far as can be told without reading
                             // its files: one is missing or has another size; "" where it can
};

struct BackupOptions {
  // How many backups to keep: older ones are deleted once the new one is there. Damaged ones are
  // neither counted nor deleted. Default: all.
  std::optional<std::uint32_t> keep{};

  // Told now and then how many bytes were copied so far.
  std::function<void(std::uint64_t bytes)> progress{};
};

// Makes a backup of the graph in the folder `backups`, which is made where it is missing; its
// parents MUST exist. All backups in a folder are of one graph.
Backup back_up(const std::filesystem::path& graph, const std::filesystem::path& backups,
               const BackupOptions& options);

// The backups in the folder, by number, damaged ones too. Does not read their files.
std::vector<Backup> list_backups(const std::filesystem::path& backups);

struct RestoreOptions {
  std::optional<std::uint32_t> number{};  // Default: the newest

  // What is done where the backup is of a graph that was damaged already: nothing is restored, or
  // the copy is repaired as verify.h does.
  Repair repair = Repair::No;

  // Told now and then how many entries of the graph were verified.
  std::function<void(std::size_t entries)> progress{};
};

struct Restored {
  Backup backup;
  Verification found;  // what was repaired
};

// Makes `graph` what it was at a backup. Nothing may be there yet; its parents MUST exist. Never
// takes an older backup because the newest is damaged.
Restored restore(const std::filesystem::path& backups, const std::filesystem::path& graph,
                 const RestoreOptions& options);

}  // namespace entente
