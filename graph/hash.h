// Hashes of texts and numbers: the same on every machine and in every version.
#pragma once

#include <cstdint>
#include <string_view>

namespace entente {

// FNV-1a of 64 bits.
constexpr std::uint64_t hash_of(std::string_view text) {
  std::uint64_t value = 14695981039346656037ull;
  for (const char c : text) value = (value ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  return value;
}

// Well-mixed bits from a number: SplitMix64 (Steele, Lea and Flood 2014), whose state goes on by
// `mixed_bits_step` for each number of a sequence.
constexpr std::uint64_t mixed_bits_step = 0x9E3779B97F4A7C15ull;
constexpr std::uint64_t mixed_bits(std::uint64_t value) {
  value += mixed_bits_step;
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ull;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBull;
  return value ^ (value >> 31);
}

}  // namespace entente
