#include "extract/partition.h"

#include <charconv>

namespace entente {
namespace {

constexpr std::uint64_t most_parts = 1'000'000;

std::uint64_t hash_of(std::string_view bytes) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211U;
  hash = (hash ^ (hash >> 33U)) * 0xff51afd7ed558ccdU;
  hash = (hash ^ (hash >> 33U)) * 0xc4ceb9fe1a85ec53U;
  return hash ^ (hash >> 33U);
}

std::optional<std::uint64_t> parse_count(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (value < 1 || value > most_parts) return std::nullopt;
  return value;
}

}  // namespace

bool Partition::has(std::string_view document) const {
  return hash_of(document) % count == number - 1;
}

std::optional<Partition> parse_partition(std::string_view text) {
  const auto slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto number = parse_count(text.substr(0, slash));
  const auto count = parse_count(text.substr(slash + 1));
  if (!number || !count || *number > *count) return std::nullopt;
  return Partition{.number = *number, .count = *count};
}

}  // namespace entente
