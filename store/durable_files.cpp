#include "store/durable_files.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <optional>
#include <sstream>
#include <utility>
#include <vector>
#include <zlib.h>

namespace entente {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view notes_name = "SYNCED";
constexpr std::string_view name_of_list = "CURRENT";
constexpr std::string_view list_prefix = "MANIFEST-";
constexpr std::string_view log_suffix = ".log";
// Longer notes are begun anew.
constexpr std::uint64_t longest_notes = std::uint64_t{1} << 20;
constexpr std::size_t read_at_once = std::size_t{1} << 20;

std::string base_name(const std::string& name) { return fs::path(name).filename().string(); }
bool is_log(const std::string& name) { return name.ends_with(log_suffix); }
bool is_noted(const std::string& name) {
  return is_log(name) || base_name(name).starts_with(list_prefix);
}

std::uint32_t checksum_of(std::string_view bytes, std::uint32_t before = 0) {
  return static_cast<std::uint32_t>(
      ::crc32_z(before, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

struct Note {
  std::string name;
  std::uint64_t size = 0;
  std::uint32_t checksum = 0;
};

std::string line_of(const Note& note) {
  const std::string text =
      note.name + " " + std::to_string(note.size) + " " + std::to_string(note.checksum);
  return text + " " + std::to_string(checksum_of(text)) + "\n";
}

// Nothing where the line was cut short or damaged.
std::optional<Note> read_line(const std::string& line) {
  std::istringstream words(line);
  Note note;
  words >> note.name >> note.size >> note.checksum;
  if (line_of(note) != line + "\n") return {};
  return note;
}

// All of them, in the order in which they were made.
std::vector<Note> read_notes(const fs::path& graph) {
  std::vector<Note> notes;
  std::ifstream file(graph / notes_name, std::ios::binary);
  for (std::string line; std::getline(file, line);) {
    if (auto note = read_line(line)) notes.push_back(std::move(*note));
  }
  return notes;
}

// The newest of each file.
std::map<std::string, Note> newest_notes(const fs::path& graph) {
  std::map<std::string, Note> newest;
  for (Note& note : read_notes(graph)) newest[note.name] = note;
  return newest;
}

// The checksum of the next `size` bytes, after those of which it is `before`; nothing where the
// file is shorter.
std::optional<std::uint32_t> checksum_of_next(std::istream& file, std::uint64_t size,
                                              std::uint32_t before = 0) {
  std::vector<char> buffer(std::min<std::uint64_t>(size, read_at_once));
  std::uint32_t checksum = before;
  for (std::uint64_t left = size; left > 0;) {
    file.read(buffer.data(),
              static_cast<std::streamsize>(std::min<std::uint64_t>(left, buffer.size())));
    const auto count = static_cast<std::uint64_t>(file.gcount());
    if (count == 0) return {};
    checksum = checksum_of({buffer.data(), count}, checksum);
    left -= count;
  }
  return checksum;
}

// "" where the file begins as the note says.
std::string damage_to(const fs::path& graph, const Note& note) {
  std::ifstream file(graph / note.name, std::ios::binary);
  if (!file) return "its file " + note.name + " is missing";
  const auto checksum = checksum_of_next(file, note.size);
  if (!checksum) return "its file " + note.name + " is cut short";
  return *checksum == note.checksum ? "" : "its file " + note.name + " is not as it was written";
}

// What is wrong with CURRENT; "" where it names a list that is there.
std::string damage_to_name_of_list(const fs::path& graph) {
  std::ifstream file(graph / name_of_list);
  std::string list;
  std::getline(file, list);
  if (list.empty()) return "its file CURRENT is missing or empty";
  const bool ends = !file.eof();
  std::error_code unknown;
  if (ends && list.starts_with(list_prefix) && fs::exists(graph / list, unknown)) return {};
  return "its file CURRENT does not name a list of files that is there";
}

}  // namespace

class DurableFiles::File : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  File(DurableFiles& files, std::string name, std::unique_ptr<rocksdb::FSWritableFile> file)
      : FSWritableFileOwnerWrapper(std::move(file)), files_(files), name_(std::move(name)) {
    if (!is_log(name_)) return;
    const std::lock_guard lock(files_.syncing_);
    files_.logs_.insert(this);
  }
  ~File() override {
    if (!is_log(name_)) return;
    const std::lock_guard lock(files_.syncing_);
    files_.logs_.erase(this);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  Status Append(const rocksdb::Slice& data, const Options& options, Debug* debug) override {
    Status status = files_.refusal();
    if (!status.ok()) return status;
    status = files_.checked(FSWritableFileOwnerWrapper::Append(data, options, debug));
    if (!status.ok() || !noted_) return status;
    const std::lock_guard lock(files_.mutex_);
    written_.size += data.size();
    written_.checksum = checksum_of({data.data(), data.size()}, written_.checksum);
    return status;
  }
  Status Append(const rocksdb::Slice& data, const Options& options,
                const rocksdb::DataVerificationInfo&, Debug* debug) override {
    return Append(data, options, debug);
  }
  Status Sync(const Options& options, Debug* debug) override {
    const std::lock_guard lock(files_.syncing_);
    return sync_alone(options, debug);
  }
  Status Fsync(const Options& options, Debug* debug) override { return Sync(options, debug); }
  Status RangeSync(std::uint64_t offset, std::uint64_t bytes, const Options& options,
                   Debug* debug) override {
    Status status = files_.refusal();
    if (!status.ok()) return status;
    return files_.checked(FSWritableFileOwnerWrapper::RangeSync(offset, bytes, options, debug));
  }
  Status Close(const Options& options, Debug* debug) override {
    const Status closed = FSWritableFileOwnerWrapper::Close(options, debug);
    Status status = files_.refusal();
    if (status.ok()) status = files_.checked(closed);
    return status;
  }

  // Sync for who holds syncing_.
  Status sync_alone(const Options& options, Debug* debug) {
    Status status = files_.refusal();
    if (!status.ok()) return status;
    const Part part = written();
    if (noted_ && part.size == synced_size_) return status;
    status = files_.checked(FSWritableFileOwnerWrapper::Sync(options, debug));
    if (!status.ok() || !noted_) return status;
    synced_size_ = part.size;
    return files_.note(name_, part);
  }

 private:
  Part written() const {
    const std::lock_guard lock(files_.mutex_);
    return written_;
  }

  DurableFiles& files_;
  const std::string name_;
  const bool noted_ = is_noted(name_);
  Part written_{};                 // guarded by files_.mutex_
  std::uint64_t synced_size_ = 0;  // guarded by files_.syncing_
};

class DurableFiles::Directory : public rocksdb::FSDirectoryWrapper {
 public:
  Directory(DurableFiles& files, std::unique_ptr<rocksdb::FSDirectory> directory)
      : FSDirectoryWrapper(std::move(directory)), files_(files) {}

  Status Fsync(const Options& options, Debug* debug) override {
    Status status = files_.refusal();
    if (status.ok()) status = files_.checked(FSDirectoryWrapper::Fsync(options, debug));
    return status;
  }
  Status FsyncWithDirOptions(const Options& options, Debug* debug,
                             const rocksdb::DirFsyncOptions& what) override {
    Status status = files_.refusal();
    if (!status.ok()) return status;
    return files_.checked(FSDirectoryWrapper::FsyncWithDirOptions(options, debug, what));
  }

 private:
  DurableFiles& files_;
};

DurableFiles::DurableFiles(const std::shared_ptr<rocksdb::FileSystem>& below, fs::path graph)
    : FileSystemWrapper(below), graph_(std::move(graph)) {}

DurableFiles::Status DurableFiles::failure() const {
  const std::lock_guard lock(mutex_);
  return failure_;
}

DurableFiles::Status DurableFiles::refusal() const {
  const std::lock_guard lock(mutex_);
  if (failure_.ok()) return failure_;
  return Status::IOError("nothing is written after: " + failure_.ToString());
}

DurableFiles::Status DurableFiles::checked(const Status& status) {
  if (status.ok()) return status;
  {
    const std::lock_guard lock(mutex_);
    if (failure_.ok()) failure_ = status;
  }
  return Status::IOError(status.ToString());
}

DurableFiles::Status DurableFiles::sync_logs() {
  const std::lock_guard lock(syncing_);
  Status status = refusal();
  for (File* const log : logs_) {
    if (status.ok()) status = log->sync_alone({}, nullptr);
  }
  return status;
}

DurableFiles::Status DurableFiles::sync_folder() {
  std::unique_ptr<rocksdb::FSDirectory> folder;
  Status status = NewDirectory(graph_, {}, &folder, nullptr);
  return status.ok() ? folder->Fsync({}, nullptr) : status;
}

DurableFiles::Status DurableFiles::note(const std::string& name, const Part& part) {
  Status status = refusal();
  if (!status.ok()) return status;
  {
    const std::lock_guard lock(mutex_);
    const std::string notes = graph_ / notes_name;
    if (part.size > 0) {
      synced_[base_name(name)] = part;
    } else {
      synced_.erase(base_name(name));
    }
    std::string lines;
    if (notes_size_ < longest_notes) {
      if (!notes_) {
        status = FileSystemWrapper::ReopenWritableFile(notes, {}, &notes_, nullptr);
        lines = "\n";  // after a line that may have been cut short
      }
      lines += line_of({base_name(name), part.size, part.checksum});
    } else {
      status = FileSystemWrapper::NewWritableFile(notes, {}, &notes_, nullptr);
      notes_size_ = 0;
      for (const auto& [file, synced] : synced_) {
        lines += line_of({file, synced.size, synced.checksum});
      }
    }
    if (status.ok()) status = notes_->Append(lines, {}, nullptr);
    notes_size_ += lines.size();
  }
  return checked(status);
}

DurableFiles::Status DurableFiles::wrapped(const std::string& name, const Status& made,
                                           std::unique_ptr<rocksdb::FSWritableFile>* file) {
  Status status = checked(made);
  if (status.ok()) *file = std::make_unique<File>(*this, name, std::move(*file));
  return status;
}

DurableFiles::Status DurableFiles::NewWritableFile(const std::string& name,
                                                   const rocksdb::FileOptions& options,
                                                   std::unique_ptr<rocksdb::FSWritableFile>* file,
                                                   Debug* debug) {
  if (Status before = is_log(name) ? sync_logs() : refusal(); !before.ok()) return before;
  Status made = wrapped(name, FileSystemWrapper::NewWritableFile(name, options, file, debug), file);
  if (!made.ok() || !is_log(name)) return made;
  return sync_folder();
}  // NOLINT(clang-analyzer-cplusplus.NewDeleteLeaks): the state of an IOStatus is moved, not lost

DurableFiles::Status DurableFiles::ReopenWritableFile(
    const std::string& name, const rocksdb::FileOptions& options,
    std::unique_ptr<rocksdb::FSWritableFile>* file, Debug* debug) {
  Status status = refusal();
  if (!status.ok()) return status;
  return wrapped(name, FileSystemWrapper::ReopenWritableFile(name, options, file, debug), file);
}

DurableFiles::Status DurableFiles::ReuseWritableFile(const std::string&, const std::string&,
                                                     const rocksdb::FileOptions&,
                                                     std::unique_ptr<rocksdb::FSWritableFile>*,
                                                     Debug*) {
  return Status::NotSupported("logs are not recycled");
}

DurableFiles::Status DurableFiles::NewDirectory(const std::string& name, const Options& options,
                                                std::unique_ptr<rocksdb::FSDirectory>* directory,
                                                Debug* debug) {
  Status status = FileSystemWrapper::NewDirectory(name, options, directory, debug);
  if (status.ok()) *directory = std::make_unique<Directory>(*this, std::move(*directory));
  return status;
}

DurableFiles::Status DurableFiles::RenameFile(const std::string& from, const std::string& to,
                                              const Options& options, Debug* debug) {
  if (Status refused = refusal(); !refused.ok()) return refused;
  Status status = FileSystemWrapper::RenameFile(from, to, options, debug);
  // Readers rename files of messages (LOG), too.
  if (status.IsPathNotFound()) return status;
  return checked(status);
}

DurableFiles::Status DurableFiles::DeleteFile(const std::string& name, const Options& options,
                                              Debug* debug) {
  if (Status before = is_log(name) ? note(name, {}) : refusal(); !before.ok()) return before;
  if (is_log(name)) {
    if (Status synced = checked(notes_->Sync({}, nullptr)); !synced.ok()) return synced;
  }
  return FileSystemWrapper::DeleteFile(name, options, debug);
}  // NOLINT(clang-analyzer-cplusplus.NewDeleteLeaks): as above

std::vector<SyncedDamage> damage_to_synced(const fs::path& graph) {
  std::vector<SyncedDamage> found;
  const auto notes = newest_notes(graph);
  std::string list;
  std::getline(std::ifstream(graph / name_of_list), list);
  bool has_logs = false;
  for (const auto& [name, note] : notes) {
    has_logs = has_logs || is_log(name);
    if (note.size == 0 || (!is_log(name) && name != list)) continue;
    std::string damage = damage_to(graph, note);
    // A writer may have removed it meanwhile.
    if (damage.empty() || newest_notes(graph)[name].size == 0) continue;
    found.push_back({name, std::move(damage)});
  }
  // Before its first log a graph need not have been made to the end.
  std::string damage = has_logs ? damage_to_name_of_list(graph) : "";
  const bool is_listed = std::ranges::find(found, list, &SyncedDamage::file) != found.end();
  if (!damage.empty() && !is_listed) {
    found.push_back({std::string(name_of_list), std::move(damage)});
  }
  return found;
}

bool can_be_salvaged(const SyncedDamage& damage) {
  return is_log(damage.file) || damage.file == name_of_list;
}

std::uint64_t noted_part(const fs::path& graph, const std::string& name, std::uint64_t size) {
  std::ifstream file(graph / name, std::ios::binary);
  std::uint64_t noted = 0;
  std::uint32_t checksum = 0;
  for (const Note& note : read_notes(graph)) {
    if (note.name != name || note.size <= noted || note.size > size) continue;
    const auto next = checksum_of_next(file, note.size - noted, checksum);
    if (next != note.checksum) return noted;
    noted = note.size;
    checksum = *next;
  }
  return size;
}

std::string noted_list(const fs::path& graph) {
  std::string newest;
  for (const auto& [name, note] : newest_notes(graph)) {
    const bool is_newer =
        name.size() > newest.size() || (name.size() == newest.size() && name > newest);
    if (!is_log(name) && note.size > 0 && is_newer && damage_to(graph, note).empty()) newest = name;
  }
  return newest;
}

}  // namespace entente
