#include "extract/nlp/linear.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace entente {
namespace {

using Eigen::Index;

// Two registers of the widest vectors that the program is compiled for.
constexpr Index float_panel_width = EIGEN_MAX_ALIGN_BYTES / 2;
constexpr Index block_rows = 6;

// So few that their inputs and results stay in the cache.
constexpr Index rows_at_once = 60;

using FloatPanel = Eigen::Array<float, float_panel_width, 1>;

// Adds the products of `RowCount` rows of x and one panel to y; only `width` outputs are real.
template <int RowCount>
void add_block(const float* x, Index x_stride, const float* panel, Index inputs, float* y,
               Index y_stride, Index width) {
  std::array<FloatPanel, RowCount> sums;
  for (FloatPanel& sum : sums) sum.setZero();
  for (Index k = 0; k < inputs; ++k) {
    const Eigen::Map<const FloatPanel, Eigen::AlignedMax> weights(panel + k * float_panel_width);
    for (int r = 0; r < RowCount; ++r) {
      sums[static_cast<std::size_t>(r)] += x[r * x_stride + k] * weights;
    }
  }
  for (int r = 0; r < RowCount; ++r) {
    const FloatPanel& sum = sums[static_cast<std::size_t>(r)];
    float* out = y + r * y_stride;
    if (width == float_panel_width) {
      Eigen::Map<FloatPanel>(out) += sum;
    } else {
      Eigen::Map<Eigen::ArrayXf>(out, width) += sum.head(width);
    }
  }
}

}  // namespace

Weights Weights::stacked(const Weights& first, const Weights& second) {
  Weights both;
  both.values.resize(first.values.rows() + second.values.rows(), first.values.cols());
  both.values << first.values, second.values;
  if (first.steps.size() != 0 && second.steps.size() != 0) {
    both.steps.resize(both.values.rows());
    both.steps << first.steps, second.steps;
  }
  return both;
}

Linear::Panels Linear::panels_of(const Matrix& weights) {
  const Index inputs = weights.cols();
  const Index outputs = weights.rows();
  Panels panels(static_cast<std::size_t>((outputs + float_panel_width - 1) / float_panel_width *
                                         float_panel_width * inputs));
  for (Index output = 0; output < outputs; ++output) {
    float* panel = panels.data() + output / float_panel_width * float_panel_width * inputs;
    for (Index input = 0; input < inputs; ++input) {
      panel[input * float_panel_width + output % float_panel_width] = weights(output, input);
    }
  }
  return panels;
}

// y += W x in floats.
void Linear::add_products(const ConstRows& x, const Panels& panels, Rows& y) {
  const Index x_stride = x.outerStride();
  const Index y_stride = y.outerStride();
  for (Index first = 0; first < y.cols(); first += float_panel_width) {
    const float* panel = panels.data() + first * x.cols();
    const Index width = std::min(float_panel_width, y.cols() - first);
    Index row = 0;
    for (; row + block_rows <= x.rows(); row += block_rows) {
      add_block<block_rows>(x.data() + row * x_stride, x_stride, panel, x.cols(),
                            y.data() + row * y_stride + first, y_stride, width);
    }
    for (; row + 2 <= x.rows(); row += 2) {
      add_block<2>(x.data() + row * x_stride, x_stride, panel, x.cols(),
                   y.data() + row * y_stride + first, y_stride, width);
    }
    if (row < x.rows()) {
      add_block<1>(x.data() + row * x_stride, x_stride, panel, x.cols(),
                   y.data() + row * y_stride + first, y_stride, width);
    }
  }
}

Linear::Linear(const Weights& weights, Vector bias, Arithmetic arithmetic)
    : inputs_(weights.values.cols()), bias_(std::move(bias)) {
  const bool whole = arithmetic == Arithmetic::Fast && weights.steps.size() != 0;
  if (whole && EightBitWeights::supported()) {
    weights_.emplace<EightBitWeights>(weights.values, weights.steps);
  } else if (whole && SixteenBitWeights::supported()) {
    weights_.emplace<SixteenBitWeights>(weights.values, weights.steps);
  } else {
    weights_ = panels_of(weights.values);
  }
}

Linear::Linear(const Weights& weights, Arithmetic arithmetic)
    : Linear(weights, Vector::Zero(weights.values.rows()), arithmetic) {}

Matrix Linear::operator()(const ConstRows& x) const {
  Matrix y(x.rows(), outputs());
  assign_to(x, y);
  return y;
}

void Linear::assign_to(const ConstRows& x, Rows y) const {
  for (Index row = 0; row < x.rows(); row += rows_at_once) {
    const Index count = std::min(rows_at_once, x.rows() - row);
    y.middleRows(row, count).rowwise() = bias_.transpose();
    add_to(x.middleRows(row, count), y.middleRows(row, count));
  }
}

void Linear::add_to(const ConstRows& x, Rows y) const {
  if (const auto* panels = std::get_if<Panels>(&weights_)) {
    add_products(x, *panels, y);
  } else if (const auto* eight_bits = std::get_if<EightBitWeights>(&weights_)) {
    eight_bits->add_products(x, y);
  } else {
    std::get<SixteenBitWeights>(weights_).add_products(x, y);
  }
}

void leaky(Matrix& x) { x = x.cwiseMax(0.1F * x); }

}  // namespace entente
