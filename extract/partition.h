// One of the parts that a corpus is worked on in, say by as many machines: each takes the documents
// whose ids fall to it, in whatever order or file they come.
//
// Which part a document is in follows from the bytes of its id alone (FNV-1a of 64 bits, mixed by
// the end of MurmurHash3), the same on every machine and in every version.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace entente {

struct Partition {
  std::uint64_t number = 1;  // from 1 to `count`
  std::uint64_t count = 1;

  bool has(std::string_view document) const;
};

// What is written "2/5", the second of five; nothing for any other text, for a part beyond the
// last, and beyond a million parts.
std::optional<Partition> parse_partition(std::string_view text);

}  // namespace entente
