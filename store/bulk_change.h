// Many new documents put into a graph at once: sorted beforehand and written as files that RocksDB
// takes over as they are (SstFileWriter), instead of one after the other through its log and
// memory.
//
// Internal to store/. How it works:
//   1. What each document adds (document_change.h) is collected in memory, by family.
//   2. It is sorted. What several documents say of a fact or an entity becomes one operand.
//   3. Each family is written to a file in the folder "bulk" of the graph; then the graph takes all
//      of them in one atomic step. A reader, or a graph reopened after a crash, sees all or none.
//   4. What is little goes through the log instead: many small files would be slow to read.
// Files of families in which nothing lies between their keys are taken where they stay for good;
// others are merged with what is there by RocksDB, in the background, as after any write. So the
// more is put at once and the more the documents come in order, the less is written twice.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <rocksdb/options.h>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "graph/merge.h"
#include "store/database.h"
#include "store/document_record.h"

namespace entente {

class BulkChange {
 public:
  // `database` MUST be open for writing and outlive it.
  explicit BulkChange(const Database& database) : database_(database) {}
  ~BulkChange();
  BulkChange(const BulkChange&) = delete;
  BulkChange& operator=(const BulkChange&) = delete;

  // The graph MUST not have the document.
  void add(const DocumentRecord& record, const Contribution& contribution);

  bool empty() const { return documents_.empty(); }
  bool has(const std::string& document) const { return documents_.contains(document); }

  // How much memory it takes.
  std::size_t bytes() const { return bytes_; }

  // False for what is quicker through the log.
  bool is_worth_files() const;

  // Makes the change: all of it or nothing, safe on the disk when it is OK. To be called once.
  rocksdb::Status write();

 private:
  struct Entry {
    std::size_t begin = 0;  // in bytes; the value follows the key
    std::uint32_t key_size = 0;
    std::uint32_t value_size = 0;
  };
  struct Collected {
    std::string bytes;
    std::vector<Entry> entries;

    std::string_view key(const Entry& entry) const {
      return std::string_view(bytes).substr(entry.begin, entry.key_size);
    }
    std::string_view value(const Entry& entry) const {
      return std::string_view(bytes).substr(entry.begin + entry.key_size, entry.value_size);
    }
  };

  void sort();
  bool is_apart(Family family) const;
  rocksdb::Status write_batch() const;
  rocksdb::Status write_files();
  rocksdb::Status write_file(Family family, const std::string& file, bool apart) const;

  const Database& database_;
  std::array<Collected, family_names.size()> families_;
  std::unordered_set<std::string> documents_;
  std::size_t bytes_ = 0;
};

// Removes the files of a change that was stopped. The graph MUST be open for writing.
void remove_unfinished_bulk_changes(const std::filesystem::path& graph);

}  // namespace entente
