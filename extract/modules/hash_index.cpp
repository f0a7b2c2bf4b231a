#include "extract/modules/hash_index.h"

#include <algorithm>
#include <utility>

namespace entente {
namespace {

constexpr unsigned first_bits = 16;

std::size_t first_of(std::uint32_t hash) { return hash >> (32 - first_bits); }

}  // namespace

HashIndex::HashIndex(std::vector<std::uint32_t> ascending)
    : hashes_(std::move(ascending)), begins_((std::size_t{1} << first_bits) + 1) {
  for (const std::uint32_t hash : hashes_) ++begins_[first_of(hash) + 1];
  for (std::size_t i = 1; i < begins_.size(); ++i) begins_[i] += begins_[i - 1];
}

std::optional<std::size_t> HashIndex::find(std::uint32_t hash) const {
  const auto begin = hashes_.begin() + begins_[first_of(hash)];
  const auto end = hashes_.begin() + begins_[first_of(hash) + 1];
  const auto found = std::lower_bound(begin, end, hash);
  if (found == end || *found != hash) return std::nullopt;
  return static_cast<std::size_t>(found - hashes_.begin());
}

}  // namespace entente
