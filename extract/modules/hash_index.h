// Where each of many hashes stands in their ascending order.
//
// How it works: hashes are spread evenly, so the first bits of one tell nearly where it stands;
// only the few that begin like it are compared. A binary search among half a million waits for
// memory a dozen times, this one twice. Const after construction; threads may share it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace entente {

class HashIndex {
 public:
  HashIndex() : HashIndex(std::vector<std::uint32_t>{}) {}

  // `ascending` MUST be so, each hash once.
  explicit HashIndex(std::vector<std::uint32_t> ascending);

  // The place of a hash, counted from 0; nothing where it is not among them.
  std::optional<std::size_t> find(std::uint32_t hash) const;

 private:
  std::vector<std::uint32_t> hashes_;
  std::vector<std::uint32_t> begins_;  // by first bits: the place of the first hash with these
};

}  // namespace entente
