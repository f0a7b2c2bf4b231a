// Reads, works in parallel and writes, in the order of the input.
//
// How it works:
//   1. One thread reads inputs and puts each into a bounded queue: memory does not grow with the
//   corpus.
//   2. `threads` workers take inputs and turn each into an output; `work` MUST be safe to call at
//   once.
//   3. The calling thread writes the outputs in the order in which their inputs were read, so that
//   the
//      result is the same for every number of threads.
// An exception of any of the three stops the others and is thrown by run() once they have stopped.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <future>
#include <mutex>
#include <optional>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "extract/error.h"

namespace entente {

template <typename Input, typename Output>
class Pipeline {
 public:
  using Read = std::function<std::optional<Input>()>;  // nothing at the end of the input
  using Work = std::function<Output(Input)>;
  using Write = std::function<void(Output)>;

  Pipeline(Read read, Work work, Write write)
      : read_(std::move(read)), work_(std::move(work)), write_(std::move(write)) {}

  // `threads` MUST be at least 1. To be called once. Throws Error where the machine has no room for
  // as many.
  void run(std::size_t threads) {
    capacity_ = threads * inputs_per_thread;
    std::vector<std::jthread> running;  // joined on every way out, after stop() below
    try {
      start(threads, running);
      write_all();
    } catch (...) {
      stop();
      throw;
    }
  }

 private:
  using Task = std::packaged_task<Output()>;

  // Enough that a long document does not keep the other workers waiting for the writer.
  static constexpr std::size_t inputs_per_thread = 16;

  void start(std::size_t threads, std::vector<std::jthread>& running) {
    try {
      running.emplace_back([this] { read_all(); });
      for (std::size_t i = 0; i < threads; ++i) running.emplace_back([this] { work_all(); });
    } catch (const std::system_error& error) {
      throw Error(std::to_string(threads) + " threads cannot be started: " +
                  error.code().message() + "; ask for fewer with --threads");
    }
  }

  void read_all() {
    try {
      while (auto input = read_()) {
        Task task([this, held = std::move(*input)]() mutable { return work_(std::move(held)); });
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return stopped_ || results_.size() < capacity_; });
        if (stopped_) return;
        results_.push_back(task.get_future());
        tasks_.push_back(std::move(task));
        changed_.notify_all();
      }
    } catch (...) {
      const std::lock_guard lock(mutex_);
      read_error_ = std::current_exception();
    }
    const std::lock_guard lock(mutex_);
    read_done_ = true;
    changed_.notify_all();
  }

  void work_all() {
    while (true) {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return stopped_ || read_done_ || !tasks_.empty(); });
      if (stopped_ || tasks_.empty()) return;
      Task task = std::move(tasks_.front());
      tasks_.pop_front();
      lock.unlock();
      task();
    }
  }

  void write_all() {
    while (true) {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return read_done_ || !results_.empty(); });
      if (results_.empty()) break;
      std::future<Output> result = std::move(results_.front());
      lock.unlock();
      Output output = result.get();
      lock.lock();
      results_.pop_front();  // only now, so that what is being worked on counts as held in memory
      changed_.notify_all();
      lock.unlock();
      write_(std::move(output));
    }
    if (read_error_) std::rethrow_exception(read_error_);
  }

  void stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    changed_.notify_all();
  }

  const Read read_;
  const Work work_;
  const Write write_;
  std::size_t capacity_ = 0;

  std::mutex mutex_;  // guards everything below
  std::condition_variable changed_;
  std::deque<Task> tasks_;                   // read, not yet taken by a worker
  std::deque<std::future<Output>> results_;  // read, not yet written, in the order of the input
  bool read_done_ = false;
  bool stopped_ = false;
  std::exception_ptr read_error_;
};

}  // namespace entente
