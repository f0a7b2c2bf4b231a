#include "store/leftovers.h"

#include <algorithm>
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

// The number of the process in the name; 0 where it is no such name.
pid_t process_of(std::string_view name, std::string_view prefix, std::string_view suffix) {
  if (!name.starts_with(prefix)) return 0;
  name.remove_prefix(prefix.size());
  pid_t process = 0;
  const auto [end, failure] = std::from_chars(name.data(), name.data() + name.size(), process);
  name.remove_prefix(static_cast<std::size_t>(end - name.data()));
  const bool ends = std::ranges::equal(name, suffix, [](char letter, char expected) {
    return expected == 'X' || letter == expected;
  });
  return failure == std::errc{} && ends && process > 0 ? process : 0;
}

// A running one. What has the number of this process is claimed, or left by one that had it before.
bool belongs_to_another(pid_t process) {
  return process != ::getpid() && (::kill(process, 0) == 0 || errno != ESRCH);
}

// Of this user, no link, and locked by nobody.
bool is_given_up(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (file < 0) return false;
  struct stat status {};
  const bool ours = ::fstat(file, &status) == 0 && status.st_uid == ::geteuid();
  // Shared, so that who asks at the same time does not take this for a claim.
  const bool locked = ::flock(file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  ::close(file);
  return ours && !locked;
}

}  // namespace

std::string number_of_process() { return std::to_string(::getpid()); }

void remove_leftovers(const fs::path& folder, std::string_view prefix, std::string_view suffix) {
  std::error_code failure;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, failure)) {
    const pid_t process = process_of(entry.path().filename().native(), prefix, suffix);
    if (process == 0 || belongs_to_another(process) || !is_given_up(entry.path())) continue;
    std::error_code stays;
    fs::remove_all(entry.path(), stays);
  }
}

Claim::Claim(const fs::path& path)
    : file_(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC)) {
  // Waits for who is just asking whether it is a leftover.
  while (file_ >= 0 && ::flock(file_, LOCK_EX) != 0 && errno == EINTR) {
  }
}

Claim::~Claim() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace entente
