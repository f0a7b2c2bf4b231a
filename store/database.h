// The RocksDB database under a graph: opened, checked and wrapped so that no status is ignored.
//
// Internal to store/. Every failure is an Error that names the graph, and the column family and key
// where there is one, and says what to do. Threads may share one; what RocksDB allows them, it
// allows.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/coding.h"
#include "store/durable_files.h"
#include "store/schema.h"
#include "store/store.h"

namespace entente {

inline rocksdb::Slice slice(std::string_view text) { return {text.data(), text.size()}; }
inline std::string_view view(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

// A database with the handles of its column families, which have to be closed before it.
struct OpenDatabase {
  OpenDatabase() = default;
  ~OpenDatabase() { close(); }
  OpenDatabase(const OpenDatabase&) = delete;
  OpenDatabase& operator=(const OpenDatabase&) = delete;

  void close();

  std::unique_ptr<rocksdb::DB> db;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
};

// The values of several keys, kept in memory together with what lies beside them.
class FoundValues {
 public:
  std::size_t size() const { return values_.size(); }

  // Nothing where the key is not there; valid as long as this is.
  std::optional<std::string_view> operator[](std::size_t n) const {
    if (statuses_[n].IsNotFound()) return {};
    return view(values_[n]);
  }

 private:
  friend class Database;
  std::vector<rocksdb::PinnableSlice> values_;
  std::vector<rocksdb::Status> statuses_;
};

enum class Purpose {
  Use,
  // To check a graph and put it right: values that cannot be merged read as bytes that cannot be
  // decoded, files are left as they are, and families that a stopped repair dropped are made. Where
  // the logs are whole, sorted files that are missing or damaged are missed only when they are
  // read.
  Verify
};

// What is taken of logs that are damaged (salvage.h).
enum class DamagedLog {
  Refuse,        // nothing: the graph is not opened
  TakeBefore,    // what stands before the damage
  TakeReadable,  // what can be read behind it, too, although it may build on what is lost
};

class Database {
 public:
  // See Store::open.
  Database(const std::filesystem::path& path, const StoreOptions& options,
           Purpose purpose = Purpose::Use, DamagedLog damaged_log = DamagedLog::Refuse);

  rocksdb::DB& db() const { return *opened_.db; }
  rocksdb::ColumnFamilyHandle* handle(Family family) const {
    return opened_.handles[static_cast<std::size_t>(family)];
  }
  const std::filesystem::path& path() const { return path_; }

  // True where it was opened for reading and a writer has changed it since: files may be gone.
  bool is_superseded() const;

  // Throws Error where `status` is not OK, saying that `action` ("writing document \"d1\"") failed.
  void check(const rocksdb::Status& status, std::string_view action) const;

  // When it returns OK, all changes made before survive a loss of power.
  rocksdb::Status sync() const;

  // The value of `key`, or nothing. `snapshot` may be null: the newest state.
  std::optional<std::string> get(Family family, std::string_view key,
                                 const rocksdb::Snapshot* snapshot) const;

  // The values of several keys, which MUST be sorted. Faster than one by one: what lies together is
  // read together, and stays where it is.
  FoundValues get_sorted(Family family, std::span<const std::string> keys,
                         const rocksdb::Snapshot* snapshot) const;

  // Visits the entries of `range` in order; `visit(key, value)` returns Walk::Stop to end it early.
  template <typename Visit>
  void scan(Family family, const KeyRange& range, const rocksdb::Snapshot* snapshot,
            const Visit& visit) const;

  // The same for several ranges, sorted and disjoint: one that holds nothing costs next to nothing.
  template <typename Visit>
  void scan_ranges(Family family, const std::vector<KeyRange>& ranges,
                   const rocksdb::Snapshot* snapshot, const Visit& visit) const;

  // Keys that cut the family into at most as many parts of about as many bytes each, sorted; fewer
  // where it is small. What a key is cut at need not be there.
  std::vector<std::string> cuts(Family family, std::size_t parts) const;

  // About how many entries a family has; 0 where nothing is known of it.
  std::size_t about_as_many(Family family) const;

  // Runs `decode`; its DecodeError becomes an Error that names the family and the key.
  template <typename Decode>
  auto decoded(Family family, std::string_view key, const Decode& decode) const {
    try {
      return decode();
    } catch (const DecodeError& error) {
      throw_damaged(family, key, error.what());
    }
  }

  [[noreturn]] void throw_damaged(Family family, std::string_view key,
                                  std::string_view reason) const;

  // Removes all entries of a derived family, without reading its files: these may be damaged.
  void empty(Family family);

 private:
  // About the bytes that the entries before `key` take.
  std::uint64_t size_before(Family family, std::string_view key) const;

  // Of what RocksDB gave up for, where that was a failure of the disk; else `status`.
  rocksdb::Status first_failure(const rocksdb::Status& status) const;

  void open(const StoreOptions& options, Purpose purpose, DamagedLog damaged_log, bool exists);

  // Makes a new, empty graph one of this schema.
  void write_schema();

  std::filesystem::path path_;
  std::string moment_{};                 // of the list of files when it was opened for reading
  std::shared_ptr<DurableFiles> files_;  // null where it is open for reading only
  std::unique_ptr<rocksdb::Env> environment_;  // null where the file system is the machine's own
  OpenDatabase opened_;  // the handles are those of each Family, then the default one
};

// Throws Error where a process has the graph open for writing.
void check_no_writer(const std::filesystem::path& path, rocksdb::Env& environment);

template <typename Visit>
void Database::scan(Family family, const KeyRange& range, const rocksdb::Snapshot* snapshot,
                    const Visit& visit) const {
  scan_ranges(family, {range}, snapshot, visit);
}

template <typename Visit>
void Database::scan_ranges(Family family, const std::vector<KeyRange>& ranges,
                           const rocksdb::Snapshot* snapshot, const Visit& visit) const {
  rocksdb::ReadOptions options;
  options.snapshot = snapshot;
  const rocksdb::Slice end = ranges.empty() ? rocksdb::Slice() : slice(ranges.back().end);
  if (!end.empty()) options.iterate_upper_bound = &end;
  const std::unique_ptr<rocksdb::Iterator> at(db().NewIterator(options, handle(family)));
  bool more = true;
  for (auto range = ranges.begin(); range != ranges.end() && more; ++range) {
    // Where the iterator stands in or behind the range already, it need not move.
    if (!at->Valid() || view(at->key()) < range->begin) at->Seek(slice(range->begin));
    // The iterator itself ends with the last range.
    const bool last = std::next(range) == ranges.end();
    const auto in_range = [&] { return last || view(at->key()) < range->end; };
    for (; at->Valid() && in_range(); at->Next()) {
      if (visit(view(at->key()), view(at->value())) == Walk::Stop) return;
    }
    more = at->Valid();
  }
  check(at->status(), "reading \"" + std::string(name_of(family)) + "\"");
}

}  // namespace entente
