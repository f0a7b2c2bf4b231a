#include "store/database.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdarg>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <rocksdb/cache.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/table.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include "store/bulk_change.h"
#include "store/log_records.h"
#include "store/merge_operators.h"
#include "store/quoted_path.h"

namespace entente {
namespace {

namespace fs = std::filesystem;

// What a family compresses to is a matter of how much of it is seen at once: in blocks of 16 KiB a
// graph takes up a third more. A block in memory is not slower to search.
constexpr std::size_t table_block_size = std::size_t{64} << 10;
constexpr int restart_interval = 32;
constexpr int zstd_level = 7;  // of files that stay; decompressing costs the same at any
// Keys and values repeat what their neighbours say: a dictionary for each file saves a quarter.
constexpr std::uint32_t dictionary_size = std::uint32_t{64} << 10;
constexpr std::uint32_t dictionary_samples = 100 * dictionary_size;
constexpr int attempts_to_read = 100;

// Of a key that cuts a family: ids that are alike for longer are not told apart.
constexpr std::size_t most_bytes_of_a_cut = 32;
// What a thread reads in some milliseconds.
constexpr std::uint64_t least_bytes_of_a_part = std::uint64_t{256} << 10;

// RocksDB writes an account of its work into the file LOG, and ends the process where that cannot
// be written any more (an assertion of Debian's build). Nobody reads it.
class NoAccount : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(const char*, std::va_list) override {}
};

// Where a sorted file is missing, RocksDB looks for the name that it had in LevelDB, and says that
// this is missing.
std::string reason_of(const rocksdb::Status& status) {
  static constexpr std::string_view former = ".ldb: ";
  std::string reason = status.ToString();
  for (std::size_t at = 0; (at = reason.find(former, at)) != std::string::npos;) {
    reason.replace(at, former.size(), ".sst: ");
  }
  return reason;
}

// True where opening a graph fails as one of its sorted files is missing, cut short or damaged.
bool is_of_a_sorted_file(const rocksdb::Status& status) {
  return (status.IsCorruption() || status.IsPathNotFound()) &&
         reason_of(status).find(".sst") != std::string::npos;
}

[[noreturn]] void throw_status(const fs::path& path, const rocksdb::Status& status,
                               std::string_view action) {
  std::string message =
      "the graph " + quoted(path) + ": " + std::string(action) + " failed: " + reason_of(status);
  if (status.IsCorruption() || status.IsPathNotFound()) {
    message +=
        "; a file of the graph is damaged or missing: `entente verify` tells which, and whether it "
        "can be repaired; else restore a backup, or build the graph again";
  } else if (status.IsNoSpace()) {
    message += "; make room on the disk and run the command again";
  }
  throw Error(message);
}

// The process that holds the lock on the graph, or 0 where that cannot be told. Throws Error where
// nobody could hold it.
pid_t writer_of(const fs::path& path) {
  const int file = ::open((path / "LOCK").c_str(), O_RDWR | O_CLOEXEC);
  if (file < 0) {
    throw Error("the graph " + quoted(path) +
                " cannot be opened for writing: " + std::strerror(errno));
  }
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  const bool asked = ::fcntl(file, F_GETLK, &lock) == 0;
  ::close(file);
  return asked && lock.l_type != F_UNLCK ? lock.l_pid : 0;
}

[[noreturn]] void throw_open_failure(const fs::path& path, const rocksdb::Status& status) {
  const std::string reason = status.ToString();
  if (status.IsIOError() && reason.find("/LOCK") != std::string::npos) {
    // Asking for the holder within the process that holds the lock would release it: closing any
    // descriptor of a file drops all of a process's locks on it.
    const bool here = reason.find("current process") != std::string::npos;
    const pid_t writer = here ? ::getpid() : writer_of(path);
    throw Error("the graph " + quoted(path) + " is open for writing already" +
                (writer > 0 ? ", by process " + std::to_string(writer) : "") +
                "; wait until that ends, or open the graph for reading only");
  }
  throw_status(path, status, "opening it");
}

void check_synced(const fs::path& path) {
  const auto damage = damage_to_synced(path);
  if (damage.empty()) return;
  const auto worst = std::ranges::find_if_not(damage, can_be_salvaged);
  if (worst != damage.end()) {
    throw Error("the graph " + quoted(path) + " is damaged: " + worst->what +
                "; restore a backup, or build the graph again");
  }
  throw Error("the graph " + quoted(path) + " is damaged: " + damage.front().what +
              "; `entente verify --repair` keeps what was stored before the damage; else restore a "
              "backup, or build the graph again");
}

enum class Folder { Missing, Empty, Graph };

// Files that RocksDB makes before the one that says that a database is there.
bool begins_a_database(std::string_view name) {
  static constexpr std::array<std::string_view, 6> beginnings{"LOCK",      "LOG",      "IDENTITY",
                                                              "MANIFEST-", "OPTIONS-", "SYNCED"};
  return name.ends_with(".dbtmp") || name.ends_with(".log") ||
         std::any_of(beginnings.begin(), beginnings.end(),
                     [&](std::string_view beginning) { return name.starts_with(beginning); });
}

Folder inspect(const fs::path& path) {
  std::error_code failure;
  const fs::file_status status = fs::status(path, failure);
  if (!fs::exists(status)) return Folder::Missing;
  if (!fs::is_directory(status)) {
    throw Error(quoted(path) + " is not a graph: it is not a folder");
  }
  bool graph = false;
  bool other_files = false;
  std::string link;
  for (const fs::directory_entry& entry : fs::directory_iterator(path, failure)) {
    const std::string name = entry.path().filename().string();
    if (entry.is_symlink(failure)) link = name;
    graph = graph || name == "CURRENT";
    other_files = other_files || !begins_a_database(name);
  }
  if (failure) throw Error("the folder " + quoted(path) + " cannot be read: " + failure.message());
  if (!link.empty() && (graph || !other_files)) {
    throw Error("the graph " + quoted(path) + " holds the symbolic link \"" + link +
                "\"; remove it if it does not belong there");
  }
  if (graph) return Folder::Graph;
  if (link.empty()) check_synced(path);
  if (!other_files) return Folder::Empty;
  throw Error(quoted(path) + " is not a graph: it is a folder of other files; name another one");
}

// For its owner alone, also where somebody had made the folder.
void make_graph_folder(const fs::path& path) {
  const bool made = ::mkdir(path.c_str(), S_IRWXU) == 0;
  if (made || (errno == EEXIST && ::chmod(path.c_str(), S_IRWXU) == 0)) return;
  throw Error("the folder " + quoted(path) +
              " cannot be made for you alone: " + std::strerror(errno));
}

std::shared_ptr<rocksdb::FileSystem> file_system_of(const StoreOptions& options) {
  return options.file_system ? options.file_system : rocksdb::FileSystem::Default();
}

rocksdb::DBOptions database_options(const StoreOptions& options, DamagedLog damaged_log,
                                    rocksdb::Env& environment) {
  rocksdb::DBOptions result;
  result.env = &environment;
  result.max_bgerror_resume_count = 0;  // nothing is written after a failure (durable_files.h)
  result.create_if_missing = options.mode == StoreMode::Create;
  result.create_missing_column_families = options.mode != StoreMode::ReadOnly;
  result.db_write_buffer_size = options.memory / 2;
  result.max_background_jobs = 2;
  result.info_log = std::make_shared<NoAccount>();
  // What follows a record that a crash cut short is given up. Whether that had been acknowledged is
  // found before (durable_files.h).
  result.wal_recovery_mode = damaged_log == DamagedLog::TakeReadable
                                 ? rocksdb::WALRecoveryMode::kSkipAnyCorruptedRecords
                                 : rocksdb::WALRecoveryMode::kPointInTimeRecovery;
  return result;
}

// Names and indexes are only read by range, which no filter helps.
bool is_read_by_key(Family family) {
  return family != Family::Names && family != Family::ByObject && family != Family::ByTime;
}

rocksdb::ColumnFamilyOptions family_options(Family family, Purpose purpose,
                                            const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  table.cache_index_and_filter_blocks = true;  // else memory grows with the graph
  table.block_size = table_block_size;
  table.format_version = 5;
  table.block_restart_interval = restart_interval;
  if (is_read_by_key(family)) table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  rocksdb::ColumnFamilyOptions options;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  options.compression = rocksdb::kLZ4Compression;
  options.bottommost_compression = rocksdb::kZSTD;
  options.bottommost_compression_opts.enabled = true;
  options.bottommost_compression_opts.level = zstd_level;
  options.bottommost_compression_opts.max_dict_bytes = dictionary_size;
  options.bottommost_compression_opts.zstd_max_train_bytes = dictionary_samples;
  options.bottommost_compression_opts.max_dict_buffer_bytes = std::uint64_t{2} * dictionary_samples;
  options.level_compaction_dynamic_level_bytes = true;
  // Facts and evidence are asked for where they are: what a filter of the last level says is known.
  options.optimize_filters_for_hits = family == Family::Facts || family == Family::Evidence;
  if (family == Family::Facts) options.merge_operator = make_fact_merge_operator();
  if (family == Family::Entities) options.merge_operator = make_entity_merge_operator();
  if (purpose == Purpose::Verify) {
    options.disable_auto_compactions = true;
    if (options.merge_operator) options.merge_operator = make_forgiving(options.merge_operator);
  }
  return options;
}

std::vector<rocksdb::ColumnFamilyDescriptor> families(const StoreOptions& options,
                                                      Purpose purpose) {
  const auto cache = rocksdb::NewLRUCache(options.memory / 2);
  std::vector<rocksdb::ColumnFamilyDescriptor> result;
  for (std::size_t i = 0; i < family_names.size(); ++i) {
    result.emplace_back(std::string(family_names[i]),
                        family_options(static_cast<Family>(i), purpose, cache));
  }
  result.emplace_back(rocksdb::kDefaultColumnFamilyName, rocksdb::ColumnFamilyOptions{});
  return result;
}

bool is_empty(rocksdb::DB& db, rocksdb::ColumnFamilyHandle* family, const fs::path& path) {
  const std::unique_ptr<rocksdb::Iterator> first(db.NewIterator({}, family));
  first->SeekToFirst();
  if (!first->status().ok()) throw_status(path, first->status(), "reading it");
  return !first->Valid();
}

// Reads the schema version without touching anything else, so that a graph of another version is
// neither misread nor rewritten, nor the database of another program. True where the graph has one;
// false where its making was cut short, before anything was stored. `may_lack_families`: those that
// are derived.
bool check_schema(const fs::path& path, const rocksdb::DBOptions& options, bool may_lack_families) {
  std::vector<std::string> present;
  auto status = rocksdb::DB::ListColumnFamilies(options, path.string(), &present);
  if (!status.ok()) throw_open_failure(path, status);
  const auto has = [&](std::string_view name) {
    return std::find(present.begin(), present.end(), name) != present.end();
  };
  std::vector<rocksdb::ColumnFamilyDescriptor> wanted{{rocksdb::kDefaultColumnFamilyName, {}}};
  if (has(name_of(Family::Meta))) wanted.push_back({std::string(name_of(Family::Meta)), {}});
  OpenDatabase opened;
  rocksdb::DB* db = nullptr;
  status = rocksdb::DB::OpenForReadOnly(options, path.string(), wanted, &opened.handles, &db);
  if (!status.ok()) throw_open_failure(path, status);
  opened.db.reset(db);
  const bool ours = is_empty(*db, opened.handles.front(), path);
  std::string version;
  status = opened.handles.size() > 1
               ? db->Get({}, opened.handles.back(), slice(schema_key), &version)
               : rocksdb::Status::NotFound();
  if (!status.ok() && !status.IsNotFound()) throw_open_failure(path, status);
  if (status.ok() && ours && version != schema_version && version != schema_without_copies) {
    throw Error(
        "the graph " + quoted(path) + " has the schema version \"" + escaped(version) +
        "\", this program reads versions " + std::string(schema_without_copies) + " and " +
        std::string(schema_version) +
        "; use the program that made it, also to bring the graph here: `entente export --to "
        "jsonl` with that, `entente ingest` with this");
  }
  const bool known = std::all_of(present.begin(), present.end(), [](const std::string& name) {
    return name == rocksdb::kDefaultColumnFamilyName ||
           std::find(family_names.begin(), family_names.end(), name) != family_names.end();
  });
  if (!ours || !known) {
    throw Error(quoted(path) + " is not a graph: it is a RocksDB database of another program");
  }
  for (const std::string_view family : family_names) {
    if (!status.ok() || may_lack_families || has(family)) continue;
    throw Error("the graph " + quoted(path) + " lacks its column family \"" + std::string(family) +
                "\": its repair was stopped; run `entente verify --repair`");
  }
  return status.ok();
}

// Which file lists all others of the graph, and how long that list is: it grows before a writer
// removes any file.
std::string list_of_files(const fs::path& path) {
  std::string name;
  std::getline(std::ifstream(path / "CURRENT"), name);
  std::error_code unknown;
  return name + " " + std::to_string(fs::file_size(path / name, unknown));
}

// Does `read` until nothing was removed from the graph meanwhile. A writer flushes its column
// families one by one, and then removes logs and files: what a reader finds while that happens may
// be of different moments, or not there any more.
template <typename Read>
bool at_one_moment(const fs::path& path, const Read& read) {
  for (int attempt = 1; attempt <= attempts_to_read; ++attempt) {
    const std::string before = list_of_files(path);
    try {
      const bool result = read();
      if (list_of_files(path) == before) return result;
    } catch (const Error&) {
      if (list_of_files(path) == before) throw;
    }
  }
  throw Error("the graph " + quoted(path) +
              " changes faster than it can be opened; try again when its writer has ended");
}

}  // namespace

void check_no_writer(const fs::path& path, rocksdb::Env& environment) {
  rocksdb::FileLock* lock = nullptr;
  auto status = environment.LockFile((path / "LOCK").string(), &lock);
  if (status.ok()) status = environment.UnlockFile(lock);
  if (!status.ok()) throw_open_failure(path, status);
}

void OpenDatabase::close() {
  // Closing a handle fails only where it is null.
  for (auto* handle : handles) db->DestroyColumnFamilyHandle(handle).PermitUncheckedError();
  handles.clear();
  db.reset();
}

Database::Database(const fs::path& path, const StoreOptions& options, Purpose purpose,
                   DamagedLog damaged_log)
    : path_(path),
      files_(options.mode == StoreMode::ReadOnly
                 ? nullptr
                 : std::make_shared<DurableFiles>(file_system_of(options), path)),
      environment_(rocksdb::NewCompositeEnv(files_ ? files_ : file_system_of(options))) {
  const bool read_only = options.mode == StoreMode::ReadOnly;
  const bool create = options.mode == StoreMode::Create;
  const Folder folder = inspect(path);
  if (folder != Folder::Graph && !create) {
    throw Error("there is no graph in " + quoted(path) +
                (folder == Folder::Empty ? ": the folder is empty" : ": it does not exist") +
                "; `entente build` and `entente ingest` make one");
  }
  if (folder != Folder::Graph) make_graph_folder(path);

  if (read_only) {
    at_one_moment(path_, [&] {
      opened_.close();
      moment_ = list_of_files(path_);
      open(options, purpose, damaged_log, true);
      return true;
    });
  } else {
    open(options, purpose, damaged_log, folder == Folder::Graph);
  }
}

void Database::open(const StoreOptions& options, Purpose purpose, DamagedLog damaged_log,
                    bool exists) {
  const bool read_only = options.mode == StoreMode::ReadOnly;
  rocksdb::DBOptions db_options = database_options(options, damaged_log, *environment_);
  // The schema is not to be read while it changes.
  if (exists && !read_only) check_no_writer(path_, *db_options.env);
  const bool complete =
      exists && at_one_moment(path_, [&] {
        if (damaged_log == DamagedLog::Refuse) check_synced(path_);
        return check_schema(path_, db_options, purpose == Purpose::Verify && !read_only);
      });
  if (!complete && options.mode != StoreMode::Create) {
    throw Error("the graph " + quoted(path_) +
                " is unfinished: the command that was making it was stopped; run that again");
  }
  const auto descriptors = families(options, purpose);
  const auto try_to_open = [&] {
    rocksdb::DB* db = nullptr;
    auto status = read_only ? rocksdb::DB::OpenForReadOnly(db_options, path_.string(), descriptors,
                                                           &opened_.handles, &db)
                            : rocksdb::DB::Open(db_options, path_.string(), descriptors,
                                                &opened_.handles, &db);
    opened_.db.reset(db);
    return status;
  };
  auto status = try_to_open();
  // Only without its checks does RocksDB open a graph that lacks a file. Then it also goes on
  // behind what is damaged in a log, so nothing may be.
  if (purpose == Purpose::Verify && damaged_log == DamagedLog::Refuse &&
      is_of_a_sorted_file(status) && logs_are_whole(path_)) {
    db_options.paranoid_checks = false;
    status = try_to_open();
  }
  if (!status.ok()) throw_open_failure(path_, first_failure(status));
  if (!complete) write_schema();
  if (!read_only) remove_unfinished_bulk_changes(path_);
}

void Database::write_schema() {
  for (auto* family : opened_.handles) {
    if (!is_empty(db(), family, path_)) {
      throw Error(
          "the graph " + quoted(path_) +
          " is damaged: it holds data but no schema version; restore a backup, or build the "
          "graph again");
    }
  }
  rocksdb::WriteOptions synced;
  synced.sync = true;
  check(db().Put(synced, handle(Family::Meta), slice(schema_key), slice(schema_version)),
        "writing the schema version");
}

bool Database::is_superseded() const { return !files_ && list_of_files(path_) != moment_; }

rocksdb::Status Database::first_failure(const rocksdb::Status& status) const {
  return files_ && !files_->failure().ok() ? files_->failure() : status;
}

rocksdb::Status Database::sync() const {
  return files_ ? files_->sync_logs() : rocksdb::Status::OK();
}

void Database::check(const rocksdb::Status& status, std::string_view action) const {
  if (!status.ok()) throw_status(path_, first_failure(status), action);
}

std::optional<std::string> Database::get(Family family, std::string_view key,
                                         const rocksdb::Snapshot* snapshot) const {
  rocksdb::ReadOptions options;
  options.snapshot = snapshot;
  std::string value;
  const auto status = db().Get(options, handle(family), slice(key), &value);
  if (status.IsNotFound()) return {};
  if (!status.ok()) {
    check(status, "reading \"" + escaped(key) + "\" of " + std::string(name_of(family)));
  }
  return value;
}

FoundValues Database::get_sorted(Family family, std::span<const std::string> keys,
                                 const rocksdb::Snapshot* snapshot) const {
  rocksdb::ReadOptions options;
  options.snapshot = snapshot;
  const std::vector<rocksdb::Slice> slices(keys.begin(), keys.end());
  FoundValues found;
  found.values_.resize(keys.size());
  found.statuses_.resize(keys.size());
  db().MultiGet(options, handle(family), keys.size(), slices.data(), found.values_.data(),
                found.statuses_.data(), true);
  for (std::size_t n = 0; n < keys.size(); ++n) {
    const rocksdb::Status& status = found.statuses_[n];
    if (status.ok() || status.IsNotFound()) continue;
    check(status, "reading \"" + escaped(keys[n]) + "\" of " + std::string(name_of(family)));
  }
  return found;
}

std::size_t Database::about_as_many(Family family) const {
  std::uint64_t entries = 0;
  const bool is_known =
      db().GetIntProperty(handle(family), rocksdb::DB::Properties::kEstimateNumKeys, &entries);
  return is_known ? entries : 0;
}

std::uint64_t Database::size_before(Family family, std::string_view key) const {
  rocksdb::SizeApproximationOptions options;
  options.include_memtables = true;
  const rocksdb::Range range(rocksdb::Slice(), slice(key));
  std::uint64_t size = 0;
  check(db().GetApproximateSizes(options, handle(family), &range, 1, &size),
        "asking for the size of \"" + std::string(name_of(family)) + "\"");
  return size;
}

std::vector<std::string> Database::cuts(Family family, std::size_t parts) const {
  const std::uint64_t size = size_before(family, std::string(most_bytes_of_a_cut, '\xFF'));
  parts = std::min<std::size_t>(parts, size / least_bytes_of_a_part);
  std::vector<std::string> found;
  for (std::size_t part = 1; part < parts; ++part) {
    const std::uint64_t wanted = size / parts * part;
    // Byte by byte: of each the greatest with which not too much stands before the key.
    std::string cut;
    while (cut.size() < most_bytes_of_a_cut) {
      cut += '\0';
      for (unsigned bit = 128; bit > 0; bit /= 2) {
        const char less = cut.back();
        cut.back() = static_cast<char>(static_cast<unsigned char>(less) | bit);
        if (size_before(family, cut) > wanted) cut.back() = less;
      }
    }
    if (found.empty() || found.back() < cut) found.push_back(std::move(cut));
  }
  return found;
}

void Database::throw_damaged(Family family, std::string_view key, std::string_view reason) const {
  throw Error("the graph " + quoted(path_) + " is damaged: key \"" + escaped(key) + "\" of " +
              std::string(name_of(family)) + ": " + std::string(reason) +
              "; `entente verify` tells what can be repaired; else restore a backup, or build the "
              "graph again");
}

void Database::empty(Family family) {
  auto*& handle = opened_.handles.at(static_cast<std::size_t>(family));
  const rocksdb::ColumnFamilyOptions options = db().GetOptions(handle);
  const std::string action = "emptying \"" + std::string(name_of(family)) + "\"";
  check(db().DropColumnFamily(handle), action);
  rocksdb::ColumnFamilyHandle* renewed = nullptr;
  check(db().CreateColumnFamily(options, std::string(name_of(family)), &renewed), action);
  check(db().DestroyColumnFamilyHandle(std::exchange(handle, renewed)), action);
}

}  // namespace entente
