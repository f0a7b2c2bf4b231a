#include "extract/read/http_response.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <zlib.h>

#include "archive.h"
#include "compressed.h"
#include "extract/read/html_encoding.h"
#include "extract/read/utf8.h"

namespace entente {
namespace {

using namespace std::string_literals;
using ::testing::StartsWith;

constexpr std::size_t most = 1'000'000;

std::string body_of(const std::string& response) {
  const HttpHeader header = parse_http_header(response);
  return decode_http_body(std::string_view(response).substr(header.bytes), header, most);
}

std::string reason_of(const std::string& response) {
  try {
    body_of(response);
  } catch (const BrokenResponse& broken) {
    return broken.what();
  }
  return "none";
}

const std::string chunked = "Transfer-Encoding: chunked\r\n";

std::string deflated(const std::string& plain) {
  std::string stored(compressBound(plain.size()), '\0');
  uLongf size = stored.size();
  compress(reinterpret_cast<Bytef*>(stored.data()), &size,
           reinterpret_cast<const Bytef*>(plain.data()), plain.size());
  stored.resize(size);
  return stored;
}

TEST(HttpHeader, TellsStatusAndType) {
  const HttpHeader header =
      parse_http_header(http("x", "", "404 Not Found", "Text/HTML; Charset=\"ISO-8859-1\""));
  EXPECT_EQ(header.status, 404);
  EXPECT_EQ(header.media_type, "text/html");
  EXPECT_EQ(header.charset, "iso-8859-1");
  EXPECT_EQ(parse_http_header("HTTP/2 200\n\n").status, 200);
}

TEST(HttpHeader, WithoutStatusOrEndIsBroken) {
  EXPECT_EQ(reason_of("<html>"), "the response has no status line of HTTP");
  EXPECT_EQ(reason_of("<html>\n\n"), "the response has no status line of HTTP");
  EXPECT_EQ(reason_of("HTTP/1.1 OK\r\n\r\n"), "the response has no status line of HTTP");
  EXPECT_EQ(reason_of("HTTP/1.1 200 OK\r\nA: b\r\n"), "the header of the response has no end");
}

TEST(HttpBody, IsPutTogetherOfItsChunks) {
  EXPECT_EQ(body_of(http("4\r\nnews\r\n5;x=y\r\n here\r\n0\r\n\r\n", chunked)), "news here");
}

TEST(HttpBody, IsUnpacked) {
  EXPECT_EQ(body_of(http(gzip("news"), "Content-Encoding: gzip\r\n")), "news");
  EXPECT_EQ(body_of(http(gzip("news ") + gzip("here"), "Content-Encoding: x-gzip\r\n")),
            "news here");
  EXPECT_EQ(body_of(http(deflated("news"), "Content-Encoding: deflate\r\n")), "news");
  const std::string raw = deflated("news").substr(2);  // as some servers send it
  EXPECT_EQ(body_of(http(raw, "Content-Encoding: deflate\r\n")), "news");
}

// As the brotli tool (1.0.9) packs "Kim met Shoigu. Kim met Shoigu again."
const std::string brotli =
    "\x1B\x24\x00\xF8\x45\x27\x47\x7A\xA0\x93\x84\x01\xB7\x3A\x7C\x49\xA5\x22\x8B\x28"
    "\x55\x03\x98\xB1\x84\x0C\xD7\x21\x67\xD5\x4F\x08\x11"s;

// Likewise 50,000,000 letters.
const std::string brotli_bomb =
    "\xCB\xFF\xFF\x3F\x00\x24\xC2\xE2\xB1\x40\x72\xEF\xFF\xF8\xFF\xFF\x07\x80\x04\x40"
    "\x1C\x16\x80\xEE\xFD\x1F\xFF\xFF\xFF\x00\x90\x00\x88\xC3\x02\xD0\xBD\xFF\xE3\xFF"
    "\xFF\x1F\x00\x12\x00\x71\x58\x00\xBA\xF7\x7F\xFC\xFF\xFF\x03\x40\x02\x20\x0E\x0B"
    "\x40\xF7\xFE\x2F\xFF\xE0\xF5\x00\x48\x00\xC4\x61\x01\xE8\xA0\xEB\x01"s;

TEST(HttpBody, IsUnpackedFromBrotliAndZstandard) {
  EXPECT_EQ(body_of(http(brotli, "Content-Encoding: br\r\n")),
            "Kim met Shoigu. Kim met Shoigu again.");
  EXPECT_EQ(body_of(http(zstandard("news"), "Content-Encoding: zstd\r\n")), "news");
}

TEST(HttpBody, ThatTheCrawlerUnpackedIsTakenAsItStands) {
  EXPECT_EQ(body_of(http("\n <p>news</p>", "Content-Encoding: br\r\n")), "\n <p>news</p>");
  EXPECT_EQ(body_of(http("\xEF\xBB\xBF<p>news</p>", "Content-Encoding: br\r\n")),
            "\xEF\xBB\xBF<p>news</p>");
  EXPECT_EQ(body_of(http("<p>news</p>", "Content-Encoding: zstd\r\n")), "<p>news</p>");
  EXPECT_EQ(body_of(http("<p>news\n</p>", chunked + "Content-Encoding: gzip\r\n")),
            "<p>news\n</p>");
}

TEST(HttpBody, ThatIsBrokenIsNamed) {
  std::string text(1000, 'a');
  text.push_back('b');
  const std::string packed = gzip(text);
  const std::string encoding = "Content-Encoding: gzip\r\n";
  EXPECT_EQ(reason_of(http(packed.substr(0, packed.size() - 9), encoding)),
            "the compressed body of the response is cut off");
  EXPECT_EQ(
      reason_of(http(packed.substr(0, 12) + "\xFF\xFF\xFF\xFF" + packed.substr(16), encoding)),
      "the compressed body of the response is broken");
  EXPECT_EQ(reason_of(http("4\r\nnews\r\nff\r\nhere", chunked)),
            "the chunks of the response are cut off");
  EXPECT_EQ(reason_of(http("4\r\nnews\r\nzz\r\n", chunked)),
            "the chunks of the response are broken");
  for (const std::string& broken :
       {brotli.substr(0, brotli.size() - 3), std::string("news"), std::string()}) {
    EXPECT_EQ(reason_of(http(broken, "Content-Encoding: br\r\n")),
              "the compressed body of the response is broken or cut off");
  }
  const std::string frame = zstandard(text);
  EXPECT_THAT(
      reason_of(http(frame.substr(0, frame.size() - 6), "Content-Encoding: zstd\r\n")),
      StartsWith("the compressed body of the response is damaged: the zstd data is truncated"));
  EXPECT_EQ(reason_of(http("x", "Content-Encoding: compress\r\n")),
            "the Content-Encoding \"compress\" of the response is not known; gzip, deflate, br and "
            "zstd are");
}

TEST(HttpBody, ABombIsNotUnpacked) {
  for (const auto& [encoding, bomb] : std::map<std::string, std::string>{
           {"br", brotli_bomb}, {"zstd", zstandard(std::string(50'000'000, 'a'))}}) {
    EXPECT_EQ(reason_of(http(bomb, "Content-Encoding: " + encoding + "\r\n")),
              "the page is longer than the limit of 1000000 bytes");
  }
  EXPECT_EQ(reason_of(http(gzip(std::string(50'000'000, 'a')), "Content-Encoding: gzip\r\n")),
            "the page is longer than the limit of 1000000 bytes");
}

TEST(HtmlEncoding, IsWhatTheBytesAreElseWhatIsSaid) {
  EXPECT_EQ(decode_html("se\u00F1or", "iso-8859-1"), "se\u00F1or");           // well-formed UTF-8
  EXPECT_EQ(decode_html("se\xF1or \x93so\x94", "ISO-8859-1"), "señor “so”");  // as browsers read it
  EXPECT_EQ(decode_html("<meta charset=windows-1251>\xCC\xE8\xF0", ""),
            "<meta charset=windows-1251>Мир");
  EXPECT_EQ(
      decode_html("<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>\xED\xC9\xD2",
                  "")
          .substr(66),
      "Мир");
  EXPECT_EQ(decode_html("<meta charset=koi8-r>\xCC\xE8\xF0", "windows-1251").substr(21), "Мир");
  EXPECT_EQ(decode_html("se\xF1or", ""), "señor");
  EXPECT_EQ(decode_html("se\xF1or", "no-such-charset"), "señor");
}

TEST(HtmlEncoding, AByteOrderMarkDecides) {
  EXPECT_EQ(decode_html("\xEF\xBB\xBFnews", "windows-1251"), "news");
  EXPECT_EQ(decode_html(std::string("\xFF\xFE\xF1\0a\0", 6), ""), "ña");
  EXPECT_EQ(decode_html(std::string("\xFE\xFF\0\xF1\0a", 6), ""), "ña");
}

TEST(HtmlEncoding, WhatIsBrokenIsReplaced) {
  EXPECT_EQ(decode_html("a\xC3(b", "utf-8"), "a\uFFFD(b");
  EXPECT_EQ(decode_html(std::string("a\0b", 3), ""), "a\uFFFDb");
  for (const char* charset :
       {"utf-8", "", "shift_jis", "gb18030", "utf-16le", "utf-7", "iso-2022-jp"}) {
    EXPECT_FALSE(find_broken_utf8(decode_html("\x80\xFE\xFF\xC0\x1B$B\xED\xA0\x80", charset)))
        << charset;
  }
}

}  // namespace
}  // namespace entente
