#include "extract/nlp/eight_bit_table.h"

#include <gtest/gtest.h>
#include <string_view>

namespace entente {
namespace {

EightBitTable table() {
  constexpr std::string_view bytes("\x01\x02\x03\xff\x81\x7f", 6);
  Vector steps(2);
  steps << 0.5F, 2.0F;
  return {bytes, steps, 3};
}

TEST(EightBitTable, ValuesAreWholeNumbersOfTheStepOfTheirRow) {
  EXPECT_EQ(table().at(0, 2), 1.5F);
  EXPECT_EQ(table().at(1, 0), -2.0F);
  EXPECT_EQ(table().at(1, 1), -254.0F);
  EXPECT_EQ(table().at(1, 2), 254.0F);
}

TEST(EightBitTable, ARowIsAddedToWhatIsThere) {
  Vector sum(3);
  sum << 1.0F, 1.0F, 1.0F;
  table().add_row(0, sum);
  table().add_row(1, sum);
  Vector expected(3);
  expected << -0.5F, -252.0F, 256.5F;
  EXPECT_EQ(sum, expected);
}

}  // namespace
}  // namespace entente
