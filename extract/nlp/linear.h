// A layer y = W x + b for many x at once, the workhorse of the model.
//
// How it works: weights that are stored in 8 bits are multiplied as whole numbers, and x is rounded
// to 8 bits there: in 8 bits where the processor has the instructions for it (eight_bit_weights.h),
// four times as fast as floats, else in 16 (sixteen_bit_weights.h), with the same results to the
// bit. All others are multiplied as floats: they lie in panels of as many outputs as two vector
// registers hold, so that a block of six inputs and one panel is summed in registers. For the few
// rows of a recurrent step both are several times faster than a general matrix product, which
// packs the weights each time. Const after construction; threads may share it.
#pragma once

#include <variant>
#include <vector>

#include "extract/nlp/eight_bit_weights.h"
#include "extract/nlp/matrix.h"
#include "extract/nlp/sixteen_bit_weights.h"

namespace entente {

// The weights of a layer, a row for each output.
struct Weights {
  Matrix values;
  Vector steps;  // where a row's values are whole numbers of its step, -127 to 127; else empty

  // Those of two layers with the same inputs as one layer, with the outputs of `first` first.
  static Weights stacked(const Weights& first, const Weights& second);
};

enum class Arithmetic {
  Fast,   // in whole numbers where weights and processor allow
  Floats  // always in floats, as in training
};

class Linear {
 public:
  Linear() = default;
  Linear(const Weights& weights, Vector bias, Arithmetic arithmetic);
  Linear(const Weights& weights, Arithmetic arithmetic);  // without a bias

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
  using Panels = std::vector<float, Eigen::aligned_allocator<float>>;
  static Panels panels_of(const Matrix& weights);
  static void add_products(const ConstRows& x, const Panels& panels, Rows& y);

  std::variant<Panels, EightBitWeights, SixteenBitWeights> weights_;
};

// max(x, 0.1 x), in place.
void leaky(Matrix& x);

}  // namespace entente
