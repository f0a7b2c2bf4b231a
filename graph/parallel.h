// Work in pieces that have nothing to do with each other, shared out among threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <future>
#include <thread>
#include <vector>

namespace entente {

// Calls `work(n)` for each n below `pieces`, in no particular order, on as many threads as there
// are processors, this one among them. Returns when all are done, also where one throws.
template <typename Work>
void in_parallel(std::size_t pieces, const Work& work) {
  std::atomic<std::size_t> next = 0;
  const auto work_on = [&] {
    for (std::size_t n = next++; n < pieces; n = next++) work(n);
  };
  const std::size_t threads = std::min<std::size_t>(std::thread::hardware_concurrency(), pieces);
  std::vector<std::future<void>> others;
  for (std::size_t n = 1; n < threads; ++n)
    others.push_back(std::async(std::launch::async, work_on));
  work_on();
  for (std::future<void>& other : others) other.get();
}

}  // namespace entente
