// The products of EightBitWeights on processors with AVX2 alone: an instruction multiplies and adds
// 16 pairs of whole numbers of 16 bits, twice as many as of floats.
//
// How it works: weights and x are the same whole numbers, rounded alike, and are summed without
// rounding; so the results are the same to the bit on either kind of processor. They are widened to
// 16 bits when they are stored, since the instruction for 8 bits cuts sums that do not fit in 16.
//
// Weights lie in panels of 24 outputs: for each pair of inputs three registers of 8 outputs. A
// block of three rows and one panel is summed in registers, two pairs of inputs at a time.
//
// The instructions are compiled in for any x86-64, whatever the rest is compiled for.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "extract/nlp/matrix.h"

namespace entente {

class SixteenBitWeights {
 public:
  // Whether this processor has the instructions. Where not, nothing else here may be used.
  static bool supported();

  // `weights` has a row for each output, whole numbers of its step.
  SixteenBitWeights(const Matrix& weights, const Vector& steps);

  // y += W x for each row of `x`, which MUST be finite.
  void add_products(const ConstRows& x, Rows y) const;

 private:
  struct alignas(32) Register {
    std::array<std::int16_t, 16> weights{};
  };

  std::size_t inputs_ = 0;
  std::size_t outputs_ = 0;
  std::size_t pairs_ = 0;            // of inputs, an even number of them
  std::vector<Register> registers_;  // by panel and pair
  std::vector<float> steps_;
};

}  // namespace entente
