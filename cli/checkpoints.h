// Makes long work durable as it goes, so that little is lost where the power fails, and progress
// tells how much is not.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>

#include "cli/progress.h"

namespace entente {

class Checkpoints {
 public:
  using Clock = std::chrono::steady_clock;

  // `sync` makes all that was done before durable; with none there are no checkpoints.
  Checkpoints(std::function<void()> sync, Progress& progress,
              Clock::duration interval = std::chrono::seconds(10));

  // So much is done: makes it durable where the last checkpoint was long enough ago.
  void done(std::size_t count);

 private:
  std::function<void()> sync_;
  Progress& progress_;
  Clock::duration interval_;
  Clock::time_point last_ = Clock::now();
};

}  // namespace entente
