#include "extract/read/web_page.h"

#include <gtest/gtest.h>

#include "archive.h"
#include "extract/limits.h"
#include "extract/read/main_text.h"
#include "extract/read/page_metadata.h"

namespace entente {
namespace {

Document read(const std::string& html, const std::string& url = "https://news.example/a",
              const std::string& crawl_date = "") {
  return read_web_page({html, "utf-8", url, crawl_date});
}

Document read_head(const std::string& head) { return read(article_page(head)); }

std::string text_of(const std::string& body) { return read("<body>" + body + "</body>").text; }

std::string date_of(const std::string& head) { return read_head(head).date; }

std::string linked(const std::string& json) {
  return "<script type=\"application/ld+json\">" + json + "</script>";
}

// --- the text ---

TEST(MainText, ParagraphsAreSeparatedByABlankLine) {
  EXPECT_EQ(text_of("<div><p>" + paragraph("First they") + "</p>\n<p>" + paragraph("Then they") +
                    "</p></div>"),
            paragraph("First they") + "\n\n" + paragraph("Then they"));
}

TEST(MainText, TwoBreaksOfLineMakeAParagraphAndOneALine) {
  EXPECT_EQ(text_of("<div>" + paragraph("One") + "<br>" + paragraph("Two") + "<br>\n<br/>" +
                    paragraph("Three") + "</div>"),
            paragraph("One") + "\n" + paragraph("Two") + "\n\n" + paragraph("Three"));
}

TEST(MainText, SpaceIsOneWhateverItIsAndEntitiesAreLetters) {
  EXPECT_EQ(text_of("<p>Se&ntilde;or\n\t P&eacute;rez&nbsp;&#8220;said&#x201D; "
                    "<b>much</b><i>more</i> &amp; " +
                    paragraph() + "</p>"),
            "Señor Pérez “said” muchmore & " + paragraph());
}

TEST(MainText, TheHeadlineIsTheTitleAndNotText) {
  const Document document = read(
      "<head><title>Ministers meet</title></head><body><article>"
      "<h1>Ministers meet</h1><p>" +
      paragraph() + "</p></article></body>");
  EXPECT_EQ(document.title, "Ministers meet");
  EXPECT_EQ(document.text, paragraph());
}

TEST(MainText, HeadingsBetweenParagraphsStay) {
  const std::string text =
      text_of("<div><p>" + paragraph("First they") + "</p><h2>What comes of it</h2><p>" +
              paragraph("Then they") + "</p></div>");
  EXPECT_EQ(text, paragraph("First they") + "\n\nWhat comes of it\n\n" + paragraph("Then they"));
}

TEST(MainText, AStandfirstBetweenHeadlineAndArticleIsText) {
  EXPECT_EQ(
      text_of("<h1>Ministers meet</h1><div class=intro><p>" + paragraph("Soon the ministers") +
              "</p></div><div><div><p>" + paragraph("First they") + "</p><p>" +
              paragraph("Then they") + "</p></div></div>"),
      paragraph("Soon the ministers") + "\n\n" + paragraph("First they") + "\n\n" +
          paragraph("Then they"));
}

class BesideTheArticle : public testing::TestWithParam<std::string> {};

TEST_P(BesideTheArticle, IsLeftOut) {
  const std::string article = "<article><p>" + paragraph("First they") + "</p><p>" +
                              paragraph("Then they") + "</p><p>" + paragraph("Last they") + "</p>";
  const std::string text = text_of(article + GetParam() + "</article>");
  EXPECT_EQ(text.find("BESIDE"), std::string::npos) << text;
  EXPECT_NE(text.find("Last they"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(
    MainText, BesideTheArticle,
    testing::Values("<nav><p>" + paragraph("BESIDE") + "</p></nav>",
                    "<aside><p>" + paragraph("BESIDE") + "</p></aside>",
                    "<footer><p>" + paragraph("BESIDE") + "</p></footer>",
                    "<figure><figcaption>" + paragraph("BESIDE") + "</figcaption></figure>",
                    "<div class='post-comments'><p>" + paragraph("BESIDE") + "</p></div>",
                    "<div id=newsletter><p>" + paragraph("BESIDE") + "</p></div>",
                    "<div role=navigation><p>" + paragraph("BESIDE") + "</p></div>",
                    "<div hidden><p>" + paragraph("BESIDE") + "</p></div>",
                    "<p style='display: none'>" + paragraph("BESIDE") + "</p>",
                    "<script>var text = '" + paragraph("BESIDE") + "';</script>",
                    "<noscript><p>" + paragraph("BESIDE") + "</p></noscript>",
                    "<!-- <p>" + paragraph("BESIDE") + "</p> -->",
                    "<p><a href=/b>" + paragraph("BESIDE") + "</a></p>"));

TEST(MainText, ANameThatWouldTakeMostOfThePageIsNotBelieved) {
  EXPECT_EQ(text_of("<form id=main class=has-sidebar><p>" + paragraph("First they") + "</p><p>" +
                    paragraph("Then they") + "</p></form>"),
            paragraph("First they") + "\n\n" + paragraph("Then they"));
}

TEST(MainText, CommentsAreLeftOutHoweverLong) {
  std::string comments;
  for (int i = 0; i < 20; ++i) comments += "<p>" + paragraph("BESIDE") + "</p>";
  EXPECT_EQ(text_of("<h1>Ministers meet</h1><div><p>" + paragraph("First they") +
                    "</p></div><section id=comments>" + comments + "</section>"),
            paragraph("First they"));
}

TEST(MainText, BylinesAtTheFrontAreLeftOut) {
  EXPECT_EQ(
      text_of("<div><p>By A. Smith, News</p><p>Updated 10:15</p><p>" + paragraph() + "</p></div>"),
      paragraph());
}

TEST(MainText, APageOfLinksHasNone) {
  std::string teasers;
  for (int i = 0; i < 50; ++i) teasers += "<li><a href=/b>" + paragraph() + "</a></li>";
  EXPECT_THROW(text_of("<ul>" + teasers + "</ul>"), UnusablePage);
  EXPECT_THROW(read(""), UnusablePage);
  EXPECT_THROW(text_of("<p>Not found.</p>"), UnusablePage);
}

TEST(MainText, IsThatOfJsonLdWhereAScriptWouldShowIt) {
  const std::string body = paragraph("First they") + " " + paragraph("Then they");
  const std::string head = linked(R"({"@type":"NewsArticle","articleBody":")" + body + "\"}");
  EXPECT_EQ(read("<head>" + head + "</head><body><p>Loading…</p></body>").text, body);
  // Paragraphs are worth more than the same text in one piece.
  EXPECT_EQ(read(article_page(head, paragraph("First they") + "<p>" + paragraph("Then they"))).text,
            paragraph("First they") + "\n\n" + paragraph("Then they"));
}

// --- what a page says of itself ---

TEST(PageDate, IsTheFirstOfWhatSaysItMostSurely) {
  const std::string json =
      linked(R"({"@type":"NewsArticle","datePublished":"2023-07-21T23:30:00+09:00"})");
  const std::string open_graph =
      R"(<meta property="article:published_time" content="2023-07-22T08:00:00Z">)";
  const std::string meta = R"(<meta name="DC.date.issued" content="2023-07-23">)";
  const std::string times =
      "<time datetime=2023-07-25>25 July</time>"
      "<time itemprop=datePublished datetime=2023-07-24>24 July</time>";
  const auto date = [&](const std::string& head, const std::string& more) {
    return read(article_page(head, paragraph() + more), "https://news.example/2023/07/26/talks")
        .date;
  };
  EXPECT_EQ(date(meta + open_graph + json, times), "2023-07-21");
  EXPECT_EQ(date(meta + open_graph, times), "2023-07-22");
  EXPECT_EQ(date(meta, times), "2023-07-23");
  EXPECT_EQ(date("", times), "2023-07-24");
  EXPECT_EQ(date("", "<time datetime=2023-07-25>25 July</time>"), "2023-07-25");
  EXPECT_EQ(date("", ""), "2023-07-26");
}

TEST(PageDate, IsNoneRatherThanAWrongOne) {
  const std::string later = R"(<meta name="date" content="2023-08-02">)";
  const auto crawled = [](const std::string& head) {
    return read(article_page(head), "https://news.example/a", "2023-07-29T23:00:00Z").date;
  };
  EXPECT_EQ(crawled(""), "");  // the day of the crawl is no day of publication
  EXPECT_EQ(crawled(later), "");
  EXPECT_EQ(crawled(R"(<meta name="date" content="2023-07-30">)"), "2023-07-30");  // east of it
  EXPECT_EQ(date_of(R"(<meta name="date" content="1970-01-01T00:00:00Z">)"), "");
  EXPECT_EQ(date_of(R"(<meta name="date" content="2023-02-30">)"), "");
  EXPECT_EQ(date_of(R"(<meta name="date" content="07/08/2023">)"), "");
  EXPECT_EQ(read(article_page() + "<aside><time datetime=2023-07-25>25 July</time></aside>").date,
            "");
  EXPECT_EQ(read(article_page("", "<time datetime=2023-07-25>25 July</time>" + paragraph()) +
                 "<article><time datetime=2023-07-24>24 July</time> Other news</article>")
                .date,
            "");
  EXPECT_EQ(date_of(linked(R"({"@type":"Event","datePublished":"2023-07-21"})")), "");
}

TEST(PageDate, IsReadAsPagesWriteIt) {
  for (const char* day :
       {"2023-07-27", "2023-07-27T10:00:00.000Z", "2023-07-27T10:00:00+0200", "2023-07-27 10:00",
        "2023/07/27", "20230727", "20230727100000", "Thu, 27 Jul 2023 10:00:00 GMT",
        "Thursday, July 27, 2023", "27 July 2023", "July 27, 2023 10:00 am", "2023-7-27"}) {
    EXPECT_EQ(parse_page_day(day), "2023-07-27") << day;
  }
  for (const char* none : {"", "yesterday", "2023", "2023-07", "27.07.2023", "27/07/2023",
                           "1690452000", "2023-13-01", "July 2023", "Juli 27, 2023"}) {
    EXPECT_EQ(parse_page_day(none), "") << none;
  }
}

TEST(PageDate, JsonLdIsFoundInGraphsAndMended) {
  EXPECT_EQ(
      date_of(linked(
          R"({"@graph":[{"@type":"WebSite"},{"@type":["Article","Thing"],"datePublished":"2023-07-21"}]})")),
      "2023-07-21");
  EXPECT_EQ(
      date_of(linked(
          "<!-- "
          "[{\"@type\":\"WebPage\",\"mainEntity\":{\"@type\":\"NewsArticle\",\"headline\":\"a\nb\","
          "\"datePublished\":\"2023-07-21\"}}] -->")),
      "2023-07-21");
  EXPECT_EQ(date_of(linked("{broken") + R"(<meta name="date" content="2023-07-23">)"),
            "2023-07-23");
  EXPECT_EQ(date_of(linked(std::string(100000, '['))), "");
}

TEST(PageTitle, IsWithoutTheNameOfTheSource) {
  EXPECT_EQ(
      read_head("<meta property=og:title content='Ministers  meet'><title>Other</title>").title,
      "Ministers meet");
  EXPECT_EQ(
      read_head(
          "<title>Ministers meet | The News</title><meta property=og:site_name content='The News'>")
          .title,
      "Ministers meet");
  EXPECT_EQ(read_head(linked(R"({"@type":"NewsArticle","headline":"Ministers"})") +
                      "<title>Other</title>")
                .title,
            "Ministers");
}

TEST(PageSource, IsWhoPublishesElseTheHost) {
  const std::string json =
      linked(R"({"@type":"NewsArticle","publisher":{"@type":"Organization","name":"The Wire"}})");
  EXPECT_EQ(read_head("<meta property=og:site_name content='The News'>" + json).source, "The News");
  EXPECT_EQ(read_head(json).source, "The Wire");
  EXPECT_EQ(read(article_page(), "https://www.news.example:443/a").source, "news.example");
}

TEST(PageId, IsTheCanonicalAddressOfTheSameHost) {
  EXPECT_EQ(read_head("<link rel=canonical href=https://news.example/talks>").id,
            "https://news.example/talks");
  EXPECT_EQ(read_head("<link rel=canonical href=https://other.example/talks>").id,
            "https://news.example/a");
  EXPECT_EQ(read_head("<link rel=canonical href=/talks>").id, "https://news.example/a");
  EXPECT_EQ(read(article_page("<meta property=og:url content=https://other.example/talks>"), "").id,
            "https://other.example/talks");
}

TEST(PageLanguage, IsBelievedWhereTheTextLooksLikeIt) {
  const std::string page = "<body><p>" + paragraph() + "</p></body></html>";
  EXPECT_EQ(read("<html lang=en-GB>" + page).language, "en");
  EXPECT_EQ(read("<html lang=es>" + page).language, "");
  EXPECT_EQ(read("<html><head><meta property=og:locale content=en_US></head>" + page).language,
            "en");
  EXPECT_EQ(read("<html lang=klingon>" + page).language, "");
}

// --- hostile pages ---

TEST(HostilePage, NestedTooDeeplyIsRefused) {
  std::string divs;
  for (int i = 0; i < 100'000; ++i) divs += "<div>";
  try {
    text_of(divs + paragraph());
    FAIL();
  } catch (const UnusablePage& unusable) {
    EXPECT_EQ(std::string(unusable.what()),
              "the page is nested deeper than the limit of 1000 elements");
  }
}

// The parser compares each attribute with all before it.
TEST(HostilePage, ATagOfAMillionAttributesIsRefused) {
  std::string attributes;
  for (int i = 0; i < 1'000'000; ++i) attributes += " a" + std::to_string(i) + "='>'";
  EXPECT_THROW(text_of("<p" + attributes + ">" + paragraph()), UnusablePage);
}

TEST(HostilePage, ManyTagsNeedNoRecursion) {
  std::string links;
  for (int i = 0; i < 100'000; ++i) links += "</b><b></i>&amp;<li>";
  EXPECT_NO_THROW(text_of("<p>" + paragraph() + "</p>" + links));
}

TEST(HostilePage, EntitiesDoNotGrow) {
  std::string bomb = "<!DOCTYPE html [<!ENTITY a 'aaaaaaaaaaaaaaaa'>";
  for (char c = 'b'; c < 'z'; ++c) {
    const std::string before{'&', static_cast<char>(c - 1), ';'};
    bomb.append("<!ENTITY ").append(1, c).append(" '");
    for (int times = 0; times < 4; ++times) bomb += before;
    bomb += "'>";
  }
  const Document document = read(bomb + "]><p>&y;&y; " + paragraph() + "</p>");
  EXPECT_LT(document.text.size(), 5000u);
}

TEST(HostilePage, ZerosAndBrokenUtf8AreReplaced) {
  const std::string page = "<p>a\xC3" + std::string(1, '\0') + "b " + paragraph() + "</p>";
  EXPECT_EQ(text_of(page), "a\uFFFD\uFFFDb " + paragraph());
}

}  // namespace
}  // namespace entente
