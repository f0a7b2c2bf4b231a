#include "extract/nlp/packed_table.h"

#include <cstdint>
#include <cstring>

namespace entente {

PackedTable::PackedTable(std::string_view bytes, std::size_t rows, std::size_t columns)
    : bytes_(bytes), rows_(rows), columns_(columns) {}

Matrix PackedTable::row(Eigen::Index index) const {
  Matrix values(1, columns());
  const std::size_t blocks = columns_ / block_values;
  const char* block = bytes_.data() + static_cast<std::size_t>(index) * blocks * block_bytes;
  float* value = values.data();
  for (std::size_t i = 0; i < blocks; ++i) {
    Eigen::half scale;
    std::memcpy(static_cast<void*>(&scale), block, sizeof(scale));
    const auto step = static_cast<float>(scale);
    for (std::size_t k = 0; k < block_values / 2; ++k) {
      const auto pair = static_cast<std::uint8_t>(block[sizeof(scale) + k]);
      value[k] = static_cast<float>((pair & 15) - 8) * step;
      value[k + block_values / 2] = static_cast<float>((pair >> 4) - 8) * step;
    }
    block += block_bytes;
    value += block_values;
  }
  return values;
}

}  // namespace entente
