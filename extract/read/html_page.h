// What a page of HTML holds: its blocks of text, and what it says of itself.
//
// The tree of elements is flat: an element knows its parent by number, so that nothing here and
// nothing that follows recurses, however deep a page is nested. Pages are parsed by libxml2, which
// mends what is broken; what is beyond limits.h is refused.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/error.h"

namespace entente {

// A page that nothing can be made of. The text is the reason alone.
class UnusablePage : public Error {
 public:
  using Error::Error;
};

struct PageElement {
  std::size_t parent = 0;    // its number; the root, number 0, is its own
  bool is_aside = false;     // by its tag, role, class or id it is beside the article, or not shown
  bool is_comments = false;  // of readers, by its class or id
  bool is_article = false;   // <article>
  bool is_body = false;      // itemprop="articleBody"
};

// Text between two borders of block-level elements, runs of space made one.
struct PageBlock {
  std::string text;
  std::size_t words = 0;
  std::size_t link_words = 0;    // of them inside <a>
  std::size_t element = 0;       // the block-level element it lies in
  bool is_heading = false;       // <h1> to <h6>
  bool is_main_heading = false;  // <h1>
};

struct PageTime {
  std::string when;           // the attribute "datetime"
  bool is_published = false;  // marked as the day of publication: itemprop, pubdate
  std::size_t element = 0;    // the block-level element it lies in
};

struct HtmlPage {
  std::vector<PageElement> elements;
  std::vector<PageBlock> blocks;
  std::string title;                                       // <title>
  std::string language;                                    // <html lang>
  std::string canonical;                                   // <link rel="canonical">
  std::vector<std::pair<std::string, std::string>> metas;  // name or property in small letters,
                                                           // and content
  std::vector<std::string> linked_data;                    // the text of each JSON-LD script
  std::vector<PageTime> times;
};

// `html` MUST be UTF-8. Throws UnusablePage where it is nested too deeply or one tag has more words
// than limits.h allows.
HtmlPage parse_html(std::string_view html);

}  // namespace entente
