// Layers against the plain product: in floats, and in whole numbers where this processor can.
#include "extract/nlp/linear.h"

#include <cmath>
#include <gtest/gtest.h>
#include <random>

namespace entente {
namespace {

using Eigen::Index;

struct Shape {
  Index rows;
  Index inputs;
  Index outputs;
};

// Full and broken blocks, panels and groups.
const std::vector<Shape> shapes{{1, 1, 1},   {2, 3, 5},    {5, 4, 16},   {6, 5, 17},
                                {7, 16, 32}, {13, 17, 33}, {24, 65, 64}, {40, 200, 130}};

class LinearTest : public testing::Test {
 protected:
  Matrix numbers(Index rows, Index columns, float largest) {
    std::uniform_real_distribution<float> number(-largest, largest);
    return Matrix::NullaryExpr(rows, columns, [&] { return number(random_); });
  }

  Matrix whole_numbers(Index rows, Index columns) {
    std::uniform_int_distribution<int> number(-127, 127);
    return Matrix::NullaryExpr(rows, columns, [&] { return static_cast<float>(number(random_)); });
  }

  // As a file in 8 bits gives them.
  Weights stepped(const Shape& shape) {
    Weights weights{whole_numbers(shape.outputs, shape.inputs),
                    numbers(shape.outputs, 1, 0.1F).cwiseAbs()};
    weights.values.array().colwise() *= weights.steps.array();
    return weights;
  }

  Vector bias(const Shape& shape) { return numbers(shape.outputs, 1, 1.0F); }

  std::mt19937 random_{7};
};

Matrix plain(const Weights& weights, const Vector& bias, const Matrix& x) {
  Matrix y = x * weights.values.transpose();
  y.rowwise() += bias.transpose();
  return y;
}

void expect_near(const Matrix& actual, const Matrix& expected, float tolerance,
                 const Shape& shape) {
  ASSERT_EQ(actual.rows(), expected.rows());
  ASSERT_EQ(actual.cols(), expected.cols());
  EXPECT_LE((actual - expected).cwiseAbs().maxCoeff(), tolerance)
      << shape.rows << " rows, " << shape.inputs << " inputs, " << shape.outputs << " outputs";
}

TEST_F(LinearTest, InFloatsItIsThePlainProduct) {
  for (const Shape& shape : shapes) {
    const Weights weights = stepped(shape);
    const Vector b = bias(shape);
    const Matrix x = numbers(shape.rows, shape.inputs, 1.0F);
    const Matrix expected = plain(weights, b, x);
    expect_near(Linear(weights, b, Arithmetic::Floats)(x), expected, 1e-3F, shape);
    expect_near(Linear({weights.values, {}}, b, Arithmetic::Fast)(x), expected, 1e-3F, shape);
  }
}

// Whole numbers up to 127 are all that a row of 8 bits can hold; they are not rounded.
TEST_F(LinearTest, InEightBitsWholeNumbersAreMultipliedExactly) {
  for (const Shape& shape : shapes) {
    const Weights weights = stepped(shape);
    const Vector b = bias(shape);
    Matrix x = whole_numbers(shape.rows, shape.inputs);
    x.col(0).setConstant(-127.0F);
    const Matrix expected = plain(weights, b, x);
    const float scale = expected.cwiseAbs().maxCoeff();
    expect_near(Linear(weights, b, Arithmetic::Fast)(x), expected, 1e-5F * scale, shape);
  }
}

// Each x is off by half a step at most.
TEST_F(LinearTest, InEightBitsOthersAreRoundedToTheNearest) {
  for (const Shape& shape : shapes) {
    const Weights weights = stepped(shape);
    const Vector b = bias(shape);
    const Matrix x = numbers(shape.rows, shape.inputs, 3.0F);
    const Matrix difference = Linear(weights, b, Arithmetic::Fast)(x) - plain(weights, b, x);
    for (Index row = 0; row < shape.rows; ++row) {
      const float half_step = x.row(row).cwiseAbs().maxCoeff() / 254.0F;
      for (Index output = 0; output < shape.outputs; ++output) {
        ASSERT_LE(std::abs(difference(row, output)),
                  half_step * weights.values.row(output).cwiseAbs().sum() * 1.001F + 1e-4F);
      }
    }
  }
}

TEST_F(LinearTest, RowsDoNotDependOnEachOther) {
  const Shape shape{23, 160, 100};
  const Weights weights = stepped(shape);
  for (const Arithmetic arithmetic : {Arithmetic::Fast, Arithmetic::Floats}) {
    const Linear layer(weights, bias(shape), arithmetic);
    const Matrix x = numbers(shape.rows, shape.inputs, 1.0F);
    const Matrix together = layer(x);
    for (Index row = 0; row < shape.rows; ++row) {
      EXPECT_EQ(layer(x.row(row)), together.row(row)) << "row " << row;
    }
  }
}

TEST_F(LinearTest, RowsOfZerosGiveTheBias) {
  const Shape shape{3, 20, 40};
  const Vector b = bias(shape);
  const Matrix y = Linear(stepped(shape), b, Arithmetic::Fast)(Matrix::Zero(3, 20));
  for (Index row = 0; row < 3; ++row) EXPECT_EQ(Vector(y.row(row)), b);
}

TEST_F(LinearTest, OnlyTheColumnsOfAViewAreWritten) {
  const Shape shape{7, 21, 19};
  const Weights weights = stepped(shape);
  for (const Arithmetic arithmetic : {Arithmetic::Fast, Arithmetic::Floats}) {
    const Linear layer(weights, bias(shape), arithmetic);
    const Matrix x = numbers(shape.rows, 50, 1.0F);
    Matrix y = Matrix::Constant(shape.rows, 60, 5.0F);
    layer.add_to(x.middleCols(10, 21), y.middleCols(30, 19));
    Matrix expected = Matrix::Zero(shape.rows, 19);
    layer.add_to(Matrix(x.middleCols(10, 21)), expected);
    EXPECT_TRUE((y.leftCols(30).array() == 5.0F).all());
    EXPECT_TRUE((y.rightCols(11).array() == 5.0F).all());
    EXPECT_LE((y.middleCols(30, 19).array() - 5.0F - expected.array()).abs().maxCoeff(), 1e-4F);
  }
}

TEST_F(LinearTest, StackedWeightsGiveBothResultsSideBySide) {
  const Weights first = stepped({4, 30, 10});
  const Weights second = stepped({4, 30, 20});
  const Matrix x = numbers(4, 30, 1.0F);
  const Linear both(Weights::stacked(first, second), Vector::Zero(30), Arithmetic::Fast);
  Matrix expected(4, 30);
  expected << Linear(first, Vector::Zero(10), Arithmetic::Fast)(x),
      Linear(second, Vector::Zero(20), Arithmetic::Fast)(x);
  EXPECT_EQ(both(x), expected);
}

}  // namespace
}  // namespace entente
