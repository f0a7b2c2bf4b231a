#include "extract/modules/hash_index.h"

#include <gtest/gtest.h>
#include <limits>
#include <random>
#include <set>

namespace entente {
namespace {

constexpr std::uint32_t largest = std::numeric_limits<std::uint32_t>::max();

TEST(HashIndex, FindsEachHashAtItsPlaceAndNoOther) {
  std::mt19937 random(5);
  std::uniform_int_distribution<std::uint32_t> any(0, largest);
  std::set<std::uint32_t> hashes{0, 1, 0xFFFF, 0x10000, 0x7FFFFFFF, largest - 1, largest};
  while (hashes.size() < 5000) hashes.insert(any(random));
  const HashIndex index({hashes.begin(), hashes.end()});
  for (std::size_t place = 0; const std::uint32_t hash : hashes)
    EXPECT_EQ(index.find(hash), place++);
  for (const std::uint32_t hash : hashes) {
    for (const std::uint32_t near : {hash - 1, hash + 1}) {
      EXPECT_EQ(index.find(near).has_value(), hashes.contains(near)) << near;
    }
  }
}

TEST(HashIndex, FindsNothingAmongNone) {
  EXPECT_FALSE(HashIndex().find(0));
  EXPECT_FALSE(HashIndex().find(largest));
}

}  // namespace
}  // namespace entente
