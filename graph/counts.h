// Counts by key.
#pragma once

#include <cstdint>
#include <map>

namespace entente {

// The first key of the highest count, or a default one where there is none.
template <typename Key, typename Order>
Key most_frequent(const std::map<Key, std::int64_t, Order>& counts, Key otherwise) {
  std::int64_t most = 0;
  for (const auto& [key, count] : counts) {
    if (count > most) {
      most = count;
      otherwise = key;
    }
  }
  return otherwise;
}

}  // namespace entente
