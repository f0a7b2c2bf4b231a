#include "cli/progress.h"

#include <chrono>
#include <gtest/gtest.h>
#include <sstream>
#include <thread>

#include "cli/checkpoints.h"

namespace entente {
namespace {

TEST(Progress, TellsRatePartAndTimeLeft) {
  EXPECT_EQ(progress_line("documents", 500, 10, 25, 100),
            "500 documents, 50 a second, 25 %, 30 s left");
  EXPECT_EQ(progress_line("documents", 10, 100, 1, 100),
            "10 documents, 0 a second, 1 %, 2 h 45 min left");
}

TEST(Progress, TellsNoPartOfAnUnknownWhole) {
  EXPECT_EQ(progress_line("documents", 500, 10, 25, 0), "500 documents, 50 a second");
}

TEST(Progress, IsSilentWhereItIsNotShown) {
  std::ostringstream out;
  {
    Progress progress(out, "documents", false);
    progress.update(1, 1, 2);
  }
  EXPECT_EQ(out.str(), "");
}

TEST(Progress, SaysWhatIsSafeOnTheDisk) {
  std::ostringstream stream;
  Progress progress(stream, "documents", true);
  std::size_t synced = 0;
  Checkpoints checkpoints([&] { ++synced; }, progress, std::chrono::seconds(0));
  checkpoints.done(3);
  EXPECT_EQ(synced, 1u);
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  progress.update(4, 0, 0);
  EXPECT_TRUE(stream.str().ends_with(", 3 safe on the disk")) << stream.str();
}

TEST(Progress, IsMadeDurableNowAndThenOnly) {
  std::ostringstream stream;
  Progress progress(stream, "documents", true);
  std::size_t synced = 0;
  Checkpoints checkpoints([&] { ++synced; }, progress, std::chrono::hours(1));
  for (std::size_t count = 1; count < 100; ++count) checkpoints.done(count);
  EXPECT_EQ(synced, 0u);
}

}  // namespace
}  // namespace entente
