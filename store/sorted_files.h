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
  std::string reason;  // "it is missing"
};

// A file that a writer has removed since `database` was opened for reading is not damaged.
std::vector<DamagedFile> damaged_files(const Database& database);

// "its file 000029.sst (evidence): it is missing", one after the other.
std::string text_of(const std::vector<DamagedFile>& files);

}  // namespace entente
