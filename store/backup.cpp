#include "store/backup.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <memory>
#include <rocksdb/utilities/backup_engine.h>
#include <set>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include "store/database.h"
#include "store/quoted_path.h"
#include "store/sorted_files.h"

namespace entente {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t progress_interval = std::uint64_t{4} << 20;  // bytes

// What BackupEngine keeps in its folder.
constexpr std::array<std::string_view, 4> parts{"meta", "private", "shared", "shared_checksum"};

std::string name_of_backup(std::uint32_t number, const fs::path& backups) {
  return "backup " + std::to_string(number) + " in " + quoted(backups);
}

[[noreturn]] void throw_errno(const std::string& what) {
  throw Error(what + ": " + std::strerror(errno));
}

enum class Use { Alone, WithOthers };

// A folder that no other process uses meanwhile, or only in the same way; locked until the end of
// this object or the process.
class LockedFolder {
 public:
  // `busy`: what to say where another process uses it.
  LockedFolder(const fs::path& path, Use use, const std::string& busy)
      : file_(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    if (file_ < 0) throw_errno("the folder " + quoted(path) + " cannot be opened");
    if (::flock(file_, (use == Use::Alone ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0) return;
    const int reason = errno;
    ::close(file_);
    if (reason == EWOULDBLOCK) throw Error(busy + "; wait until that ends");
    throw Error("the folder " + quoted(path) + " cannot be locked: " + std::strerror(reason));
  }
  ~LockedFolder() { ::close(file_); }
  LockedFolder(const LockedFolder&) = delete;
  LockedFolder& operator=(const LockedFolder&) = delete;

 private:
  int file_;
};

LockedFolder lock_backups(const fs::path& backups, Use use) {
  return {backups, use, "the backups in " + quoted(backups) + " are used by another process"};
}

// Throws where the folder holds anything but backups.
void check_folder(const fs::path& backups) {
  std::error_code failure;
  if (!fs::is_directory(backups, failure)) {
    throw Error(quoted(backups) + " holds no backups: " +
                (fs::exists(backups, failure) ? "it is not a folder" : "it does not exist"));
  }
  for (const fs::directory_entry& entry : fs::directory_iterator(backups, failure)) {
    const std::string name = entry.path().filename().string();
    if (entry.is_symlink(failure) || std::ranges::find(parts, name) == parts.end()) {
      throw Error(quoted(backups) + " is not a folder of backups: it holds \"" + name +
                  "\"; name another one");
    }
  }
  if (failure) {
    throw Error("the folder " + quoted(backups) + " cannot be read: " + failure.message());
  }
}

void make_folder(const fs::path& path) {
  if (::mkdir(path.c_str(), S_IRWXU) != 0) {
    throw_errno("the folder " + quoted(path) + " cannot be made");
  }
}

void sync_folder(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced = file >= 0 && ::fsync(file) == 0;
  const int reason = errno;
  if (file >= 0) ::close(file);
  errno = reason;
  if (!synced) throw_errno("the folder " + quoted(path) + " cannot be made durable");
}

fs::path parent_of(const fs::path& path) {
  return fs::absolute(path).lexically_normal().parent_path();
}

// Without a slash at the end, so that its last part is a name.
fs::path as_named(const fs::path& path) {
  const fs::path normal = fs::absolute(path).lexically_normal();
  return normal.has_filename() ? normal : normal.parent_path();
}

std::string time_of(std::int64_t seconds) {
  const auto time = static_cast<std::time_t>(seconds);
  std::tm parts_of_time{};
  if (::gmtime_r(&time, &parts_of_time) == nullptr) return {};
  std::array<char, 32> text{};
  const std::size_t size =
      std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts_of_time);
  return {text.data(), size};
}

void check(const rocksdb::Status& status, const std::string& what) {
  if (status.ok()) return;
  throw Error(what + ": " + status.ToString() +
              (status.IsNoSpace() ? "; make room on the disk and run the command again" : ""));
}

rocksdb::BackupEngineOptions engine_options(const fs::path& backups) {
  rocksdb::BackupEngineOptions options(backups.string());
  options.callback_trigger_interval_size = progress_interval;
  return options;
}

// `Engine`: BackupEngine or BackupEngineReadOnly.
template <typename Engine>
std::unique_ptr<Engine> open_engine(const fs::path& backups) {
  Engine* engine = nullptr;
  check(Engine::Open(engine_options(backups), rocksdb::Env::Default(), &engine),
        "the backups in " + quoted(backups) + " cannot be read");
  return std::unique_ptr<Engine>(engine);
}

std::unique_ptr<rocksdb::BackupEngineReadOnly> open_to_read(const fs::path& backups) {
  std::error_code unknown;
  if (!fs::exists(backups / "meta", unknown)) {
    throw Error("there is no backup in " + quoted(backups));
  }
  return open_engine<rocksdb::BackupEngineReadOnly>(backups);
}

std::vector<Backup> backups_of(const rocksdb::BackupEngineReadOnlyBase& engine) {
  std::vector<rocksdb::BackupInfo> whole;
  engine.GetBackupInfo(&whole, true);
  std::ranges::sort(whole, {}, &rocksdb::BackupInfo::backup_id);
  std::vector<Backup> backups;
  std::set<std::string> known;  // files of earlier backups
  for (const rocksdb::BackupInfo& info : whole) {
    Backup backup{.number = info.backup_id,
                  .time = time_of(info.timestamp),
                  .graph = info.app_metadata,
                  .files = info.number_files,
                  .bytes = info.size};
    for (const rocksdb::BackupFileInfo& file : info.file_details) {
      if (known.insert(file.relative_filename).second) backup.added += file.size;
    }
    backups.push_back(std::move(backup));
  }
  std::vector<rocksdb::BackupID> damaged;
  engine.GetCorruptedBackups(&damaged);
  for (const rocksdb::BackupID number : damaged) {
    rocksdb::BackupInfo none;
    backups.push_back({.number = number, .damage = engine.GetBackupInfo(number, &none).ToString()});
  }
  std::ranges::sort(backups, {}, &Backup::number);
  return backups;
}

// Throws where a file of the graph is damaged: a copy would be, too.
void check_files(const Database& database) {
  database.check(database.db().DisableFileDeletions(), "keeping its files");
  const std::vector<DamagedFile> damaged = damaged_files(database);
  database.check(database.db().EnableFileDeletions(/*force=*/false), "keeping its files");
  if (damaged.empty()) return;
  throw Error("the graph " + quoted(database.path()) +
              " was not backed up, it is damaged: " + text_of(damaged) +
              "; `entente verify` tells what can be repaired; older backups are as they were");
}

// What RocksDB calls while it copies: no exception may leave it.
class CopyProgress {
 public:
  explicit CopyProgress(const std::function<void(std::uint64_t)>& progress) : progress_(progress) {}

  void operator()() noexcept {
    bytes_ += progress_interval;
    if (progress_) progress_(bytes_);
  }

 private:
  const std::function<void(std::uint64_t)>& progress_;
  std::uint64_t bytes_ = 0;
};

// The backup to restore.
Backup choose(const std::vector<Backup>& all, std::optional<std::uint32_t> number,
              const fs::path& backups) {
  if (all.empty()) throw Error("there is no backup in " + quoted(backups));
  const auto found =
      number ? std::ranges::find(all, *number, &Backup::number) : std::prev(all.end());
  if (found == all.end()) {
    std::string there;
    for (const Backup& backup : all) {
      there += (there.empty() ? "" : ", ") + std::to_string(backup.number);
    }
    throw Error("there is no " + name_of_backup(*number, backups) + "; there are: " + there);
  }
  if (!found->damage.empty()) {
    throw Error(name_of_backup(found->number, backups) + " is damaged: " + found->damage +
                "; nothing was restored; another one may be whole");
  }
  return *found;
}

// Where a graph is put together before it has its name. What a process that was killed has left
// there is taken away; while this object is, no other process uses it.
class UnfinishedGraph {
 public:
  explicit UnfinishedGraph(const fs::path& graph)
      : path_(graph.parent_path() / ("." + graph.filename().string() + ".restoring")) {
    std::error_code unknown;
    if (!fs::is_directory(fs::symlink_status(path_, unknown))) make_folder(path_);
    lock_.emplace(path_, Use::Alone, quoted(graph) + " is being restored by another process");
    clear();
  }
  ~UnfinishedGraph() {
    if (named_) return;
    std::error_code nothing_more_can_be_done;
    fs::remove_all(path_, nothing_more_can_be_done);
  }
  UnfinishedGraph(const UnfinishedGraph&) = delete;
  UnfinishedGraph& operator=(const UnfinishedGraph&) = delete;

  const fs::path& path() const { return path_; }

  // rename(2) replaces no file by a folder and no folder that is not empty.
  void name(const fs::path& graph) {
    if (::rename(path_.c_str(), graph.c_str()) != 0) {
      throw_errno("the restored graph cannot be put at " + quoted(graph));
    }
    named_ = true;
    sync_folder(parent_of(graph));
  }

 private:
  void clear() const {
    std::error_code failure;
    for (const fs::directory_entry& entry : fs::directory_iterator(path_, failure)) {
      if (!failure) fs::remove_all(entry.path(), failure);
    }
    if (failure) {
      throw Error("the rest of a restoring that was stopped cannot be removed from " +
                  quoted(path_) + ": " + failure.message());
    }
  }

  fs::path path_;
  std::optional<LockedFolder> lock_;
  bool named_ = false;
};

}  // namespace

Backup back_up(const fs::path& graph, const fs::path& backups, const BackupOptions& options) {
  const Database database(graph, {.mode = StoreMode::ReadWrite});
  const std::string place = fs::canonical(graph).string();
  if ((fs::weakly_canonical(backups) / "").string().starts_with(place + "/")) {
    throw Error("the graph " + quoted(graph) + " cannot hold its own backups; name a folder " +
                "outside of it");
  }
  std::error_code unknown;
  if (!fs::exists(backups, unknown)) {
    make_folder(backups);
    sync_folder(parent_of(as_named(backups)));
  }
  check_folder(backups);
  const LockedFolder lock = lock_backups(backups, Use::Alone);
  const auto engine = open_engine<rocksdb::BackupEngine>(backups);
  for (const Backup& former : backups_of(*engine)) {
    if (former.graph.empty() || former.graph == place) continue;
    throw Error(quoted(backups) + " holds backups of the graph \"" + former.graph +
                "\"; name another folder for those of " + quoted(graph));
  }

  check_files(database);
  rocksdb::CreateBackupOptions creation;
  creation.flush_before_backup = true;  // files are shared with later backups, logs are not
  creation.progress_callback = CopyProgress(options.progress);
  rocksdb::BackupID number = 0;
  check(engine->CreateNewBackupWithMetadata(creation, &database.db(), place, &number),
        "the graph " + quoted(graph) + " cannot be backed up to " + quoted(backups));
  if (const auto verified = engine->VerifyBackup(number, true); !verified.ok()) {
    check(engine->DeleteBackup(number), name_of_backup(number, backups) + " cannot be deleted");
    throw Error("the graph " + quoted(graph) + " was not backed up: files in " + quoted(backups) +
                " that earlier backups have, too, are damaged: " + verified.ToString() +
                "; make backups in another folder");
  }
  const std::vector<Backup> all = backups_of(*engine);  // what is added is told beside older ones
  if (options.keep) {
    check(engine->PurgeOldBackups(*options.keep),
          name_of_backup(number, backups) + " is made, but older ones cannot be deleted");
  }
  return *std::ranges::find(all, number, &Backup::number);
}

std::vector<Backup> list_backups(const fs::path& backups) {
  check_folder(backups);
  const LockedFolder lock = lock_backups(backups, Use::WithOthers);
  return backups_of(*open_to_read(backups));
}

Restored restore(const fs::path& backups, const fs::path& graph, const RestoreOptions& options) {
  check_folder(backups);
  const LockedFolder lock = lock_backups(backups, Use::WithOthers);
  auto engine = open_to_read(backups);
  const Backup backup = choose(backups_of(*engine), options.number, backups);
  const std::string name = name_of_backup(backup.number, backups);
  const fs::path place = as_named(graph);
  const auto check_place = [&] {
    std::error_code unknown;
    if (!fs::exists(fs::symlink_status(place, unknown))) return;
    throw Error(quoted(graph) +
                " is there already, and restoring never overwrites; name another place");
  };
  check_place();
  check(engine->VerifyBackup(backup.number, true), name + " is damaged; nothing was restored");

  UnfinishedGraph unfinished(place);
  const auto copied = engine->RestoreDBFromBackup(backup.number, unfinished.path().string(),
                                                  unfinished.path().string());
  engine.reset();  // where one of its threads has failed, others still write
  check(copied, name + " cannot be restored to " + quoted(graph));
  std::string first;
  const Verification found =
      verify(unfinished.path(), {.repair = options.repair, .progress = options.progress},
             [&](const Difference& difference) {
               if (!first.empty()) return;
               first = std::string(name_of(difference.family)) + ": " + difference.key + ": " +
                       std::string(name_of(difference.kind));
             });
  if (found.total() > 0 && options.repair == Repair::No) {
    throw Error(name + " is of a graph that was damaged already: " + std::to_string(found.total()) +
                " differences, the first: " + first +
                "; nothing was restored; restore another one, or this one with --repair");
  }
  check_place();
  unfinished.name(place);
  return {backup, found};
}

}  // namespace entente
