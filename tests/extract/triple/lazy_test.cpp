#include "extract/lazy.h"

#include <atomic>
#include <gtest/gtest.h>
#include <string>
#include <thread>
#include <vector>

#include "extract/error.h"

namespace entente {
namespace {

TEST(Lazy, IsMadeOnceForAllWhoAsk) {
  Lazy<std::string> lazy;
  std::atomic<int> made = 0;
  std::vector<const std::string*> seen(8);
  {
    std::vector<std::jthread> threads;
    for (const std::string*& value : seen) {
      threads.emplace_back([&] {
        value = &lazy.get([&] {
          ++made;
          return std::string("value");
        });
      });
    }
  }
  EXPECT_EQ(made, 1);
  for (const std::string* const value : seen) {
    EXPECT_EQ(value, seen.front());
    EXPECT_EQ(*value, "value");
  }
}

TEST(Lazy, IsTriedAgainWhereItFailed) {
  Lazy<int> lazy;
  std::atomic<int> tried = 0;
  const auto ask = [&] {
    return lazy.get([&]() -> int {
      if (++tried < 3) throw Error("not yet");
      return 7;
    });
  };
  std::jthread([&] { EXPECT_THROW(ask(), Error); }).join();
  EXPECT_THROW(ask(), Error);
  EXPECT_EQ(ask(), 7);
  EXPECT_EQ(tried, 3);
}

}  // namespace
}  // namespace entente
