// The files of a graph that is open for writing: the machine's own, with three promises that
// RocksDB does not make.
//
// How it works:
//   1. After the first write, sync or renaming that fails, nothing more is written, by whatever
//      thread. So the graph is left as if its process had been killed at that moment, which
//      RocksDB recovers from. (What is written after a failure builds on what may be lost: Rebello
//      et al., "Can Applications Recover from fsync Failures?", 2020.)
//   2. A log is on the disk before the next one begins: a loss of power takes the end of the last
//      log alone, never the middle of what was written.
//   3. What is on the disk of each log, and of the list of files (MANIFEST), is noted in the file
//      SYNCED: a line "NAME SIZE CHECKSUM CHECKSUM-OF-THE-LINE" whenever one is synced, and one
//      with 0 before a log is removed. RocksDB takes a log that is damaged for one that was cut
//      short by a crash, and drops the rest of it in silence; damage_to_synced tells the two apart.
//      The notes are not synced themselves: after a loss of power they may be older than the files,
//      and say less, but nothing wrong.
// Safe to use from any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <rocksdb/file_system.h>
#include <set>
#include <string>
#include <vector>

namespace entente {

class DurableFiles : public rocksdb::FileSystemWrapper {
 public:
  // Of the graph in the folder `graph`, on the file system `below`.
  DurableFiles(const std::shared_ptr<rocksdb::FileSystem>& below, std::filesystem::path graph);

  const char* Name() const override { return "DurableFiles"; }

  using Status = rocksdb::IOStatus;
  using Options = rocksdb::IOOptions;
  using Debug = rocksdb::IODebugContext;

  // What failed first; OK where nothing did.
  Status failure() const;

  // When it returns OK, all that was appended to logs is on the disk.
  Status sync_logs();

  Status NewWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                         std::unique_ptr<rocksdb::FSWritableFile>* file, Debug* debug) override;
  Status ReopenWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                            std::unique_ptr<rocksdb::FSWritableFile>* file, Debug* debug) override;
  Status ReuseWritableFile(const std::string& name, const std::string& former,
                           const rocksdb::FileOptions& options,
                           std::unique_ptr<rocksdb::FSWritableFile>* file, Debug* debug) override;
  Status NewDirectory(const std::string& name, const Options& options,
                      std::unique_ptr<rocksdb::FSDirectory>* directory, Debug* debug) override;
  Status RenameFile(const std::string& from, const std::string& to, const Options& options,
                    Debug* debug) override;
  Status DeleteFile(const std::string& name, const Options& options, Debug* debug) override;

 private:
  class File;
  class Directory;

  // The first `size` bytes of a file, and the checksum of these.
  struct Part {
    std::uint64_t size = 0;
    std::uint32_t checksum = 0;
  };

  // What an action is answered after a failure; OK where there was none.
  Status refusal() const;
  // Remembers a failure, and gives it as one that RocksDB does not try to overcome.
  Status checked(const Status& status);
  // Wraps a file that was made or opened.
  Status wrapped(const std::string& name, const Status& made,
                 std::unique_ptr<rocksdb::FSWritableFile>* file);
  Status sync_folder();
  Status note(const std::string& name, const Part& part);

  std::filesystem::path graph_;
  std::mutex syncing_;    // held while a log is synced: a failure is told to one caller only
  std::set<File*> logs_;  // that are open; guarded by syncing_

  mutable std::mutex mutex_;  // guards what follows
  Status failure_;
  std::map<std::string, Part> synced_;  // of each log and list of files that is there, by its name
  std::unique_ptr<rocksdb::FSWritableFile> notes_;
  std::uint64_t notes_size_ = 0;
};

// What is wrong with a file of the graph that had been synced.
struct SyncedDamage {
  std::string file;  // a log, the list of files, or CURRENT, which names that list
  std::string what;  // "its file 000012.log is cut short"
};

// What is wrong with logs, and with the list of files, of the graph, as far as these had been
// synced; nothing where nothing is, or nothing is known. A writer may be at work.
std::vector<SyncedDamage> damage_to_synced(const std::filesystem::path& graph);

// True where salvage.h can do something about it: for logs, and for CURRENT.
bool can_be_salvaged(const SyncedDamage& damage);

// Up to how many bytes of its log `name` the notes of the graph hold, at most `size`: there is no
// note of what is behind them, or they say that it is not as it was written.
std::uint64_t noted_part(const std::filesystem::path& graph, const std::string& name,
                         std::uint64_t size);

// The list of files that is whole by the notes, the newest of several; "" where none is.
std::string noted_list(const std::filesystem::path& graph);

}  // namespace entente
