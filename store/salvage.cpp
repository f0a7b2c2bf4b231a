#include "store/salvage.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <sys/stat.h>
#include <utility>

#include "store/cursor.h"
#include "store/database.h"
#include "store/log_records.h"
#include "store/quoted_path.h"

namespace entente {
namespace {

namespace fs = std::filesystem;

// The files of a graph, of which no other process is a writer meanwhile.
class Files {
 public:
  explicit Files(fs::path graph) : graph_(std::move(graph)) {
    check_no_writer(graph_, environment_);
    check(environment_.LockFile(graph_ / "LOCK", &lock_), "locking it");
  }
  ~Files() {
    // It ends with the process at the latest.
    environment_.UnlockFile(lock_).PermitUncheckedError();
  }
  Files(const Files&) = delete;
  Files& operator=(const Files&) = delete;

  // "" where it is missing.
  std::string read(const fs::path& name) const {
    std::string bytes;
    if (exists(name)) {
      check(rocksdb::ReadFileToString(&environment_, graph_ / name, &bytes),
            "reading " + quoted(name));
    }
    return bytes;
  }

  bool exists(const fs::path& name) const { return fs::exists(graph_ / name); }

  // Safe on the disk when it returns; all of it or nothing.
  void write(const fs::path& name, const std::string& bytes) const {
    // RocksDB takes away what it calls so.
    const fs::path unfinished = (graph_ / name).replace_extension(".dbtmp");
    check(rocksdb::WriteStringToFile(&environment_, bytes, unfinished, /*should_sync=*/true),
          "writing " + quoted(name));
    check(environment_.RenameFile(unfinished, graph_ / name), "writing " + quoted(name));
    sync(graph_ / name.parent_path());
  }

  // Copies logs and what is known of them into a new folder, and gives its name.
  fs::path keep() const {
    fs::path kept;
    for (int number = 1; kept.empty() || exists(kept); ++number) {
      kept = "damaged-" + std::to_string(number);
    }
    if (::mkdir((graph_ / kept).c_str(), S_IRWXU) != 0) {
      throw Error("the folder " + quoted(graph_ / kept) +
                  " cannot be made: " + std::strerror(errno));
    }
    try {
      copy_logs(kept);
    } catch (const Error& nothing_is_changed) {
      fs::remove_all(graph_ / kept);
      throw;
    }
    return kept;
  }

  // Makes `name` what was kept of it.
  void put_back(const fs::path& kept, const fs::path& name) const {
    if (exists(kept / name)) {
      write(name, read(kept / name));
    } else {
      fs::remove(graph_ / name);
    }
  }

  const fs::path& graph() const { return graph_; }

 private:
  void check(const rocksdb::Status& status, const std::string& action) const {
    if (status.ok()) return;
    throw Error("the graph " + quoted(graph_) + ": " + action + " failed: " + status.ToString());
  }

  void copy_logs(const fs::path& to) const {
    std::vector<fs::path> names;
    for (const fs::directory_entry& entry : fs::directory_iterator(graph_)) {
      const fs::path name = entry.path().filename();
      if (name.extension() == ".log" || name == "CURRENT" || name == "SYNCED") {
        names.push_back(name);
      }
    }
    for (const fs::path& name : names) write(to / name, read(name));
    sync(graph_);
  }

  void sync(const fs::path& folder) const {
    std::unique_ptr<rocksdb::Directory> directory;
    check(environment_.NewDirectory(folder, &directory), "opening " + quoted(folder));
    check(directory->Fsync(), "syncing " + quoted(folder));
  }

  const fs::path graph_;
  rocksdb::Env& environment_ = *rocksdb::Env::Default();
  rocksdb::FileLock* lock_ = nullptr;
};

void cut(const Files& files, const std::string& name) {
  std::string log = files.read(name);
  log.resize(noted_part(files.graph(), name, sound_part(log)));
  files.write(name, log + end_of_damaged_log(log.size()));
}

void name_list(const Files& files) {
  const std::string list = noted_list(files.graph());
  if (list.empty()) {
    throw Error(
        "the graph " + quoted(files.graph()) +
        " is damaged: its file CURRENT does not name its list of files, and no list of files "
        "is as it was written; restore a backup, or build the graph again");
  }
  files.write("CURRENT", list + "\n");
}

// The keys whose values are not the same in both.
std::set<std::string> different_keys(const Database& one, const Database& other, Family family) {
  std::set<std::string> keys;
  Cursor left = Cursor::through_all(one, family);
  Cursor right = Cursor::through_all(other, family);
  while (left.valid() || right.valid()) {
    if (!right.valid() || (left.valid() && left.key() < right.key())) {
      keys.emplace(left.key());
      left.next();
    } else if (!left.valid() || right.key() < left.key()) {
      keys.emplace(right.key());
      right.next();
    } else {
      if (left.value() != right.value()) keys.emplace(left.key());
      left.next();
      right.next();
    }
  }
  return keys;
}

// What `readable` has that `salvaged` has not, or otherwise.
std::vector<LostChange> lost_changes(const Database& salvaged, const Database& readable) {
  std::set<std::string> documents = different_keys(salvaged, readable, Family::Documents);
  for (const std::string& key : different_keys(salvaged, readable, Family::Evidence)) {
    documents.insert(document_of_evidence_key(key));
  }
  std::vector<LostChange> lost;
  const auto add = [&](Family family, const std::string& key) {
    const bool is_there = salvaged.get(family, key, nullptr).has_value();
    const bool will_be = readable.get(family, key, nullptr).has_value();
    lost.push_back({family, key,
                    !is_there ? LostChange::Now::Missing
                    : will_be ? LostChange::Now::Former
                              : LostChange::Now::NotRemoved});
  };
  for (const std::string& id : documents) add(Family::Documents, id);
  for (const std::string& key : different_keys(salvaged, readable, Family::Decisions)) {
    add(Family::Decisions, key);
  }
  return lost;
}

// Null where even that cannot be read.
std::unique_ptr<Database> open_readable(const fs::path& graph, const StoreOptions& options) {
  try {
    return std::make_unique<Database>(graph, options, Purpose::Verify, DamagedLog::TakeReadable);
  } catch (const Error& nothing_is_known_then) {
    return nullptr;
  }
}

}  // namespace

bool Salvage::may_have_lost() const {
  return std::ranges::any_of(damages,
                             [](const SyncedDamage& damage) { return damage.file != "CURRENT"; });
}

std::optional<Salvage> salvage_log(const fs::path& graph, std::size_t memory) {
  const auto can_be_done = [](const std::vector<SyncedDamage>& damages) {
    return !damages.empty() && std::ranges::all_of(damages, can_be_salvaged);
  };
  if (!can_be_done(damage_to_synced(graph))) return {};
  const Files files(graph);
  Salvage salvage{.damages = damage_to_synced(graph)};
  if (!can_be_done(salvage.damages)) return {};
  const fs::path kept = files.keep();
  salvage.kept = graph / kept;
  const StoreOptions options{.mode = StoreMode::ReadOnly, .memory = memory};
  try {
    // CURRENT is the last of them.
    if (salvage.damages.back().file == "CURRENT") name_list(files);
    const auto readable = open_readable(graph, options);
    for (const SyncedDamage& damage : salvage.damages) {
      if (damage.file != "CURRENT") cut(files, damage.file);
    }
    const Database salvaged(graph, options, Purpose::Verify, DamagedLog::TakeBefore);
    if (readable) salvage.lost = lost_changes(salvaged, *readable);
  } catch (const Error& error) {
    for (const SyncedDamage& damage : salvage.damages) files.put_back(kept, damage.file);
    fs::remove_all(salvage.kept);
    throw Error(std::string(error.what()) + "; it is as it was before the repair");
  }
  return salvage;
}

}  // namespace entente
