// The document that a page of the web is.
#pragma once

#include <string>
#include <string_view>

#include "extract/document.h"
#include "extract/read/html_page.h"

namespace entente {

struct FetchedPage {
  std::string_view html;   // as it was sent, in any encoding
  std::string charset;     // that its Content-Type names, or ""
  std::string url;         // or ""
  std::string crawl_date;  // ISO 8601, or "": a page is not published after that
};

// Text, title, date and source as main_text.h and page_metadata.h say; where the blocks of the page
// hold less than half of JSON-LD's articleBody, which a script would show, that is the text.
//
// The id is the page's canonical address where that is of the same host, else its own. The language
// is what the page says, if the letters of the text look like it; else none: templates are often
// wrong, and the text decides. file and line are not set.
//
// Throws UnusablePage, also for a page without a text of an article.
Document read_web_page(const FetchedPage& page);

}  // namespace entente
