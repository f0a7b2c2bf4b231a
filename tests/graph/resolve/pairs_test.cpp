#include <gtest/gtest.h>
#include <iostream>

#include "graph/resolve/resolution.h"
#include "tests/graph/resolve/name_pairs.h"

namespace entente {
namespace {

struct Scores {
  std::size_t same = 0;
  std::size_t joined = 0;
  std::size_t right = 0;
  std::string wrong;  // the pairs that were not done right

  double precision() const { return static_cast<double>(right) / static_cast<double>(joined); }
  double recall() const { return static_cast<double>(right) / static_cast<double>(same); }
};

Scores score(bool development) {
  Scores scores;
  for (const testing::NamePair& pair : testing::read_name_pairs()) {
    if (pair.development != development) continue;
    const bool joined = !resolve({pair.left, pair.right}, testing::words()).identities.empty();
    scores.same += pair.same;
    scores.joined += joined;
    scores.right += joined && pair.same;
    if (joined != pair.same) scores.wrong += (joined ? "joined: " : "missed: ") + pair.line + '\n';
  }
  std::cout << (development ? "development" : "test") << " half: " << scores.joined << " joined, "
            << "precision " << scores.precision() << ", recall " << scores.recall() << '\n';
  return scores;
}

TEST(NamePairs, OfTheDevelopmentHalfHardlyAnyIsJoinedWrongly) {
  const Scores scores = score(true);
  EXPECT_GE(scores.precision(), 0.98) << scores.wrong;
  EXPECT_GE(scores.recall(), 0.8) << scores.wrong;
}

TEST(NamePairs, OfTheTestHalfHardlyAnyIsJoinedWrongly) {
  const Scores scores = score(false);
  EXPECT_GE(scores.precision(), 0.98);
  EXPECT_GE(scores.recall(), 0.8);
}

}  // namespace
}  // namespace entente
