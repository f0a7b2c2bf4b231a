// FNV-1a of 32 bits (Fowler, Noll and Vo): the same on every machine and in every version.
#pragma once

#include <cstdint>
#include <string_view>

namespace entente {

constexpr std::uint32_t fnv1a_of_nothing = 2166136261U;

// Of what `hash` is of, with `bytes` behind it.
constexpr std::uint32_t fnv1a(std::uint32_t hash, std::string_view bytes) {
  for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 16777619U;
  return hash;
}

constexpr std::uint32_t fnv1a(std::string_view bytes) { return fnv1a(fnv1a_of_nothing, bytes); }

}  // namespace entente
