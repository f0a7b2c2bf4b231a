#include "cli/progress.h"

#include <gtest/gtest.h>
#include <sstream>

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

}  // namespace
}  // namespace entente
