// The bytes of stored values: little pieces from which values.h puts its layouts together.
//
//   varint   an unsigned integer, seven bits a byte, the least significant first; the high bit says
//            that another byte follows (LEB128, at most ten bytes)
//   signed   an integer n as the varint of 2n, or of −2n − 1 where it is negative (zigzag)
//   text     a varint, the length in bytes, and the bytes
//   share    a number in [0, 1]: the varint of its ten-thousandths where these give it back
//   exactly,
//            else the varint 10001 and the eight bytes of the double, least significant first
//
// A value has one writing: reading refuses a number that is longer than it need be. It never trusts
// the bytes: whatever does not fit throws DecodeError.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "extract/error.h"

namespace entente {

// Bytes that are not the value they should be. Who knows the column family and the key turns it
// into an Error that names them.
class DecodeError : public Error {
 public:
  using Error::Error;
};

class Encoder {
 public:
  void byte(std::uint8_t value) { bytes_ += static_cast<char>(value); }
  void varint(std::uint64_t value);
  void signed_varint(std::int64_t value);
  void text(std::string_view value);
  void share(double value);

  const std::string& bytes() const { return bytes_; }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

class Decoder {
 public:
  // `bytes` MUST outlive the decoder.
  explicit Decoder(std::string_view bytes) : rest_(bytes) {}

  std::uint8_t byte() {
    if (rest_.empty()) throw_too_short();
    const auto value = static_cast<std::uint8_t>(rest_.front());
    rest_.remove_prefix(1);
    return value;
  }
  // Most numbers take one byte: these cost no call.
  std::uint64_t varint() {
    if (rest_.empty() || static_cast<std::uint8_t>(rest_.front()) >= 0x80) return long_varint();
    return byte();
  }
  std::int64_t signed_varint();
  std::string text() { return std::string(text_view()); }
  void text(std::string& value) { value.assign(text_view()); }  // into its memory
  std::string_view text_view();                                 // in the bytes that were given
  double share();

  // The number of elements of a list; DecodeError where the rest cannot hold as many, so that
  // broken bytes never make a reader reserve what it does not need. Elements take one byte at
  // least.
  std::size_t count();

  // DecodeError where bytes are left over.
  void finish() const;

 private:
  [[noreturn]] static void throw_too_short();
  std::uint64_t long_varint();

  std::string_view rest_;
};

}  // namespace entente
