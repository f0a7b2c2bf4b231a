#include "tests/crash/failing_disk.h"

#include <fstream>
#include <iterator>
#include <utility>

namespace entente::testing {
namespace {

std::optional<std::string> content_of(const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  if (!file) return {};
  return std::string(std::istreambuf_iterator<char>(file), {});
}

// As RocksDB reports ENOSPC.
rocksdb::IOStatus no_space() {
  rocksdb::IOStatus status = rocksdb::IOStatus::NoSpace("no space is left on the disk");
  status.SetRetryable(true);
  return status;
}

}  // namespace

// How many appends a full disk refuses before somebody makes room.
constexpr std::size_t refused_appends = 20;

class FailingDisk::File : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  File(FailingDisk& disk, std::string name, std::unique_ptr<rocksdb::FSWritableFile> file)
      : FSWritableFileOwnerWrapper(std::move(file)), disk_(disk), name_(std::move(name)) {}

  Status Append(const rocksdb::Slice& data, const Options& options, Debug* debug) override {
    Status failure = disk_.step(Step::Append);
    rocksdb::Slice written = data;
    if (!failure.ok()) {
      if (disk_.fault_ != Fault::ShortWrite) return failure;
      written = rocksdb::Slice(data.data(), data.size() / 2);
    }
    Status status = FSWritableFileOwnerWrapper::Append(written, options, debug);
    if (!status.ok()) return status;
    disk_.appended(name_, written.size());
    return failure;
  }
  Status Append(const rocksdb::Slice& data, const Options& options,
                const rocksdb::DataVerificationInfo&, Debug* debug) override {
    return Append(data, options, debug);
  }
  Status Sync(const Options& options, Debug* debug) override {
    Status failure = disk_.step(Step::Sync);
    Status status = failure.ok() ? FSWritableFileOwnerWrapper::Sync(options, debug) : failure;
    disk_.synced(name_, status.ok());
    return status;
  }
  Status Fsync(const Options& options, Debug* debug) override { return Sync(options, debug); }
  Status RangeSync(std::uint64_t, std::uint64_t, const Options&, Debug*) override {
    return Status::OK();
  }

 private:
  FailingDisk& disk_;
  std::string name_;
};

class FailingDisk::Directory : public rocksdb::FSDirectoryWrapper {
 public:
  Directory(FailingDisk& disk, std::string name, std::unique_ptr<rocksdb::FSDirectory> directory)
      : FSDirectoryWrapper(std::move(directory)), disk_(disk), name_(std::move(name)) {}

  Status Fsync(const Options& options, Debug* debug) override {
    Status failure = disk_.step(Step::Sync);
    if (!failure.ok()) return failure;
    disk_.directory_synced(name_);
    return FSDirectoryWrapper::Fsync(options, debug);
  }
  Status FsyncWithDirOptions(const Options& options, Debug* debug,
                             const rocksdb::DirFsyncOptions&) override {
    return Fsync(options, debug);
  }

 private:
  FailingDisk& disk_;
  std::string name_;
};

FailingDisk::FailingDisk() : FileSystemWrapper(rocksdb::FileSystem::Default()) {}

void FailingDisk::fail(Fault fault, std::size_t after_steps) {
  const std::lock_guard lock(mutex_);
  armed_ = true;
  fault_ = fault;
  steps_left_ = after_steps;
  failures_ = 0;
}

void FailingDisk::mend() {
  const std::lock_guard lock(mutex_);
  armed_ = false;
  forget();
}

void FailingDisk::forget() {
  files_.clear();
  unlisted_.clear();
  replaced_.clear();
}

void FailingDisk::lose_power(std::mt19937& random) {
  const std::lock_guard lock(mutex_);
  armed_ = false;
  for (const auto& [name, written] : files_) {
    if (unlisted_.contains(name)) {
      std::filesystem::remove(name);
    } else if (written.synced < written.size) {
      const std::uint64_t kept = random() % (written.size - written.synced);
      std::filesystem::resize_file(name, written.synced + (random() % 2 == 0 ? kept : 0));
      if (random() % 4 == 0) {
        std::filesystem::resize_file(name, written.synced);
        std::filesystem::resize_file(name, written.synced + kept);  // the room alone, with zeros
      }
    }
  }
  for (const auto& [name, before] : replaced_) {
    if (before) {
      std::ofstream(name, std::ios::binary) << *before;
    } else {
      std::filesystem::remove(name);
    }
  }
  forget();
}

FailingDisk::Status FailingDisk::step(Step step) {
  const std::lock_guard lock(mutex_);
  if (!armed_) return Status::OK();
  if (steps_left_ > 0) {
    --steps_left_;
    return Status::OK();
  }
  switch (fault_) {
    case Fault::PowerLoss:
      ++failures_;
      return Status::IOError("the power is off");
    case Fault::DiskFull:
      if (step != Step::Append) return Status::OK();
      armed_ = ++failures_ < refused_appends;
      return no_space();
    case Fault::ShortWrite:
      if (step != Step::Append) return Status::OK();
      ++failures_;
      armed_ = false;
      return Status::IOError("the write was cut short");
    case Fault::SyncFails:
      if (step != Step::Sync) return Status::OK();
      ++failures_;
      armed_ = false;
      return Status::IOError("the disk could not be synced");
  }
  return Status::OK();
}

FailingDisk::Status FailingDisk::make(const std::string& name, Status made,
                                      std::unique_ptr<rocksdb::FSWritableFile>* file,
                                      std::uint64_t size) {
  if (!made.ok()) return made;
  *file = std::make_unique<File>(*this, name, std::move(*file));
  const std::lock_guard lock(mutex_);
  files_[name] = {.size = size, .synced = size};
  return made;
}

void FailingDisk::appended(const std::string& name, std::uint64_t bytes) {
  const std::lock_guard lock(mutex_);
  files_[name].size += bytes;
}

void FailingDisk::synced(const std::string& name, bool done) {
  const std::lock_guard lock(mutex_);
  Written& written = files_[name];
  written.given_up = written.given_up || !done;
  if (!written.given_up) written.synced = written.size;
}

void FailingDisk::directory_synced(const std::string& name) {
  const std::lock_guard lock(mutex_);
  const auto in_it = [&](const std::filesystem::path& file) {
    return file.parent_path() == std::filesystem::path(name);
  };
  std::erase_if(unlisted_, in_it);
  std::erase_if(replaced_, [&](const auto& file) { return in_it(file.first); });
}

FailingDisk::Status FailingDisk::NewWritableFile(const std::string& name,
                                                 const rocksdb::FileOptions& options,
                                                 std::unique_ptr<rocksdb::FSWritableFile>* file,
                                                 Debug* debug) {
  Status failure = step(Step::Other);
  if (!failure.ok()) return failure;
  const bool is_new = !std::filesystem::exists(name);
  Status status =
      make(name, FileSystemWrapper::NewWritableFile(name, options, file, debug), file, 0);
  if (status.ok() && is_new) {
    const std::lock_guard lock(mutex_);
    unlisted_.insert(name);
  }
  return status;
}

FailingDisk::Status FailingDisk::ReopenWritableFile(const std::string& name,
                                                    const rocksdb::FileOptions& options,
                                                    std::unique_ptr<rocksdb::FSWritableFile>* file,
                                                    Debug* debug) {
  Status failure = step(Step::Other);
  if (!failure.ok()) return failure;
  std::error_code new_file;
  const std::uint64_t size = std::filesystem::file_size(name, new_file);
  return make(name, FileSystemWrapper::ReopenWritableFile(name, options, file, debug), file,
              new_file ? 0 : size);
}

FailingDisk::Status FailingDisk::ReuseWritableFile(const std::string&, const std::string&,
                                                   const rocksdb::FileOptions&,
                                                   std::unique_ptr<rocksdb::FSWritableFile>*,
                                                   Debug*) {
  return Status::NotSupported("logs are not recycled");
}

FailingDisk::Status FailingDisk::NewDirectory(const std::string& name, const Options& options,
                                              std::unique_ptr<rocksdb::FSDirectory>* directory,
                                              Debug* debug) {
  Status status = FileSystemWrapper::NewDirectory(name, options, directory, debug);
  if (status.ok()) *directory = std::make_unique<Directory>(*this, name, std::move(*directory));
  return status;
}

FailingDisk::Status FailingDisk::RenameFile(const std::string& from, const std::string& to,
                                            const Options& options, Debug* debug) {
  Status failure = step(Step::Other);
  if (!failure.ok()) return failure;
  std::optional<std::string> before = content_of(to);
  Status status = FileSystemWrapper::RenameFile(from, to, options, debug);
  if (!status.ok()) return status;
  const std::lock_guard lock(mutex_);
  if (const auto at = files_.find(from); at != files_.end()) {
    files_[to] = at->second;
    files_.erase(at);
  }
  unlisted_.erase(from);
  replaced_.emplace(to, std::move(before));
  return status;
}

FailingDisk::Status FailingDisk::DeleteFile(const std::string& name, const Options& options,
                                            Debug* debug) {
  Status failure = step(Step::Other);
  if (!failure.ok()) return failure;
  Status status = FileSystemWrapper::DeleteFile(name, options, debug);
  const std::lock_guard lock(mutex_);
  files_.erase(name);
  unlisted_.erase(name);
  return status;
}

}  // namespace entente::testing
