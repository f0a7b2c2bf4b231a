#include "cli/output.h"

#include <array>
#include <cerrno>
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
    std::error_code error;
    place_ = std::filesystem::weakly_canonical(path, error);  // a link is followed, not replaced
    if (error) fail(path, "cannot be opened for writing", error.value());
    if (std::filesystem::exists(place_) && !std::filesystem::is_regular_file(place_)) {
      descriptor = open(place_.c_str(), O_WRONLY | O_CLOEXEC);
    } else {
      unfinished_ = place_;
      unfinished_ += ".unfinished-" + std::to_string(getpid());
      const int flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC;
      descriptor = open(unfinished_.c_str(), flags, new_file_mode);
    }
    if (descriptor < 0) {
      const int reason = std::exchange(errno, 0);
      unfinished_.clear();
      fail(path, "cannot be opened for writing", reason);
    }
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

}  // namespace entente
