#include "extract/nlp/eight_bit_table.h"

#include <utility>

namespace entente {
namespace {

float value_of(char byte, float step) {
  return static_cast<float>(static_cast<signed char>(byte)) * step;
}

}  // namespace

EightBitTable::EightBitTable(std::string_view bytes, Vector steps, std::size_t columns)
    : bytes_(bytes), steps_(std::move(steps)), columns_(columns) {}

void EightBitTable::add_row(std::size_t row, Vector& sum) const {
  const char* const bytes = bytes_.data() + row * columns_;
  const float step = steps_(static_cast<Eigen::Index>(row));
  float* const values = sum.data();
  for (std::size_t i = 0; i < columns_; ++i) values[i] += value_of(bytes[i], step);
}

float EightBitTable::at(std::size_t row, std::size_t column) const {
  return value_of(bytes_[row * columns_ + column], steps_(static_cast<Eigen::Index>(row)));
}

}  // namespace entente
