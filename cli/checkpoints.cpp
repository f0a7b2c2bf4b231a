#include "cli/checkpoints.h"

#include <utility>

namespace entente {

Checkpoints::Checkpoints(std::function<void()> sync, Progress& progress, Clock::duration interval)
    : sync_(std::move(sync)), progress_(progress), interval_(interval) {}

void Checkpoints::done(std::size_t count) {
  if (!sync_ || Clock::now() - last_ < interval_) return;
  sync_();
  last_ = Clock::now();
  progress_.durable(count);
}

}  // namespace entente
