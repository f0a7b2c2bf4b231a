#include <gtest/gtest.h>

#include "archive.h"
#include "compressed.h"
#include "extract/limits.h"
#include "reading.h"
#include "temporary_folder.h"

namespace entente {
namespace {

Reading read_archive(const std::string& bytes, const std::string& name = "pages.warc") {
  const TemporaryFolder folder;
  return read_all({folder.write(name, bytes)});
}

std::string page(const std::string& name) {
  return to_warc({.url = "https://news.example/" + name, .block = http(article_page())});
}

using Events = std::vector<std::string>;

TEST(Warc, EachPageIsADocument) {
  const auto reading = read_archive(to_warc(
      {.block = http(article_page("<title>Talks</title><meta name=date content=2023-07-27>"))}));
  ASSERT_EQ(reading.documents.size(), 1u);
  const Document& document = reading.documents[0];
  EXPECT_EQ(document.id, "https://news.example/a");
  EXPECT_EQ(document.date, "2023-07-27");
  EXPECT_EQ(document.title, "Talks");
  EXPECT_EQ(document.source, "news.example");
  EXPECT_EQ(document.text, paragraph());
  EXPECT_EQ(document.line, 1u);
}

TEST(Warc, MayHaveAGzipMemberARecordOrBeZstandard) {
  const Events both{"ok https://news.example/a", "ok https://news.example/b"};
  EXPECT_EQ(read_archive(gzip(page("a")) + gzip(page("b")), "pages.warc.gz").events, both);
  EXPECT_EQ(read_archive(gzip(page("a") + page("b")), "pages.warc.gz").events, both);
  EXPECT_EQ(read_archive(zstandard(page("a")) + zstandard(page("b")), "pages.warc.zst").events,
            both);
}

TEST(Warc, IsKnownToBeCompressedWhateverItsName) {
  const Events one{"ok https://news.example/a"};
  EXPECT_EQ(read_archive(gzip(page("a"))).events, one);
  EXPECT_EQ(read_archive(zstandard(page("a")), "pages.warc.gz").events, one);
}

TEST(Warc, BytesOfAnAddressThatAreNotUtf8ArePercentEncoded) {
  EXPECT_EQ(read_archive(page("reuni\xF3n/año")).events,
            Events{"ok https://news.example/reuni%F3n/año"});
}

TEST(Warc, WhatIsNoPageIsPassedOverSilently) {
  const std::string html = article_page();
  const std::string archive =
      to_warc({.type = "warcinfo", .url = "", .block = "software: a crawler\r\n"}) +
      to_warc({.type = "request", .block = "GET /a HTTP/1.1\r\n\r\n"}) +
      to_warc({.type = "metadata", .block = "fetchTimeMs: 12\r\n"}) +
      to_warc({.type = "revisit", .block = "HTTP/1.1 200 OK\r\n\r\n"}) +
      to_warc({.url = "dns:news.example", .block = "news.example. 60 IN A 192.0.2.1"}) +
      to_warc({.block = http(html, "", "404 Not Found")}) +
      to_warc({.block = http(html, "Location: /b\r\n", "301 Moved Permanently")}) +
      to_warc({.block = http("{}", "", "200 OK", "application/json")}) +
      to_warc({.block = http(std::string(200'000, '\0'), "", "200 OK", "image/png")}) + page("z");
  const auto reading = read_archive(archive);
  EXPECT_EQ(reading.events, Events{"ok https://news.example/z"});
  EXPECT_EQ(reading.documents.at(0).line, 10u);
}

TEST(Warc, PagesOfNoUseAreNamedWithTheirRecord) {
  const auto events = read_archive(to_warc({.block = http("<p>Not much.</p>")}) +
                                   to_warc({.block = http("x", "Content-Encoding: compress\r\n")}) +
                                   to_warc({.block = "<html>"}) + page("z"))
                          .events;
  EXPECT_EQ(events,
            (Events{"1: the page \"https://news.example/a\" has no text of an article",
                    "2: the page \"https://news.example/a\" cannot be read: the "
                    "Content-Encoding \"compress\" of the response is not known; gzip, deflate, br "
                    "and zstd are",
                    "3: the page \"https://news.example/a\" cannot be read: the response has "
                    "no status line of HTTP",
                    "ok https://news.example/z"}));
}

TEST(Warc, ALyingLengthCostsTheRecordsItHidesAndNoMore) {
  const std::string lost =
      ": what lies behind the record is none: its Content-Length is wrong, or the file is damaged; "
      "all "
      "up to the next record is lost";
  const std::string block = http(article_page());
  const auto too_short = to_warc({.type = "metadata", .block = block, .content_length = "3"});
  EXPECT_EQ(read_archive(too_short + page("y") + page("z")).events,
            (Events{"1" + lost, "ok https://news.example/y", "ok https://news.example/z"}));
  const auto too_long = to_warc(
      {.type = "metadata", .block = block, .content_length = std::to_string(block.size() + 20)});
  EXPECT_EQ(read_archive(too_long + page("y") + page("z")).events,
            (Events{"1" + lost, "ok https://news.example/z"}));
  for (const char* length : {"", " ", "-1", "many", "99999999999999999999999"}) {
    const auto record = "WARC/1.0\r\nContent-Length: " + std::string(length) + "\r\n\r\nx\r\n\r\n";
    const auto reading = read_archive(record + page("z"));
    ASSERT_EQ(reading.events.size(), 2u) << length;
    EXPECT_NE(reading.events[0].find("is no number"), std::string::npos) << reading.events[0];
    EXPECT_EQ(reading.events[1], "ok https://news.example/z");
  }
}

TEST(Warc, WhatIsCutOffIsNamedAndWhatWasBeforeIsRead) {
  const std::string whole = page("a") + page("b");
  const auto cut = [&](std::size_t bytes) {
    return read_archive(whole.substr(0, page("a").size() + bytes)).events;
  };
  EXPECT_EQ(cut(200 + 40), (Events{"ok https://news.example/a",
                                   "2: the record is cut off: the file ends in its middle"}));
  EXPECT_EQ(cut(30),
            (Events{"ok https://news.example/a", "2: the header of the record is cut off"}));
  const std::string packed = gzip(page("b"));
  const auto events =
      read_archive(gzip(page("a")) + packed.substr(0, packed.size() / 2), "pages.warc.gz").events;
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[0], "ok https://news.example/a");
  EXPECT_NE(events[1].find("the gzip data is truncated"), std::string::npos) << events[1];
}

TEST(Warc, AFileThatIsNoneIsNamedOnce) {
  EXPECT_EQ(read_archive("<html>\n<p>\n").events,
            Events{"0: the file does not begin with a record of WARC"});
  EXPECT_EQ(read_archive("").events, Events{"0: the input is empty"});
}

TEST(Warc, LongLinesAndPagesAreBeyondTheLimits) {
  const std::string line(100u << 20, 'x');
  EXPECT_EQ(read_archive("WARC/1.0\r\nA: " + line + "\r\n\r\n" + page("z")).events,
            (Events{"1: the header of the record is longer than the limit of 65536 bytes",
                    "ok https://news.example/z"}));
  EXPECT_EQ(read_archive(to_warc({.block = http(line)}) + page("z")).events,
            (Events{"1: the page \"https://news.example/a\" is longer than the limit of " +
                        std::to_string(limits::page_bytes) + " bytes",
                    "ok https://news.example/z"}));
}

TEST(Html, IsOnePageAFile) {
  const TemporaryFolder folder;
  folder.write("b/2023-07-27-talks.html", article_page());
  folder.write("c.htm", article_page("<link rel=canonical href=https://news.example/c>"));
  folder.write("d.html.gz", gzip(article_page()));
  folder.write("e.html", "<p>Not much.</p>");
  const auto reading = read_all({folder.path()});
  EXPECT_EQ(reading.events, (Events{"ok b/2023-07-27-talks", "ok https://news.example/c", "ok d",
                                    "0: the page has no text of an article"}));
  EXPECT_EQ(reading.documents.at(0).date, "2023-07-27");
}

TEST(Html, BeyondTheLimitIsNamed) {
  const TemporaryFolder folder;
  const auto reading = read_all({folder.write("a.html", std::string(100u << 20, 'x'))});
  EXPECT_EQ(reading.events, Events{"0: the page is longer than the limit of " +
                                   std::to_string(limits::page_bytes) + " bytes"});
}

}  // namespace
}  // namespace entente
