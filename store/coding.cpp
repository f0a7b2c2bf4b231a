#include "store/coding.h"

#include <bit>
#include <cmath>
#include <optional>

namespace entente {
namespace {

constexpr std::uint64_t share_parts = 10000;
constexpr std::uint64_t share_is_double = share_parts + 1;

// The ten-thousandths that give `value` back exactly; nothing where there are none.
std::optional<std::uint64_t> parts_of(double value) {
  const double parts = std::round(value * static_cast<double>(share_parts));
  if (!(parts >= 0 && parts <= static_cast<double>(share_parts)) ||
      parts / static_cast<double>(share_parts) != value) {
    return {};
  }
  return static_cast<std::uint64_t>(parts);
}

}  // namespace

void Encoder::varint(std::uint64_t value) {
  while (value >= 0x80) {
    byte(static_cast<std::uint8_t>(value | 0x80));
    value >>= 7;
  }
  byte(static_cast<std::uint8_t>(value));
}

void Encoder::signed_varint(std::int64_t value) {
  const auto bits = static_cast<std::uint64_t>(value);
  varint(value < 0 ? ~(bits << 1) : bits << 1);
}

void Encoder::text(std::string_view value) {
  varint(value.size());
  bytes_ += value;
}

void Encoder::share(double value) {
  if (const auto parts = parts_of(value)) return varint(*parts);
  varint(share_is_double);
  auto bits = std::bit_cast<std::uint64_t>(value);
  for (int i = 0; i < 8; ++i, bits >>= 8) byte(static_cast<std::uint8_t>(bits));
}

void Decoder::throw_too_short() { throw DecodeError("the value ends too early"); }

std::uint64_t Decoder::long_varint() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    const std::uint64_t bits = byte();
    if (shift == 63 && bits > 1) break;
    if (shift > 0 && bits == 0) throw DecodeError("a number is longer than it need be");
    value |= (bits & 0x7F) << shift;
    if (bits < 0x80) return value;
  }
  throw DecodeError("a number is longer than 64 bits");
}

std::int64_t Decoder::signed_varint() {
  const std::uint64_t bits = varint();
  return static_cast<std::int64_t>((bits & 1) != 0 ? ~(bits >> 1) : bits >> 1);
}

std::string_view Decoder::text_view() {
  const std::uint64_t size = varint();
  if (size > rest_.size()) throw DecodeError("a text is longer than the value");
  const std::string_view value = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return value;
}

double Decoder::share() {
  const std::uint64_t parts = varint();
  if (parts <= share_parts) return static_cast<double>(parts) / static_cast<double>(share_parts);
  if (parts != share_is_double) throw DecodeError("a share is greater than 1");
  std::uint64_t bits = 0;
  for (unsigned i = 0; i < 64; i += 8) bits |= static_cast<std::uint64_t>(byte()) << i;
  const auto value = std::bit_cast<double>(bits);
  if (!(value >= 0.0 && value <= 1.0)) throw DecodeError("a share is not in [0, 1]");
  if (parts_of(value)) throw DecodeError("a share is longer than it need be");
  return value;
}

std::size_t Decoder::count() {
  const std::uint64_t count = varint();
  if (count > rest_.size()) throw DecodeError("a list is longer than the value");
  return count;
}

void Decoder::finish() const {
  if (!rest_.empty()) throw DecodeError("bytes are left over after the value");
}

}  // namespace entente
