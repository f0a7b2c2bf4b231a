// Products with weights of 8 bits, on processors with AVX-512 VNNI: an instruction multiplies and
// adds 64 pairs, four times as many as of floats.
//
// How it works: a weight is a whole number, -127 to 127, of its output's step; model.bin stores it
// so, and nothing is lost. Each x is rounded likewise, in steps of max |x| / 127 of its row. Whole
// numbers are summed without rounding, and no row's result depends on the others.
//
// The instruction takes the numbers of x without a sign. They are stored plus 128, and to each sum
// -128 times the sum of its weights is added. Weights lie in panels of 32 outputs: for each
// group of four inputs two registers of 16 outputs. A block of six rows and one panel is summed in
// registers.
//
// The instructions are compiled in for any x86-64, whatever the rest is compiled for.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "extract/nlp/matrix.h"

namespace entente {

class EightBitWeights {
 public:
  // Whether this processor has the instructions. Where not, nothing else here may be used.
  static bool supported();

  // `weights` has a row for each output, whole numbers of its step.
  EightBitWeights(const Matrix& weights, const Vector& steps);

  // y += W x for each row of `x`, which MUST be finite.
  void add_products(const ConstRows& x, Rows y) const;

 private:
  struct alignas(64) Register {
    std::array<std::int8_t, 64> weights{};
  };

  std::size_t inputs_ = 0;
  std::size_t outputs_ = 0;
  std::size_t groups_ = 0;
  std::vector<Register> registers_;    // by panel and group
  std::vector<std::int32_t> offsets_;  // to the sums, by output; panels are filled up with zeros
  std::vector<float> steps_;
};

}  // namespace entente
