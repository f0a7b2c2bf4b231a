#include "extract/nlp/eight_bit_weights.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace entente {
namespace {

constexpr std::size_t lanes = 16;  // of 32 bits
constexpr std::size_t panel_width = 2 * lanes;
constexpr std::size_t group_size = 4;
constexpr std::int32_t zero_of_x = 128;

std::size_t count_of(std::size_t unit, std::size_t size) { return (size + unit - 1) / unit; }

}  // namespace

EightBitWeights::EightBitWeights(const Matrix& weights, const Vector& steps)
    : inputs_(static_cast<std::size_t>(weights.cols())),
      outputs_(static_cast<std::size_t>(weights.rows())),
      groups_(count_of(group_size, inputs_)),
      registers_(count_of(panel_width, outputs_) * groups_ * 2),
      offsets_(count_of(panel_width, outputs_) * panel_width),
      steps_(offsets_.size()) {
  for (std::size_t output = 0; output < outputs_; ++output) {
    const std::size_t panel = output / panel_width;
    const std::size_t half = output % panel_width / lanes;
    const auto row = static_cast<Eigen::Index>(output);
    steps_[output] = steps(row);
    if (steps(row) == 0.0F) continue;
    std::int32_t sum = 0;
    for (std::size_t input = 0; input < inputs_; ++input) {
      const auto whole = std::lround(weights(row, static_cast<Eigen::Index>(input)) / steps(row));
      Register& target = registers_[(panel * groups_ + input / group_size) * 2 + half];
      target.weights[output % lanes * group_size + input % group_size] =
          static_cast<std::int8_t>(whole);
      sum += static_cast<std::int32_t>(whole);
    }
    offsets_[output] = -zero_of_x * sum;
  }
}

#if defined(__x86_64__)

#define ENTENTE_VNNI __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni")))

namespace {

// Rows of x in whole numbers plus 128, and their steps.
class EightBitRows {
 public:
  ENTENTE_VNNI explicit EightBitRows(const ConstRows& x)
      : stride_(count_of(lanes, static_cast<std::size_t>(x.cols())) * lanes),
        bytes_(static_cast<std::size_t>(x.rows()) * stride_),
        steps_(static_cast<std::size_t>(x.rows())) {
    for (std::size_t row = 0; row < steps_.size(); ++row) {
      steps_[row] = round(x.data() + static_cast<Eigen::Index>(row) * x.outerStride(),
                          static_cast<std::size_t>(x.cols()), bytes_.data() + row * stride_);
    }
  }

  std::size_t stride() const { return stride_; }
  const std::uint8_t* row(std::size_t index) const { return bytes_.data() + index * stride_; }
  const float* steps(std::size_t index) const { return steps_.data() + index; }

 private:
  ENTENTE_VNNI static __m512 load(const float* values, std::size_t count) {
    return _mm512_maskz_loadu_ps(static_cast<__mmask16>((1U << std::min(count, lanes)) - 1U),
                                 values);
  }

  // Returns the step.
  ENTENTE_VNNI static float round(const float* values, std::size_t count, std::uint8_t* bytes) {
    __m512 largest = _mm512_setzero_ps();
    for (std::size_t i = 0; i < count; i += lanes) {
      largest = _mm512_max_ps(largest, _mm512_abs_ps(load(values + i, count - i)));
    }
    constexpr float nothing = 1e-30F;  // so small that its inverse is no float
    const float top = _mm512_reduce_max_ps(largest);
    const __m512 per_step = _mm512_set1_ps(top < nothing ? 0.0F : 127.0F / top);
    for (std::size_t i = 0; i < count; i += lanes) {
      const __m512i whole =
          _mm512_cvtps_epi32(_mm512_mul_ps(load(values + i, count - i), per_step));
      _mm_storeu_si128(reinterpret_cast<__m128i*>(bytes + i),
                       _mm512_cvtepi32_epi8(_mm512_add_epi32(whole, _mm512_set1_epi32(zero_of_x))));
    }
    return top / 127.0F;
  }

  std::size_t stride_;
  std::vector<std::uint8_t> bytes_;
  std::vector<float> steps_;
};

// A panel: where its weights, offsets and steps begin, and how many of its outputs there are.
struct Panel {
  const void* registers;
  std::size_t groups;
  const std::int32_t* offsets;
  const float* steps;
  std::size_t width;
};

inline std::int32_t group_at(const std::uint8_t* bytes) {
  std::int32_t group = 0;
  std::memcpy(&group, bytes, group_size);
  return group;
}

// y += sums * step of x, for `width` outputs or 16.
ENTENTE_VNNI inline void add_sums(__m512i sums, __m512 step, const std::int32_t* offsets,
                                  const float* steps, std::size_t width, float* y) {
  const auto mask = static_cast<__mmask16>((1U << std::min(width, lanes)) - 1U);
  const __m512 whole = _mm512_cvtepi32_ps(_mm512_add_epi32(sums, _mm512_loadu_si512(offsets)));
  const __m512 before = _mm512_maskz_loadu_ps(mask, y);
  const __m512 scale = _mm512_mul_ps(step, _mm512_loadu_ps(steps));
  _mm512_mask_storeu_ps(y, mask, _mm512_fmadd_ps(whole, scale, before));
}

// Adds the products of `RowCount` rows of x, the first being `row`, and one panel to y.
template <std::size_t RowCount>
ENTENTE_VNNI void add_block(const EightBitRows& x, std::size_t row, const Panel& panel, float* y,
                            std::size_t y_stride) {
  __m512i low_sums[RowCount];  // no std::array: GCC warns that templates lose its attributes
  __m512i high_sums[RowCount];
  for (std::size_t r = 0; r < RowCount; ++r) {
    low_sums[r] = _mm512_setzero_si512();
    high_sums[r] = _mm512_setzero_si512();
  }
  const std::uint8_t* first = x.row(row);
  const auto* weights = static_cast<const __m512i*>(panel.registers);
  for (std::size_t group = 0; group < panel.groups; ++group) {
    const __m512i low = _mm512_load_si512(weights + 2 * group);
    const __m512i high = _mm512_load_si512(weights + 2 * group + 1);
    for (std::size_t r = 0; r < RowCount; ++r) {
      const __m512i values =
          _mm512_set1_epi32(group_at(first + r * x.stride() + group * group_size));
      low_sums[r] = _mm512_dpbusd_epi32(low_sums[r], values, low);
      high_sums[r] = _mm512_dpbusd_epi32(high_sums[r], values, high);
    }
  }
  for (std::size_t r = 0; r < RowCount; ++r) {
    const __m512 step = _mm512_set1_ps(*x.steps(row + r));
    float* out = y + r * y_stride;
    add_sums(low_sums[r], step, panel.offsets, panel.steps, panel.width, out);
    if (panel.width > lanes) {
      add_sums(high_sums[r], step, panel.offsets + lanes, panel.steps + lanes, panel.width - lanes,
               out + lanes);
    }
  }
}

constexpr std::array blocks{add_block<1>, add_block<2>, add_block<3>,
                            add_block<4>, add_block<5>, add_block<6>};

}  // namespace

bool EightBitWeights::supported() {
  return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
         __builtin_cpu_supports("avx512vl") != 0 && __builtin_cpu_supports("avx512vnni") != 0;
}

void EightBitWeights::add_products(const ConstRows& x, Rows y) const {
  const EightBitRows rows(x);
  const auto row_count = static_cast<std::size_t>(x.rows());
  const auto y_stride = static_cast<std::size_t>(y.outerStride());
  for (std::size_t output = 0; output < outputs_; output += panel_width) {
    const Panel panel{registers_.data() + output / panel_width * groups_ * 2, groups_,
                      offsets_.data() + output, steps_.data() + output, outputs_ - output};
    for (std::size_t row = 0; row < row_count;) {
      const std::size_t count = std::min(row_count - row, blocks.size());
      blocks[count - 1](rows, row, panel, y.data() + row * y_stride + output, y_stride);
      row += count;
    }
  }
}

#else

bool EightBitWeights::supported() { return false; }

void EightBitWeights::add_products(const ConstRows&, Rows) const {}

#endif

}  // namespace entente
