// The sorted files of a graph, in which RocksDB keeps what is no longer in a log: which are
// damaged.
//
// Internal to store/. Every block of such a file has a checksum; here all of them are read.
#pragma once

#include <string>
#include <vector>

#include "store/database.h"
#include "store/schema.h"

namespace entente {

struct DamagedFile {
  std::string name;  // "000029.sst"
  Family family = Family::Meta;
  std::string reason;           // "it is missing"
  bool is_partly_read = false;  // at its beginning or at its end
};

// A file that a writer has removed since `database` was opened for reading is not damaged.
std::vector<DamagedFile> damaged_files(const Database& database);

// "its file 000029.sst (evidence): it is missing", one after the other.
std::string text_of(const std::vector<DamagedFile>& files);

// Those of a family, after what stood in the log alone has come into one.
std::vector<rocksdb::LiveFileMetaData> files_of(const Database& database, Family family);

// Removes all `files` of a family. What is to be kept of them MUST have been put again since: it
// hides what is in them until they are gone. Stopped at any point, it leaves what was put.
// Compactions MUST be switched off.
void remove_files(const Database& database, std::vector<rocksdb::LiveFileMetaData> files);

}  // namespace entente
