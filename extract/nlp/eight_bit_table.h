// A table of vectors that are looked up one by one and added up, in 8 bits a value.
//
// How it works: a value is a whole number from -127 to 127 times the step of its row. A row is
// unpacked when it is added, so that a table of half a million rows takes a quarter of the memory
// of floats, and little of it has to be fetched for a row. Const after construction; threads may
// share it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "extract/nlp/matrix.h"

namespace entente {

class EightBitTable {
 public:
  EightBitTable() = default;

  // `bytes` are the whole numbers, row by row, `columns` of them for each of `steps`.
  EightBitTable(std::string_view bytes, Vector steps, std::size_t columns);

  // sum += the row; `sum` MUST have as many values as there are columns.
  void add_row(std::size_t row, Vector& sum) const;

  float at(std::size_t row, std::size_t column) const;

 private:
  std::string bytes_;
  Vector steps_;
  std::size_t columns_ = 0;
};

}  // namespace entente
