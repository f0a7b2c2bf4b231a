// A table of vectors that are looked up one by one, packed in 4 bits a value.
//
// How it works: each 32 values of a row are a half-precision scale and 32 numbers from 0 to 15, two
// in a byte, the first 16 in the low halves; a value is (number - 8) × scale (the layout Q4_0 of
// GGML). A row is unpacked when it is asked for, so that a table of a hundred thousand words takes
// megabytes instead of hundreds. Const after construction; threads may share it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "extract/nlp/matrix.h"

namespace entente {

class PackedTable {
 public:
  static constexpr std::size_t block_values = 32;
  static constexpr std::size_t block_bytes = 2 + block_values / 2;

  PackedTable() = default;

  // `bytes` are the blocks, row by row; `columns` MUST be a multiple of block_values, and `bytes`
  // as long as that asks for.
  PackedTable(std::string_view bytes, std::size_t rows, std::size_t columns);

  Eigen::Index rows() const { return static_cast<Eigen::Index>(rows_); }
  Eigen::Index columns() const { return static_cast<Eigen::Index>(columns_); }

  // A row as a matrix of one row.
  Matrix row(Eigen::Index index) const;

 private:
  std::string bytes_;
  std::size_t rows_ = 0;
  std::size_t columns_ = 0;
};

}  // namespace entente
