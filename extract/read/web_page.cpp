#include "extract/read/web_page.h"

#include <algorithm>

#include "extract/date.h"
#include "extract/quotation.h"
#include "extract/read/html_encoding.h"
#include "extract/read/language_detector.h"
#include "extract/read/main_text.h"
#include "extract/read/page_metadata.h"

namespace entente {
namespace {

bool looks_like(const std::string& language, std::string_view text) {
  const auto shares = language_shares(text);
  return !shares.empty() && shares.front().language == language;
}

// The day after that of a crawl, as clocks of the world may be ahead of the crawler's; "" of none.
std::string last_possible_day(std::string_view crawl_date) {
  const auto day = days_of(parse_page_day(crawl_date));
  return day ? iso_day(day->last + 1) : std::string{};
}

// JSON-LD's articleBody is plain text, but some write it as HTML.
std::string plain_text(const std::string& body) {
  const HtmlPage parsed = parse_html(body);
  std::string text;
  for (const PageBlock& block : parsed.blocks) {
    if (!text.empty()) text += "\n\n";
    text += block.text;
  }
  return text;
}

}  // namespace

Document read_web_page(const FetchedPage& page) {
  const HtmlPage parsed = parse_html(decode_html(page.html, page.charset));
  PageMetadata metadata = read_metadata(parsed, page.url, last_possible_day(page.crawl_date));

  Document document;
  document.id = metadata.canonical_url.empty() ? page.url : metadata.canonical_url;
  document.date = std::move(metadata.date);
  document.title = std::move(metadata.title);
  document.source = std::move(metadata.source);
  document.text = main_text(parsed, document.title);
  if (metadata.body.size() > 2 * document.text.size()) {
    const std::string body = plain_text(metadata.body);
    if (body.size() > 2 * document.text.size()) document.text = body;
  }
  if (document.text.empty()) {
    throw UnusablePage("the page" + (document.id.empty() ? "" : " " + quotation(document.id)) +
                       " has no text of an article");
  }
  if (looks_like(metadata.language, document.text)) document.language = metadata.language;
  return document;
}

}  // namespace entente
