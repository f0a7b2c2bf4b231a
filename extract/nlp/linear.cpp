#include "extract/nlp/linear.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace entente {
namespace {

using Eigen::Index;

// Two registers of the widest vectors that the program is compiled for.
constexpr Index panel_width = EIGEN_MAX_ALIGN_BYTES / 2;
constexpr Index block_rows = 6;

using Panel = Eigen::Array<float, panel_width, 1>;

// Adds the products of `RowCount` rows of x and one panel to y; only `width` outputs are real.
template <int RowCount>
void add_block(const float* x, Index x_stride, const float* panel, Index inputs, float* y,
               Index y_stride, Index width) {
  std::array<Panel, RowCount> sums;
  for (Panel& sum : sums) sum.setZero();
  for (Index k = 0; k < inputs; ++k) {
    const Eigen::Map<const Panel, Eigen::AlignedMax> weights(panel + k * panel_width);
    for (int r = 0; r < RowCount; ++r) {
      sums[static_cast<std::size_t>(r)] += x[r * x_stride + k] * weights;
    }
  }
  for (int r = 0; r < RowCount; ++r) {
    const Panel& sum = sums[static_cast<std::size_t>(r)];
    float* out = y + r * y_stride;
    if (width == panel_width) {
      Eigen::Map<Panel>(out) += sum;
    } else {
      Eigen::Map<Eigen::ArrayXf>(out, width) += sum.head(width);
    }
  }
}

}  // namespace

Linear::Linear(const Matrix& weights, const Vector& bias)
    : inputs_(weights.cols()),
      bias_(bias),
      panels_(static_cast<std::size_t>((weights.rows() + panel_width - 1) / panel_width *
                                       panel_width * weights.cols())) {
  for (Index output = 0; output < weights.rows(); ++output) {
    float* panel = panels_.data() + output / panel_width * panel_width * inputs_;
    for (Index input = 0; input < inputs_; ++input) {
      panel[input * panel_width + output % panel_width] = weights(output, input);
    }
  }
}

Matrix Linear::operator()(const ConstRows& x) const {
  Matrix y(x.rows(), outputs());
  assign_to(x, y);
  return y;
}

void Linear::assign_to(const ConstRows& x, Rows y) const {
  y.rowwise() = bias_.transpose();
  add_to(x, y);
}

void Linear::add_to(const ConstRows& x, Rows y) const {
  const Index x_stride = x.outerStride();
  const Index y_stride = y.outerStride();
  for (Index first = 0; first < outputs(); first += panel_width) {
    const float* panel = panels_.data() + first * inputs_;
    const Index width = std::min(panel_width, outputs() - first);
    Index row = 0;
    for (; row + block_rows <= x.rows(); row += block_rows) {
      add_block<block_rows>(x.data() + row * x_stride, x_stride, panel, inputs_,
                            y.data() + row * y_stride + first, y_stride, width);
    }
    for (; row + 2 <= x.rows(); row += 2) {
      add_block<2>(x.data() + row * x_stride, x_stride, panel, inputs_,
                   y.data() + row * y_stride + first, y_stride, width);
    }
    if (row < x.rows()) {
      add_block<1>(x.data() + row * x_stride, x_stride, panel, inputs_,
                   y.data() + row * y_stride + first, y_stride, width);
    }
  }
}

void leaky(Matrix& x) { x = x.cwiseMax(0.1F * x); }

}  // namespace entente
