// A disk that fails: the machine's own files, with a fault at a chosen moment.
//
// How it works:
//   1. Every step that writes (appending, syncing, making, renaming or removing a file) is counted.
//   2. From a chosen step on, steps fail as the fault says.
//   3. What was synced is known for each file. lose_power() takes away what was not, as a machine
//      does that loses power: bytes after the last sync from some point on (or what they were, with
//      zeros instead), and files that were made or renamed since their folder was synced. A file
//      that could not be synced never keeps what it had not kept before, as pages of memory that
//      could not be written are given up.
// Safe to use from any thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <rocksdb/file_system.h>
#include <set>
#include <string>

namespace entente::testing {

enum class Fault {
  PowerLoss,   // nothing is written any more
  DiskFull,    // nothing can be appended, for a while
  ShortWrite,  // one append writes a part and fails
  SyncFails    // one sync fails
};

class FailingDisk : public rocksdb::FileSystemWrapper {
 public:
  FailingDisk();

  const char* Name() const override { return "FailingDisk"; }

  // The fault comes at the first step that it is about after as many more steps.
  void fail(Fault fault, std::size_t after_steps);

  // What is left is there when the power comes back; the fault is over. No file may be open.
  void lose_power(std::mt19937& random);

  // The fault is over, and what was written is kept.
  void mend();

  bool has_failed() const { return failures_ > 0; }

  using Status = rocksdb::IOStatus;
  using Options = rocksdb::IOOptions;
  using Debug = rocksdb::IODebugContext;

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

  struct Written {
    std::uint64_t size = 0;
    std::uint64_t synced = 0;
    bool given_up = false;  // what is not synced by now never will be
  };

  enum class Step { Append, Sync, Other };

  void forget();

  // Counts a step; how it fails, or OK.
  Status step(Step step);

  Status make(const std::string& name, Status made, std::unique_ptr<rocksdb::FSWritableFile>* file,
              std::uint64_t size);
  void appended(const std::string& name, std::uint64_t bytes);
  void synced(const std::string& name, bool done);
  void directory_synced(const std::string& name);

  std::mutex mutex_;  // guards what follows
  std::map<std::string, Written> files_;
  // Since their folder was synced: files made, and what stood where another was renamed to.
  std::set<std::string> unlisted_;
  std::map<std::string, std::optional<std::string>> replaced_;
  bool armed_ = false;
  Fault fault_ = Fault::PowerLoss;
  std::size_t steps_left_ = 0;
  std::atomic<std::size_t> failures_ = 0;
};

}  // namespace entente::testing
