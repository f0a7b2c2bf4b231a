// Numbers for texts: each new one gets the next, from 0.
//
// A table of hashes without a chain for each: of millions of questions nearly all are answered by
// one look at it and one at the text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

class TextNumbers {
 public:
  std::uint32_t number_of(std::string_view text);

  // By number; their places in memory stay.
  const std::deque<std::string>& texts() const { return texts_; }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t next_number = 0;  // that of its text and one more; 0 where it is empty
  };

  // The one that holds the text, or the empty one where it belongs.
  Slot& slot_of(std::string_view text, std::uint32_t hash);
  void grow();

  std::vector<Slot> slots_ = std::vector<Slot>(64);  // a power of two, at least half of them empty
  std::deque<std::string> texts_;
};

}  // namespace entente
