// A value that is made when it is first asked for.
#pragma once

#include <atomic>
#include <mutex>
#include <optional>

namespace entente {

// Threads may ask at once: one makes the value, the others wait for it. Where that fails, the next
// one to ask tries again. (std::call_once would do the same, but ThreadSanitizer has no end of a
// call that throws.)
template <typename Value>
class Lazy {
 public:
  // What `make` gives or, once there is one, the value. Throws what `make` throws.
  template <typename Make>
  const Value& get(Make make) {
    if (const Value* const value = ready_.load(std::memory_order_acquire)) return *value;
    const std::lock_guard lock(making_);
    if (!value_) ready_.store(&value_.emplace(make()), std::memory_order_release);
    return *value_;
  }

 private:
  std::atomic<const Value*> ready_ = nullptr;
  std::mutex making_;
  std::optional<Value> value_;
};

}  // namespace entente
