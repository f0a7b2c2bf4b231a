// A layer y = W x + b for many x at once, the workhorse of the model.
//
// How it works: the weights are stored once in panels of as many outputs as two vector registers
// hold, so that a block of six inputs and one panel is summed in registers. For the few rows of a
// recurrent step this is several times faster than a general matrix product, which packs the
// weights each time. Const after construction; threads may share it.
#pragma once

#include <Eigen/Core>
#include <vector>

namespace entente {

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Vector = Eigen::Matrix<float, Eigen::Dynamic, 1>;
using Rows = Eigen::Ref<Matrix, 0, Eigen::OuterStride<>>;
using ConstRows = Eigen::Ref<const Matrix, 0, Eigen::OuterStride<>>;

class Linear {
 public:
  Linear() = default;
  // `weights` has one row for each output.
  Linear(const Matrix& weights, const Vector& bias);

  Eigen::Index inputs() const { return inputs_; }
  Eigen::Index outputs() const { return bias_.size(); }

  // One result for each row of `x`.
  Matrix operator()(const ConstRows& x) const;

  // y += W x, without the bias; row by row.
  void add_to(const ConstRows& x, Rows y) const;

  // y = W x + b.
  void assign_to(const ConstRows& x, Rows y) const;

 private:
  Eigen::Index inputs_ = 0;
  Vector bias_;
  std::vector<float, Eigen::aligned_allocator<float>> panels_;
};

// max(x, 0.1 x), in place.
void leaky(Matrix& x);

}  // namespace entente
