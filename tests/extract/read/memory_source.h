// Bytes from memory, a few at a time.
#pragma once

#include <algorithm>
#include <string>
#include <utility>

#include "extract/read/byte_stream.h"

namespace entente {

class MemorySource : public ByteSource {
 public:
  // Gives `at_once` bytes a read at most; damaged at the end if `damaged`.
  explicit MemorySource(std::string bytes, std::size_t at_once = 4096, bool damaged = false)
      : bytes_(std::move(bytes)), at_once_(at_once), damaged_(damaged) {}

  std::size_t read(std::span<char> buffer) override {
    const std::size_t count = std::min({buffer.size(), at_once_, bytes_.size() - position_});
    if (count == 0 && damaged_) throw DamagedInput("damaged");
    bytes_.copy(buffer.data(), count, position_);
    position_ += count;
    return count;
  }

 private:
  std::string bytes_;
  std::size_t at_once_;
  bool damaged_;
  std::size_t position_ = 0;
};

}  // namespace entente
