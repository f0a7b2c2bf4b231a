#include "extract/read/http_response.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include "archive.h"
#include "compressed.h"
#include "extract/read/html_encoding.h"
#include "extract/read/utf8.h"

namespace entente {
namespace {

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

TEST(HttpBody, ThatTheCrawlerUnpackedIsTakenAsItStands) {
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
  EXPECT_EQ(reason_of(http("x", "Content-Encoding: br\r\n")),
            "the Content-Encoding \"br\" of the response is not known; gzip and deflate are");
}

TEST(HttpBody, ABombIsNotUnpacked) {
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
