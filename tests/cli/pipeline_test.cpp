#include "cli/pipeline.h"

#include <atomic>
#include <chrono>
#include <fstream>
#include <gtest/gtest.h>
#include <iostream>
#include <random>
#include <stdexcept>
#include <string>
#include <sys/resource.h>
#include <unistd.h>

namespace entente {
namespace {

std::function<std::optional<int>()> count_to(int last) {
  return [next = 0, last]() mutable { return next < last ? std::optional(next++) : std::nullopt; };
}

TEST(Pipeline, OutputsComeInTheOrderOfTheInputForEveryNumberOfThreads) {
  constexpr unsigned seed = 20230727;
  std::cout << "seed " << seed << '\n';
  for (const std::size_t threads : {1u, 2u, 7u}) {
    std::vector<int> written;
    Pipeline<int, int>(
        count_to(500),
        [](int number) {
          std::minstd_rand random(seed + static_cast<unsigned>(number));
          std::this_thread::sleep_for(std::chrono::microseconds(random() % 200));
          return number * 2;
        },
        [&](int number) { written.push_back(number); })
        .run(threads);
    ASSERT_EQ(written.size(), 500u);
    for (int i = 0; i < 500; ++i) EXPECT_EQ(written[static_cast<std::size_t>(i)], 2 * i);
  }
}

TEST(Pipeline, NoInputGivesNoOutput) {
  int written = 0;
  Pipeline<int, int>(
      count_to(0), [](int number) { return number; }, [&](int) { ++written; })
      .run(3);
  EXPECT_EQ(written, 0);
}

TEST(Pipeline, SlowWritingHoldsReadingBack) {
  std::atomic<int> read = 0;
  int written = 0;
  int most_ahead = 0;
  Pipeline<int, int>(
      [&]() -> std::optional<int> {
        if (read == 2000) return std::nullopt;
        return ++read;
      },
      [](int number) { return number; },
      [&](int) {
        most_ahead = std::max(most_ahead, read - written);
        ++written;
      })
      .run(2);
  EXPECT_EQ(written, 2000);
  EXPECT_LT(most_ahead, 100);
}

TEST(Pipeline, WhatWasReadBeforeAReadingErrorIsWritten) {
  std::vector<int> written;
  int next = 0;
  Pipeline<int, int> pipeline(
      [&]() -> std::optional<int> {
        if (next == 10) throw std::runtime_error("the disk is gone");
        return next++;
      },
      [](int number) { return number; }, [&](int number) { written.push_back(number); });
  EXPECT_THROW(pipeline.run(4), std::runtime_error);
  EXPECT_EQ(written.size(), 10u);
}

// A machine that has room for some threads, but not for all.
class LittleAddressSpace {
 public:
  LittleAddressSpace() {
    getrlimit(RLIMIT_AS, &before_);
    const rlimit little{.rlim_cur = used() + (256u << 20), .rlim_max = before_.rlim_max};
    setrlimit(RLIMIT_AS, &little);
  }
  ~LittleAddressSpace() { setrlimit(RLIMIT_AS, &before_); }
  LittleAddressSpace(const LittleAddressSpace&) = delete;
  LittleAddressSpace& operator=(const LittleAddressSpace&) = delete;

 private:
  static rlim_t used() {
    rlim_t pages = 0;
    std::ifstream("/proc/self/statm") >> pages;
    return pages * static_cast<rlim_t>(getpagesize());
  }

  rlimit before_{};
};

TEST(Pipeline, ThreadsThatCannotBeStartedAreNamedAndNothingIsWritten) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "sanitizers end the program where a thread cannot be started";
#endif
  const LittleAddressSpace little;
  Pipeline<int, int> pipeline(
      count_to(1'000'000'000), [](int number) { return number; }, [](int) {});
  try {
    pipeline.run(1024);
    FAIL() << "1024 threads had room";
  } catch (const Error& error) {
    EXPECT_EQ(std::string(error.what()).find("1024 threads cannot be started: "), 0u)
        << error.what();
    EXPECT_NE(std::string(error.what()).find("--threads"), std::string::npos);
  }
}

TEST(Pipeline, AnErrorOfAWorkerOrOfTheWriterStopsTheRest) {
  for (const bool in_writer : {false, true}) {
    Pipeline<int, int> pipeline(
        count_to(1'000'000'000),
        [&](int number) {
          if (!in_writer && number == 100) throw std::runtime_error("work");
          return number;
        },
        [&](int number) {
          if (in_writer && number == 100) throw std::runtime_error("write");
        });
    EXPECT_THROW(pipeline.run(3), std::runtime_error);
  }
}

}  // namespace
}  // namespace entente
