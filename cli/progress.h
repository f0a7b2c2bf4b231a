// Shows how far long work is on a terminal's standard error; says nothing where that is no
// terminal.
#pragma once

#include <chrono>
#include <cstddef>
#include <ostream>
#include <string>

namespace entente {

class Progress {
 public:
  using Clock = std::chrono::steady_clock;

  // `unit` is what is counted: "documents".
  Progress(std::ostream& stream, std::string unit, bool shown);
  ~Progress();

  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // So much is done; `bytes_total` is 0 where unknown. Repaints a few times a second at most.
  void update(std::size_t count, std::size_t bytes_done, std::size_t bytes_total);

  // So many of what is counted survive a loss of power; shown from now on.
  void durable(std::size_t count) { durable_ = count; }

 private:
  std::ostream& stream_;
  std::string unit_;
  bool shown_;
  std::size_t durable_ = 0;
  Clock::time_point start_ = Clock::now();
  Clock::time_point painted_ = start_;
};

// "1234 documents, 56 a second, 42 %, 3 min 05 s left"; the last two where they can be told.
std::string progress_line(std::string_view unit, std::size_t count, double seconds,
                          std::size_t bytes_done, std::size_t bytes_total);

}  // namespace entente
