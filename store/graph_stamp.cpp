#include "store/graph_stamp.h"

#include <set>
#include <string_view>
#include <system_error>

namespace entente {
namespace {

namespace fs = std::filesystem;

// RocksDB's logs and lists of files: "000012.log", "MANIFEST-000005".
bool grows_with_writes(std::string_view name) {
  return name.ends_with(".log") || name.starts_with("MANIFEST-");
}

}  // namespace

std::string graph_stamp(const fs::path& folder) {
  std::set<std::string> files;
  std::error_code failure;
  for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end;
       entry.increment(failure)) {
    const std::string name = entry->path().filename().string();
    if (!grows_with_writes(name)) continue;
    std::error_code gone_meanwhile;
    const auto size = fs::file_size(entry->path(), gone_meanwhile);
    if (!gone_meanwhile) files.insert(name + " " + std::to_string(size));
  }
  std::string stamp;
  for (const std::string& file : files) stamp += file + "\n";
  return stamp;
}

}  // namespace entente
