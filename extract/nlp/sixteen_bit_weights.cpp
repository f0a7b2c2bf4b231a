#include "extract/nlp/sixteen_bit_weights.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace entente {
namespace {

constexpr std::size_t lanes = 8;  // of 32 bits
constexpr std::size_t panel_registers = 3;
constexpr std::size_t panel_width = panel_registers * lanes;
constexpr std::size_t pair_size = 2;

std::size_t count_of(std::size_t unit, std::size_t size) { return (size + unit - 1) / unit; }

}  // namespace

SixteenBitWeights::SixteenBitWeights(const Matrix& weights, const Vector& steps)
    : inputs_(static_cast<std::size_t>(weights.cols())),
      outputs_(static_cast<std::size_t>(weights.rows())),
      pairs_(count_of(2 * pair_size, inputs_) * 2),
      registers_(count_of(panel_width, outputs_) * pairs_ * panel_registers),
      steps_(count_of(panel_width, outputs_) * panel_width) {
  for (std::size_t output = 0; output < outputs_; ++output) {
    const std::size_t panel = output / panel_width;
    const std::size_t part = output % panel_width / lanes;
    const auto row = static_cast<Eigen::Index>(output);
    steps_[output] = steps(row);
    if (steps(row) == 0.0F) continue;
    for (std::size_t input = 0; input < inputs_; ++input) {
      const auto whole = std::lround(weights(row, static_cast<Eigen::Index>(input)) / steps(row));
      Register& target = registers_[(panel * pairs_ + input / pair_size) * panel_registers + part];
      target.weights[output % lanes * pair_size + input % pair_size] =
          static_cast<std::int16_t>(whole);
    }
  }
}

#if defined(__x86_64__)

#define ENTENTE_AVX2 __attribute__((target("avx2,fma")))

namespace {

// Rows of x in whole numbers, and their steps.
class SixteenBitRows {
 public:
  ENTENTE_AVX2 explicit SixteenBitRows(const ConstRows& x)
      : stride_(count_of(lanes, static_cast<std::size_t>(x.cols())) * lanes),
        wholes_(static_cast<std::size_t>(x.rows()) * stride_),
        steps_(static_cast<std::size_t>(x.rows())) {
    for (std::size_t row = 0; row < steps_.size(); ++row) {
      steps_[row] = round(x.data() + static_cast<Eigen::Index>(row) * x.outerStride(),
                          static_cast<std::size_t>(x.cols()), wholes_.data() + row * stride_);
    }
  }

  std::size_t stride() const { return stride_; }
  const std::int16_t* row(std::size_t index) const { return wholes_.data() + index * stride_; }
  float step(std::size_t index) const { return steps_[index]; }

 private:
  // Eight values; zeros behind the last.
  ENTENTE_AVX2 static __m256 load(const float* values, std::size_t count) {
    if (count >= lanes) return _mm256_loadu_ps(values);
    alignas(sizeof(__m256)) std::array<float, lanes> rest{};
    std::copy_n(values, count, rest.begin());
    return _mm256_load_ps(rest.data());
  }

  // Returns the step.
  ENTENTE_AVX2 static float round(const float* values, std::size_t count, std::int16_t* wholes) {
    const __m256 sign = _mm256_set1_ps(-0.0F);
    __m256 largest = _mm256_setzero_ps();
    for (std::size_t i = 0; i < count; i += lanes) {
      largest = _mm256_max_ps(largest, _mm256_andnot_ps(sign, load(values + i, count - i)));
    }
    std::array<float, lanes> each{};
    _mm256_storeu_ps(each.data(), largest);
    constexpr float nothing = 1e-30F;  // so small that its inverse is no float
    const float top = *std::max_element(each.begin(), each.end());
    const __m256 per_step = _mm256_set1_ps(top < nothing ? 0.0F : 127.0F / top);
    for (std::size_t i = 0; i < count; i += lanes) {
      const __m256i whole =
          _mm256_cvtps_epi32(_mm256_mul_ps(load(values + i, count - i), per_step));
      _mm_storeu_si128(
          reinterpret_cast<__m128i*>(wholes + i),
          _mm_packs_epi32(_mm256_castsi256_si128(whole), _mm256_extracti128_si256(whole, 1)));
    }
    return top / 127.0F;
  }

  std::size_t stride_;
  std::vector<std::int16_t> wholes_;
  std::vector<float> steps_;
};

constexpr std::size_t step_registers = 2 * panel_registers;  // of two pairs of inputs

// A panel: its weights, where its steps begin, and how many of its outputs there are.
struct Panel {
  const __m256i* begin;
  const __m256i* end;
  const float* steps;
  std::size_t width;
};

ENTENTE_AVX2 inline __m256i pair_at(const std::int16_t* wholes) {
  std::int32_t pair = 0;
  std::memcpy(&pair, wholes, sizeof(pair));
  return _mm256_set1_epi32(pair);
}

// The sums of a row of x and a panel while they are in registers. (In an array of such GCC would
// keep them in memory.)
struct RowSums {
  __m256i low;
  __m256i middle;
  __m256i high;
};

ENTENTE_AVX2 inline RowSums no_sums() {
  const __m256i zero = _mm256_setzero_si256();
  return {zero, zero, zero};
}

// sum += the products of two pairs of x with those of 8 outputs.
ENTENTE_AVX2 inline void add(__m256i x_here, __m256i here, __m256i x_next, __m256i next,
                             __m256i& sum) {
  sum = _mm256_add_epi32(
      sum, _mm256_add_epi32(_mm256_madd_epi16(x_here, here), _mm256_madd_epi16(x_next, next)));
}

// Adds the products of the two pairs of a row of x that begin at `wholes`.
ENTENTE_AVX2 inline void add_pairs(const std::int16_t* wholes, const __m256i* weights,
                                   RowSums& sums) {
  const __m256i here = pair_at(wholes);
  const __m256i next = pair_at(wholes + pair_size);
  add(here, weights[0], next, weights[3], sums.low);
  add(here, weights[1], next, weights[4], sums.middle);
  add(here, weights[2], next, weights[5], sums.high);
  // One row after the other: mixed, they would need more registers than there are.
  asm volatile("" : "+x"(sums.low), "+x"(sums.middle), "+x"(sums.high));
}

// y += sums * step of x, for 8 outputs.
ENTENTE_AVX2 inline void add_scaled(__m256i sums, __m256 step, const float* steps, float* y) {
  const __m256 scale = _mm256_mul_ps(step, _mm256_loadu_ps(steps));
  _mm256_storeu_ps(y, _mm256_fmadd_ps(_mm256_cvtepi32_ps(sums), scale, _mm256_loadu_ps(y)));
}

// The same for the outputs of a panel.
ENTENTE_AVX2 inline void add_sums(const RowSums& sums, float step, const Panel& panel, float* y) {
  std::array<float, panel_width> few{};
  float* const out = panel.width < panel_width ? few.data() : y;
  if (out != y) std::copy_n(y, panel.width, out);
  const __m256 x_step = _mm256_set1_ps(step);
  add_scaled(sums.low, x_step, panel.steps, out);
  add_scaled(sums.middle, x_step, panel.steps + lanes, out + lanes);
  add_scaled(sums.high, x_step, panel.steps + 2 * lanes, out + 2 * lanes);
  if (out != y) std::copy_n(out, panel.width, y);
}

// Adds the products of a row of x and one panel to y.
ENTENTE_AVX2 void add_row(const SixteenBitRows& x, std::size_t row, const Panel& panel, float* y) {
  RowSums sums = no_sums();
  const std::int16_t* wholes = x.row(row);
  for (const __m256i* weights = panel.begin; weights != panel.end; weights += step_registers) {
    add_pairs(wholes, weights, sums);
    wholes += 2 * pair_size;
  }
  add_sums(sums, x.step(row), panel, y);
}

// The same for three rows, while each weight is loaded once.
ENTENTE_AVX2 void add_three_rows(const SixteenBitRows& x, std::size_t row, const Panel& panel,
                                 float* y, std::size_t y_stride) {
  RowSums first = no_sums();
  RowSums second = no_sums();
  RowSums third = no_sums();
  const std::size_t stride = x.stride();
  const std::int16_t* wholes = x.row(row);
  for (const __m256i* weights = panel.begin; weights != panel.end; weights += step_registers) {
    add_pairs(wholes, weights, first);
    add_pairs(wholes + stride, weights, second);
    add_pairs(wholes + 2 * stride, weights, third);
    wholes += 2 * pair_size;
  }
  add_sums(first, x.step(row), panel, y);
  add_sums(second, x.step(row + 1), panel, y + y_stride);
  add_sums(third, x.step(row + 2), panel, y + 2 * y_stride);
}

}  // namespace

bool SixteenBitWeights::supported() {
  return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0;
}

void SixteenBitWeights::add_products(const ConstRows& x, Rows y) const {
  const SixteenBitRows rows(x);
  const auto row_count = static_cast<std::size_t>(x.rows());
  const auto y_stride = static_cast<std::size_t>(y.outerStride());
  const auto* registers = reinterpret_cast<const __m256i*>(registers_.data());
  const std::size_t panel_size = pairs_ * panel_registers;
  for (std::size_t output = 0; output < outputs_; output += panel_width) {
    const Panel panel{registers, registers + panel_size, steps_.data() + output, outputs_ - output};
    registers += panel_size;
    float* out = y.data() + output;
    std::size_t row = 0;
    for (; row + 3 <= row_count; row += 3) {
      add_three_rows(rows, row, panel, out + row * y_stride, y_stride);
    }
    for (; row < row_count; ++row) add_row(rows, row, panel, out + row * y_stride);
  }
}

#else

bool SixteenBitWeights::supported() { return false; }

void SixteenBitWeights::add_products(const ConstRows&, Rows) const {}

#endif

}  // namespace entente
