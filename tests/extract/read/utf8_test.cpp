#include "extract/read/utf8.h"

#include <gtest/gtest.h>
#include <string>

namespace entente {
namespace {

std::string encode(char32_t code_point) {
  const auto byte = [](char32_t value) { return static_cast<char>(value); };
  if (code_point < 0x80) return {byte(code_point)};
  const char last = byte(0x80 | (code_point & 0x3F));
  if (code_point < 0x800) return {byte(0xC0 | code_point >> 6), last};
  const char third = byte(0x80 | (code_point >> 6 & 0x3F));
  if (code_point < 0x10000) return {byte(0xE0 | code_point >> 12), third, last};
  return {byte(0xF0 | code_point >> 18), byte(0x80 | (code_point >> 12 & 0x3F)), third, last};
}

TEST(Utf8, EveryCodePointIsTakenAndEverySurrogateRefused) {
  for (char32_t code_point = 0; code_point <= 0x10FFFF; ++code_point) {
    const bool is_surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
    const auto broken = find_broken_utf8("ab" + encode(code_point) + "c");
    ASSERT_EQ(broken, is_surrogate ? std::optional<std::size_t>(2) : std::nullopt)
        << "U+" << std::hex << static_cast<std::uint32_t>(code_point);
  }
}

TEST(Utf8, TheOffsetIsThatOfTheFirstBrokenByte) {
  for (const std::string broken :
       {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC3", "\xC3(", "\xE0\x80\x80", "\xE0\x9F\xBF",
        "\xE2\x82", "\xE2(\xA1", "\xE2\x82(", "\xF0\x8F\xBF\xBF", "\xF0\x9F\x98", "\xF0\x9F\x98(",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFE", "\xFF", "\xF8\x88\x80\x80\x80"}) {
    EXPECT_EQ(find_broken_utf8("España" + broken), 7u);
    EXPECT_EQ(find_broken_utf8("España" + broken + "ñ"), 7u);
  }
}

TEST(Utf8, BytesThatAreNoneAreEncodedAndAllElseStays) {
  EXPECT_EQ(percent_encode_broken_utf8(""), "");
  EXPECT_EQ(percent_encode_broken_utf8("España 100 %"), "España 100 %");
  EXPECT_EQ(percent_encode_broken_utf8("Reuni\xF3n del a\xF1o, año"), "Reuni%F3n del a%F1o, año");
  EXPECT_EQ(percent_encode_broken_utf8("\xE2\x82 \x80\xFF"), "%E2%82 %80%FF");
}

}  // namespace
}  // namespace entente
