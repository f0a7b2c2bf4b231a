#include "cli/pipeline.h"

#include <atomic>
#include <chrono>
#include <gtest/gtest.h>
#include <random>
#include <stdexcept>
#include <string>

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
