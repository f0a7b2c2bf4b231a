// One connection of a client, with limits to what it may take up.
//
// cpp-httplib limits each line of a request and each wait for a byte; a client that sends lines
// without end, or a byte now and then, would keep a thread for as long as it likes. Here a whole
// request has a size and a time, and an answer has to be taken in time. When all threads are busy,
// who waits gets less time, so that slow and silent clients cannot keep others out.
//
// Used by one thread.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <httplib.h>
#include <string>

namespace entente {

// What connections need to know of each other.
struct Crowd {
  std::atomic<bool> full = false;      // as many are open as there may be
  std::atomic<bool> stopping = false;  // the server ends
};

class Connection : public httplib::Stream {
 public:
  // Closes `socket` in the end. Refers to `crowd`, which MUST outlive it.
  Connection(int socket, const Crowd& crowd);
  ~Connection() override;

  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Waits for the first byte of a request. False where none comes in time.
  bool wait_for_request();

  // The client has sent something that was not read.
  bool has_unread() const { return next_ < filled_; }

  bool is_readable() const override;
  bool is_writable() const override { return !crowd_.stopping; }
  ssize_t read(char* bytes, std::size_t size) override;
  ssize_t write(const char* bytes, std::size_t size) override;
  void get_remote_ip_and_port(std::string& address, int& port) const override;
  void get_local_ip_and_port(std::string& address, int& port) const override;
  socket_t socket() const override;

 private:
  using Clock = std::chrono::steady_clock;

  std::chrono::milliseconds patience(std::chrono::milliseconds in_crowd,
                                     std::chrono::milliseconds otherwise) const;

  // Waits until the socket is ready for `events`; false where it is not within `longest()`, counted
  // from `begin`.
  bool wait(short events, Clock::time_point begin,
            const std::function<std::chrono::milliseconds()>& longest) const;

  int socket_;
  const Crowd& crowd_;
  std::array<char, 4096> buffer_{};
  std::size_t next_ = 0;    // the first byte of it that was not given out
  std::size_t filled_ = 0;  // behind the last byte of it
  std::size_t taken_ = 0;   // bytes of the request
  Clock::time_point begun_ = Clock::now();
};

}  // namespace entente
