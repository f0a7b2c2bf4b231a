#include "store/coding.h"

#include <bit>
#include <gtest/gtest.h>
#include <limits>

namespace entente {
namespace {

TEST(Coding, NumbersComeBack) {
  for (const std::uint64_t value :
       {std::uint64_t{0}, std::uint64_t{127}, std::uint64_t{128}, std::uint64_t{300},
        std::numeric_limits<std::uint64_t>::max()}) {
    Encoder encoder;
    encoder.varint(value);
    EXPECT_EQ(Decoder(encoder.bytes()).varint(), value);
  }
  for (const std::int64_t value :
       {std::int64_t{0}, std::int64_t{-1}, std::int64_t{64},
        std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()}) {
    Encoder encoder;
    encoder.signed_varint(value);
    EXPECT_EQ(Decoder(encoder.bytes()).signed_varint(), value);
  }
}

TEST(Coding, SharesComeBackExactlyAndUsuallyShort) {
  for (const double value : {0.0, 1.0, 0.5, 0.93, 0.0001, 1.0 / 3.0, 0.123456789}) {
    Encoder encoder;
    encoder.share(value);
    EXPECT_EQ(Decoder(encoder.bytes()).share(), value);
  }
  Encoder encoder;
  encoder.share(0.93);
  EXPECT_EQ(encoder.bytes().size(), 2u);
}

TEST(Coding, BrokenBytesAreRefused) {
  EXPECT_THROW(Decoder("").byte(), DecodeError);
  EXPECT_THROW(Decoder("\x80").varint(), DecodeError);
  EXPECT_THROW(Decoder(std::string(10, '\xFF')).varint(), DecodeError);
  EXPECT_THROW(Decoder("\x05"
                       "abc")
                   .text(),
               DecodeError);
  EXPECT_THROW(Decoder("\x05"
                       "abc")
                   .count(),
               DecodeError);
  EXPECT_THROW(Decoder("a").finish(), DecodeError);
  Encoder greater;
  greater.share(2.0);
  EXPECT_THROW(Decoder(greater.bytes()).share(), DecodeError);
  Encoder no_share;
  no_share.varint(10002);
  EXPECT_THROW(Decoder(no_share.bytes()).share(), DecodeError);
}

TEST(Coding, ANumberHasOneWriting) {
  EXPECT_THROW(Decoder(std::string_view("\x80\x00", 2)).varint(), DecodeError);
  EXPECT_THROW(Decoder(std::string_view("\xff\x80\x00", 3)).varint(), DecodeError);
  EXPECT_EQ(Decoder(std::string_view("\x00", 1)).varint(), 0u);
  for (const double value : {0.5, 0.0, -0.0, 1.0}) {  // ten-thousandths would do
    Encoder encoder;
    encoder.varint(10001);
    auto bits = std::bit_cast<std::uint64_t>(value);
    for (int i = 0; i < 8; ++i, bits >>= 8) encoder.byte(static_cast<std::uint8_t>(bits));
    EXPECT_THROW(Decoder(encoder.bytes()).share(), DecodeError) << value;
  }
}

}  // namespace
}  // namespace entente
