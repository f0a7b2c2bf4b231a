// How much memory a store gets that many documents are put into at once.
#pragma once

#include <cstddef>

namespace entente {

// In bytes. Half of it holds what is put in one step: the more that is, the less is written twice.
constexpr std::size_t bulk_memory = std::size_t{192} << 20;

}  // namespace entente
