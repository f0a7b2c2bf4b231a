#include "export/http/connection.h"

#include <algorithm>
#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace entente {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::size_t largest_request = std::size_t{32} << 10;
constexpr std::size_t slice = std::size_t{64} << 10;  // of an answer
constexpr milliseconds glance{100};                   // between two looks at the crowd

constexpr milliseconds silence = seconds(5);  // between two requests
constexpr milliseconds silence_in_crowd{100};
constexpr milliseconds for_a_request = seconds(10);
constexpr milliseconds for_a_request_in_crowd = seconds(1);
constexpr milliseconds for_a_slice = seconds(30);
constexpr milliseconds for_a_slice_in_crowd = seconds(5);
constexpr milliseconds farewell{200};  // for what is still on its way when the server hangs up

}  // namespace

Connection::Connection(int socket, const Crowd& crowd) : socket_(socket), crowd_(crowd) {
  // Answers go out in two pieces, head and body: the second must not wait until the first has
  // arrived.
  const int on = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

// Closing a socket with bytes that nobody read would take the answer back that is on its way.
Connection::~Connection() {
  ::shutdown(socket_, SHUT_WR);
  const auto begin = Clock::now();
  for (std::size_t left = slice; left > 0 && !crowd_.stopping;) {
    if (!wait(POLLIN, begin, [] { return farewell; })) break;
    const ssize_t size = ::recv(socket_, buffer_.data(), buffer_.size(), MSG_DONTWAIT);
    if (size <= 0) break;
    left -= std::min(left, static_cast<std::size_t>(size));
  }
  ::close(socket_);
}

milliseconds Connection::patience(milliseconds in_crowd, milliseconds otherwise) const {
  return crowd_.full || crowd_.stopping ? in_crowd : otherwise;
}

bool Connection::wait(short events, Clock::time_point begin,
                      const std::function<milliseconds()>& longest) const {
  while (true) {
    const auto left = std::chrono::duration_cast<milliseconds>(begin + longest() - Clock::now());
    pollfd socket{.fd = socket_, .events = events, .revents = 0};
    const auto time = std::clamp(left, milliseconds(0), glance);
    const int ready = ::poll(&socket, 1, static_cast<int>(time.count()));
    if (ready > 0) return true;
    if ((ready < 0 && errno != EINTR) || left <= milliseconds(0)) return false;
  }
}

bool Connection::wait_for_request() {
  const bool begins = has_unread() || wait(POLLIN, Clock::now(),
                                           [&] { return patience(silence_in_crowd, silence); });
  taken_ = 0;
  begun_ = Clock::now();
  return begins && !crowd_.stopping;
}

bool Connection::is_readable() const { return has_unread() || !crowd_.stopping; }

ssize_t Connection::read(char* bytes, std::size_t size) {
  if (!has_unread()) {
    const bool ready =
        wait(POLLIN, begun_, [&] { return patience(for_a_request_in_crowd, for_a_request); });
    if (!ready) return -1;
    const ssize_t received = ::recv(socket_, buffer_.data(), buffer_.size(), MSG_DONTWAIT);
    if (received <= 0) return received;
    next_ = 0;
    filled_ = static_cast<std::size_t>(received);
  }
  const std::size_t given = std::min({size, filled_ - next_, largest_request - taken_});
  std::copy_n(buffer_.data() + next_, given, bytes);
  next_ += given;
  taken_ += given;
  return static_cast<ssize_t>(given);
}

ssize_t Connection::write(const char* bytes, std::size_t size) {
  for (std::size_t sent = 0; sent < size;) {
    const std::size_t end = std::min(size, sent + slice);
    const auto begin = Clock::now();
    while (sent < end) {
      const bool ready =
          wait(POLLOUT, begin, [&] { return patience(for_a_slice_in_crowd, for_a_slice); });
      if (!ready) return -1;
      const ssize_t taken = ::send(socket_, bytes + sent, end - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
      if (taken < 0 && errno != EAGAIN && errno != EINTR) return -1;
      if (taken > 0) sent += static_cast<std::size_t>(taken);
    }
  }
  return static_cast<ssize_t>(size);
}

// Nobody asks for addresses.
void Connection::get_remote_ip_and_port(std::string& address, int& port) const {
  address.clear();
  port = 0;
}

void Connection::get_local_ip_and_port(std::string& address, int& port) const {
  get_remote_ip_and_port(address, port);
}

// cpp-httplib refuses sockets that select() cannot watch, from 1024 on. Whoever waits here uses
// poll().
socket_t Connection::socket() const { return 0; }

}  // namespace entente
