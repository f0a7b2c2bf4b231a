// Products in whole numbers: to the bit what the arithmetic that they are defined by gives, so that
// processors of every kind find the same. Those that this processor has no instructions for are
// not asked.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <gtest/gtest.h>
#include <random>

#include "extract/nlp/eight_bit_weights.h"
#include "extract/nlp/sixteen_bit_weights.h"

namespace entente {
namespace {

using Eigen::Index;

struct Numbers {
  Matrix whole;  // weights, of steps
  Vector steps;
  Matrix x;
  Matrix y;  // what is added to
};

Numbers numbers(std::mt19937& random, Index rows, Index inputs, Index outputs) {
  std::uniform_int_distribution<int> whole(-127, 127);
  std::normal_distribution<float> real(0.0F, 2.0F);
  Numbers all{.whole = Matrix(outputs, inputs),
              .steps = Vector(outputs),
              .x = Matrix(rows, inputs),
              .y = Matrix(rows, outputs)};
  for (float& value : all.whole.reshaped()) value = static_cast<float>(whole(random));
  for (float& value : all.steps) value = 0.001F + std::abs(real(random)) / 100.0F;
  for (float& value : all.x.reshaped()) value = real(random);
  for (float& value : all.y.reshaped()) value = real(random);
  if (rows > 2 && outputs > 2) {
    // The largest sums that there can be, and a row and an output of nothing.
    all.x.row(0).setConstant(3.0F);
    all.whole.row(0).setConstant(127.0F);
    all.x.row(rows / 2).setZero();
    all.steps(outputs / 2) = 0.0F;
  }
  return all;
}

Matrix weights_of(const Numbers& given) {
  return (given.whole.array().colwise() * given.steps.array()).matrix();
}

// As the headers say it.
Matrix by_definition(const Numbers& given) {
  Matrix y = given.y;
  for (Index row = 0; row < given.x.rows(); ++row) {
    const float top = given.x.row(row).cwiseAbs().maxCoeff();
    const float per_step = top < 1e-30F ? 0.0F : 127.0F / top;
    const float x_step = top / 127.0F;
    for (Index output = 0; output < given.whole.rows(); ++output) {
      if (given.steps(output) == 0.0F) continue;
      std::int32_t sum = 0;
      for (Index input = 0; input < given.x.cols(); ++input) {
        sum += static_cast<std::int32_t>(std::nearbyint(given.x(row, input) * per_step)) *
               static_cast<std::int32_t>(given.whole(output, input));
      }
      const float scale = x_step * given.steps(output);
      y(row, output) = std::fma(static_cast<float>(sum), scale, y(row, output));
    }
  }
  return y;
}

template <typename Weights>
class WholeWeights : public testing::Test {};

using Kinds = testing::Types<EightBitWeights, SixteenBitWeights>;
TYPED_TEST_SUITE(WholeWeights, Kinds);

TYPED_TEST(WholeWeights, GiveWhatTheyAreDefinedByToTheBit) {
  if (!TypeParam::supported()) GTEST_SKIP() << "this processor has no such instructions";
  std::mt19937 random(11);
  for (const Index rows : {1, 2, 3, 4, 6, 7, 60}) {
    for (const Index inputs : {1, 3, 4, 5, 8, 9, 65, 384}) {
      for (const Index outputs : {1, 7, 8, 16, 23, 24, 25, 33, 130}) {
        const Numbers given = numbers(random, rows, inputs, outputs);
        Matrix y = given.y;
        TypeParam(weights_of(given), given.steps).add_products(given.x, y);
        ASSERT_EQ(y, by_definition(given))
            << rows << " rows, " << inputs << " inputs, " << outputs << " outputs";
      }
    }
  }
}

TYPED_TEST(WholeWeights, WriteNothingBesideTheirOutputs) {
  if (!TypeParam::supported()) GTEST_SKIP() << "this processor has no such instructions";
  std::mt19937 random(12);
  const Numbers given = numbers(random, 5, 20, 19);
  Matrix wide = Matrix::Constant(7, 40, 5.0F);
  wide.block(1, 10, 5, 19) = given.y;
  TypeParam(weights_of(given), given.steps).add_products(given.x, wide.block(1, 10, 5, 19));
  EXPECT_EQ(Matrix(wide.block(1, 10, 5, 19)), by_definition(given));
  wide.block(1, 10, 5, 19).setConstant(5.0F);
  EXPECT_TRUE((wide.array() == 5.0F).all());
}

}  // namespace
}  // namespace entente
