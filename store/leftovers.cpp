#include "store/leftovers.h"

#include <cerrno>
#include <charconv>
#include <csignal>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace entente {
namespace {

namespace fs = std::filesystem;

// The number of the process that the name ends in; 0 where it is no such name.
pid_t process_of(std::string_view name, std::string_view prefix) {
  if (!name.starts_with(prefix)) return 0;
  name.remove_prefix(prefix.size());
  pid_t process = 0;
  const auto [end, failure] = std::from_chars(name.data(), name.data() + name.size(), process);
  const bool ends = end == name.data() + name.size() || *end == '-';
  return failure == std::errc{} && ends && process > 0 ? process : 0;
}

bool is_running(pid_t process) { return ::kill(process, 0) == 0 || errno != ESRCH; }

// Of this user, no link, and locked by nobody.
bool is_given_up(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (file < 0) return false;
  struct stat status {};
  const bool ours = ::fstat(file, &status) == 0 && status.st_uid == ::geteuid();
  const bool locked = ::flock(file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  ::close(file);
  return ours && !locked;
}

}  // namespace

std::string number_of_process() { return std::to_string(::getpid()); }

void remove_leftovers(const fs::path& folder, std::string_view prefix) {
  std::error_code failure;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, failure)) {
    const pid_t process = process_of(entry.path().filename().native(), prefix);
    if (process == 0 || is_running(process) || !is_given_up(entry.path())) continue;
    std::error_code stays;
    fs::remove_all(entry.path(), stays);
  }
}

Claim::Claim(const fs::path& path)
    : file_(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC)) {
  if (file_ >= 0) ::flock(file_, LOCK_EX | LOCK_NB);
}

Claim::~Claim() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace entente
