#include "cli/output.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <streambuf>
#include <system_error>
#include <unistd.h>
#include <utility>

#include "extract/error.h"

namespace entente {
namespace {

constexpr mode_t new_file_mode = 0666;  // less the user's umask

[[noreturn]] void fail(const std::string& name, const std::string& what, int error) {
  throw Error(name + ": " + what + ": " + std::strerror(error));
}

// Where `path` leads to: a link is followed, not replaced.
std::filesystem::path place_of(const std::string& path) {
  std::error_code error;
  std::filesystem::path place =
      std::filesystem::weakly_canonical(std::filesystem::absolute(path), error);
  if (error) fail(path, "cannot be opened for writing", error.value());
  if (!place.has_filename()) place = place.parent_path();  // "folder/"
  return place;
}

// Where what is to stand at `place` is written; takes away what processes that are gone left there.
std::filesystem::path unfinished(const std::filesystem::path& place) {
  const std::string prefix = place.filename().native() + ".unfinished-";
  remove_leftovers(place.parent_path(), prefix, "");
  return place.parent_path() / (prefix + number_of_process());
}

// Makes the names in a folder safe on the disk.
void sync_folder(const std::filesystem::path& folder) {
  const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) fail(folder, "cannot be opened", errno);
  const int reason = fsync(descriptor) == 0 ? 0 : errno;
  ::close(descriptor);
  if (reason != 0) fail(folder, "cannot be written", reason);
}

}  // namespace

class Output::Buffer : public std::streambuf {
 public:
  Buffer(int descriptor, std::string name) : descriptor_(descriptor), name_(std::move(name)) {
    setp(bytes_.data(), bytes_.data() + bytes_.size());
  }
  ~Buffer() override {
    if (descriptor_ > STDERR_FILENO) ::close(descriptor_);
  }

  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;

  void close_safely() {
    if (fsync(descriptor_) != 0) fail(name_, "cannot be written", errno);
    if (::close(std::exchange(descriptor_, -1)) != 0) fail(name_, "cannot be written", errno);
  }

 protected:
  int overflow(int character) override {
    sync();
    if (character != traits_type::eof()) sputc(traits_type::to_char_type(character));
    return traits_type::not_eof(character);
  }

  int sync() override {
    const char* position = pbase();
    while (position < pptr()) {
      const auto left = static_cast<std::size_t>(pptr() - position);
      const ssize_t written = ::write(descriptor_, position, left);
      if (written < 0 && errno != EINTR) fail(name_, "cannot be written", errno);
      if (written > 0) position += written;
    }
    setp(bytes_.data(), bytes_.data() + bytes_.size());
    return 0;
  }

 private:
  int descriptor_;
  std::string name_;
  std::array<char, 1 << 16> bytes_{};
};

Output::Output(const std::string& path) : stream_(nullptr) {
  int descriptor = STDOUT_FILENO;
  if (path != "-") {
    place_ = place_of(path);
    if (std::filesystem::exists(place_) && !std::filesystem::is_regular_file(place_)) {
      descriptor = open(place_.c_str(), O_WRONLY | O_CLOEXEC);
    } else {
      unfinished_ = unfinished(place_);
      const int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
      descriptor = open(unfinished_.c_str(), flags, new_file_mode);
    }
    if (descriptor < 0) {
      const int reason = std::exchange(errno, 0);
      const std::filesystem::path taken = std::exchange(unfinished_, {});
      fail(reason == EEXIST ? taken.native() : path, "cannot be opened for writing", reason);
    }
    if (!unfinished_.empty()) claim_.emplace(unfinished_);
  }
  buffer_ = std::make_unique<Buffer>(descriptor, path == "-" ? "standard output" : path);
  stream_.rdbuf(buffer_.get());
  stream_.exceptions(std::ios::badbit);  // passes on what Buffer throws
}

Output::~Output() {
  if (unfinished_.empty()) return;
  std::error_code gone_already;
  std::filesystem::remove(unfinished_, gone_already);
}

void Output::commit() {
  stream_.flush();
  if (unfinished_.empty()) return;
  buffer_->close_safely();
  std::filesystem::rename(unfinished_, place_);
  unfinished_.clear();
}

OutputFolder::OutputFolder(const std::string& path) : place_(place_of(path)) {
  std::error_code error;
  if (std::filesystem::exists(place_, error)) {
    if (!std::filesystem::is_directory(place_, error)) {
      throw Error(path + ": is a file; what is written is a folder, give another name");
    }
    if (!std::filesystem::is_empty(place_, error)) {
      throw Error(path + ": is a folder that is not empty; remove it or give another name");
    }
  }
  unfinished_ = unfinished(place_);
  if (!std::filesystem::create_directory(unfinished_, error)) {
    const int reason = error ? error.value() : EEXIST;
    const std::filesystem::path taken = std::exchange(unfinished_, {});
    fail(reason == EEXIST ? taken.native() : path, "cannot be made", reason);
  }
  claim_.emplace(unfinished_);
}

OutputFolder::~OutputFolder() {
  files_.clear();
  if (unfinished_.empty()) return;
  std::error_code gone_already;
  std::filesystem::remove_all(unfinished_, gone_already);
}

std::ostream& OutputFolder::open(std::string_view name) {
  return files_.try_emplace(std::string(name), unfinished_ / name).first->second.stream();
}

void OutputFolder::commit() {
  for (auto& [name, file] : files_) file.commit();
  sync_folder(unfinished_);
  // rename(2) replaces an empty folder, and no other.
  if (std::rename(unfinished_.c_str(), place_.c_str()) != 0) {
    fail(place_, "cannot be put in its place", errno);
  }
  unfinished_.clear();
  sync_folder(place_.parent_path());
}

}  // namespace entente
