#include "store/sorted_files.h"

#include <algorithm>
#include <filesystem>
#include <rocksdb/sst_file_reader.h>
#include <system_error>
#include <utility>

namespace entente {
namespace {

namespace fs = std::filesystem;

Family family_of(const rocksdb::LiveFileMetaData& file) {
  const auto name = std::ranges::find(family_names, file.column_family_name);
  return name == family_names.end() ? Family::Meta
                                    : static_cast<Family>(name - family_names.begin());
}

std::string base_name(const rocksdb::LiveFileMetaData& file) {
  return fs::path(file.name).filename().string();
}

// Its reason is "" where nothing is wrong.
DamagedFile looked_at(const rocksdb::LiveFileMetaData& file, const Database& database) {
  DamagedFile found{.name = base_name(file), .family = family_of(file), .reason = {}};
  const std::string path = file.db_path + file.name;
  rocksdb::SstFileReader reader{rocksdb::Options(database.db().GetOptions())};
  auto status = reader.Open(path);
  const bool is_missing = status.IsPathNotFound();
  if (status.ok()) status = reader.VerifyChecksum();
  std::error_code unknown;
  if (is_missing) {
    // What was opened is still read where a writer removes it meanwhile.
    if (!database.is_superseded()) found.reason = "it is missing";
  } else if (fs::file_size(path, unknown) < file.size) {
    found.reason = "it is cut short";
  } else if (!status.ok()) {
    found.reason = status.ToString();
  }
  return found;
}

}  // namespace

std::vector<DamagedFile> damaged_files(const Database& database) {
  std::vector<rocksdb::LiveFileMetaData> files;
  database.db().GetLiveFilesMetaData(&files);
  std::vector<DamagedFile> damaged;
  for (const rocksdb::LiveFileMetaData& file : files) {
    DamagedFile found = looked_at(file, database);
    if (!found.reason.empty()) damaged.push_back(std::move(found));
  }
  return damaged;
}

std::string text_of(const std::vector<DamagedFile>& files) {
  std::string text;
  for (const DamagedFile& file : files) {
    text += (text.empty() ? "its file " : "; its file ") + file.name + " (" +
            std::string(name_of(file.family)) + "): " + file.reason;
  }
  return text;
}

}  // namespace entente
