#include "extract/read/html_page.h"

#include <algorithm>
#include <array>
#include <libxml/HTMLparser.h>
#include <memory>

#include "extract/limits.h"
#include "extract/read/ascii.h"

namespace entente {
namespace {

template <std::size_t count>
bool holds(const std::array<std::string_view, count>& sorted, std::string_view wanted) {
  return std::binary_search(sorted.begin(), sorted.end(), wanted);
}

// Elements within a line of text, which end no block. All others do.
constexpr std::array<std::string_view, 36> inline_elements{
    "a",      "abbr", "acronym", "b",    "bdi",  "bdo",  "big",   "cite", "code",
    "data",   "del",  "dfn",     "em",   "font", "i",    "img",   "ins",  "kbd",
    "mark",   "meta", "nobr",    "q",    "s",    "samp", "small", "span", "strike",
    "strong", "sub",  "sup",     "time", "tt",   "u",    "var",   "wbr",  "link"};

// What is never text of a page.
constexpr std::array<std::string_view, 18> textless_elements{
    "applet",   "audio",  "button", "canvas", "embed",  "iframe", "map", "math",     "noframes",
    "noscript", "object", "option", "script", "select", "style",  "svg", "template", "textarea"};

// What is seldom part of an article.
constexpr std::array<std::string_view, 8> aside_elements{"aside", "dialog", "figcaption", "footer",
                                                         "form",  "menu",   "nav",        "video"};

constexpr std::array<std::string_view, 8> aside_roles{
    "alert", "banner", "complementary", "contentinfo", "dialog", "menu", "navigation", "search"};

// Words of a class or id that tell what is beside an article, after Readability's list of unlikely
// candidates (Arc90 2009) and that of Trafilatura (Barbaresi 2021).
constexpr std::array<std::string_view, 56> aside_words{
    "ad",      "ads",      "advert",     "advertisement", "banner",    "breadcrumb", "breadcrumbs",
    "byline",  "caption",  "consent",    "cookie",        "cookies",   "copyright",  "credit",
    "credits", "dateline", "donate",     "footer",        "hidden",    "jump",       "keywords",
    "login",   "masthead", "menu",       "meta",          "metadata",  "modal",      "more",
    "nav",     "navbar",   "navigation", "newsletter",    "outbrain",  "pager",      "pagination",
    "paywall", "popup",    "print",      "promo",         "promotion", "rating",     "recommended",
    "related", "share",    "sharedaddy", "sharing",       "shoutbox",  "sidebar",    "signup",
    "social",  "sponsor",  "subscribe",  "taboola",       "tags",      "teaser",     "toolbar"};

constexpr std::array<std::string_view, 5> comment_words{"comment", "comments", "disqus", "replies",
                                                        "respond"};

static_assert(std::is_sorted(textless_elements.begin(), textless_elements.end()));
static_assert(std::is_sorted(aside_elements.begin(), aside_elements.end()));
static_assert(std::is_sorted(aside_roles.begin(), aside_roles.end()));
static_assert(std::is_sorted(aside_words.begin(), aside_words.end()));
static_assert(std::is_sorted(comment_words.begin(), comment_words.end()));

// True where a word of `names`, in small letters, is one of `words`.
template <std::size_t count>
bool tells(const std::array<std::string_view, count>& words, std::string_view names) {
  const std::string small = small_letters(names);
  constexpr std::string_view between = " \t\r\n-_:";
  for (std::size_t begin = 0; begin < small.size();) {
    // In names such as "section--ads", what follows tells what is about it, not what it is.
    if (begin > 1 && small.compare(begin - 2, 2, "--") == 0) {
      begin = std::min(small.find_first_of(" \t\r\n", begin), small.size());
      continue;
    }
    const std::size_t end = std::min(small.find_first_of(between, begin), small.size());
    if (holds(words, std::string_view(small).substr(begin, end - begin))) return true;
    begin = end + 1;
  }
  return false;
}

// The attributes of a tag that are asked for.
class Attributes {
 public:
  explicit Attributes(const xmlChar** pairs) : pairs_(pairs) {}

  // "" where it is missing or has no value.
  std::string_view operator[](std::string_view name) const {
    const char* const found = find(name);
    return found == nullptr ? std::string_view() : std::string_view(found);
  }

  bool has(std::string_view name) const {
    for (const xmlChar** pair = pairs_; pair != nullptr && pair[0] != nullptr; pair += 2) {
      if (reinterpret_cast<const char*>(pair[0]) == name) return true;
    }
    return false;
  }

 private:
  const char* find(std::string_view name) const {
    for (const xmlChar** pair = pairs_; pair != nullptr && pair[0] != nullptr; pair += 2) {
      if (reinterpret_cast<const char*>(pair[0]) == name) {
        return reinterpret_cast<const char*>(pair[1]);
      }
    }
    return nullptr;
  }

  const xmlChar** pairs_;
};

// Makes a page of the parser's events.
class PageBuilder {
 public:
  PageBuilder() {
    page_.elements.emplace_back();
    open_.push_back({0, false});
  }

  void start(std::string_view name, const Attributes& attributes) {
    if (open_.size() > limits::page_nesting) too_deep_ = true;
    if (too_deep_) return;
    note_metadata(name, attributes);
    const Open& around = open_.back();
    Open opened{around.element, around.is_textless || holds(textless_elements, name)};
    if (name == "br") {
      add_line_break();
    } else if (!is_inline(name)) {
      end_block();
      opened.element = add_element(name, attributes);
    } else if (hides(attributes)) {
      opened.is_textless = true;
    }
    if (name == "a") ++links_;
    if (is_heading(name)) heading_ = name;
    if (name == "script" && small_letters(attributes["type"]) == "application/ld+json") {
      page_.linked_data.emplace_back();
      in_linked_data_ = true;
    }
    if (name == "title" && page_.title.empty()) in_title_ = true;
    open_.push_back(opened);
  }

  // libxml2 gives every start its end.
  void end(std::string_view name) {
    if (too_deep_ || open_.size() == 1) return;
    if (!is_inline(name) && name != "br") end_block();
    if (name == "a" && links_ > 0) --links_;
    if (is_heading(name)) heading_.clear();
    if (name == "script") in_linked_data_ = false;
    if (name == "title") in_title_ = false;
    open_.pop_back();
  }

  void text(std::string_view piece) {
    if (in_linked_data_) page_.linked_data.back() += piece;
    if (in_title_) page_.title += piece;
    if (in_title_ || open_.back().is_textless) return;
    for (std::size_t at = 0; at < piece.size();) {
      const std::size_t space = space_at(piece, at);
      if (space > 0) {
        between_words_ = true;
        at += space;
      } else {
        add_letter(piece[at]);
        ++at;
      }
    }
  }

  bool is_too_deep() const { return too_deep_; }

  HtmlPage finish() {
    end_block();
    return std::move(page_);
  }

 private:
  struct Open {
    std::size_t element;  // itself or the block-level one it lies in
    bool is_textless;
  };

  static bool is_inline(std::string_view name) {
    return std::find(inline_elements.begin(), inline_elements.end(), name) != inline_elements.end();
  }

  static bool is_heading(std::string_view name) {
    return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
  }

  static bool hides(const Attributes& attributes) {
    if (attributes.has("hidden") || attributes["aria-hidden"] == "true") return true;
    std::string style = small_letters(attributes["style"]);
    style.erase(std::remove_if(style.begin(), style.end(), is_ascii_space), style.end());
    return style.find("display:none") != std::string::npos ||
           style.find("visibility:hidden") != std::string::npos;
  }

  // The bytes of the space at `at` of `text`: of ASCII, U+00A0, U+2028 or U+2029; 0 where none is.
  static std::size_t space_at(std::string_view text, std::size_t at) {
    if (is_ascii_space(text[at])) return 1;
    for (const std::string_view space : {"\u00A0", "\u2028", "\u2029"}) {
      if (text.substr(at).starts_with(space)) return space.size();
    }
    return 0;
  }

  std::size_t add_element(std::string_view name, const Attributes& attributes) {
    PageElement element;
    element.parent = open_.back().element;
    element.is_article = name == "article";
    element.is_body = attributes["itemprop"].find("articleBody") != std::string_view::npos;
    const auto is_named = [&attributes](const auto& words) {
      return tells(words, attributes["class"]) || tells(words, attributes["id"]);
    };
    element.is_aside = hides(attributes) || holds(aside_elements, name) ||
                       holds(aside_roles, small_letters(attributes["role"])) ||
                       is_named(aside_words);
    element.is_comments = name != "html" && name != "body" && is_named(comment_words);
    page_.elements.push_back(element);
    return page_.elements.size() - 1;
  }

  void add_letter(char letter) {
    if (block_.text.empty()) {
      block_.element = open_.back().element;
      block_.is_heading = !heading_.empty();
      block_.is_main_heading = heading_ == "h1";
    } else if (breaks_ > 0) {
      block_.text += '\n';
    } else if (between_words_) {
      block_.text += ' ';
    }
    if (block_.text.empty() || between_words_ || breaks_ > 0) {
      ++block_.words;
      if (links_ > 0) ++block_.link_words;
    }
    between_words_ = false;
    breaks_ = 0;
    block_.text += letter;
  }

  // Two breaks of line make a paragraph, as pages without <p> write them.
  void add_line_break() {
    if (block_.text.empty()) return;
    if (++breaks_ == 2) end_block();
  }

  void end_block() {
    if (!block_.text.empty()) page_.blocks.push_back(std::move(block_));
    block_ = {};
    between_words_ = false;
    breaks_ = 0;
  }

  void note_metadata(std::string_view name, const Attributes& attributes) {
    if (name == "html" && page_.language.empty()) {
      page_.language = attributes["lang"];
    } else if (name == "link" && page_.canonical.empty() &&
               small_letters(attributes["rel"]) == "canonical") {
      page_.canonical = attributes["href"];
    } else if (name == "meta") {
      for (const std::string_view key : {"property", "name", "itemprop", "http-equiv"}) {
        if (attributes[key].empty() || attributes["content"].empty()) continue;
        page_.metas.emplace_back(small_letters(attributes[key]), attributes["content"]);
      }
    } else if (name == "time" && !attributes["datetime"].empty()) {
      const bool is_published =
          attributes["itemprop"].find("datePublished") != std::string_view::npos ||
          attributes.has("pubdate");
      page_.times.push_back(
          {std::string(attributes["datetime"]), is_published, open_.back().element});
    }
  }

  HtmlPage page_;
  std::vector<Open> open_;  // the elements around, outermost first; the root is always there
  PageBlock block_;
  std::string heading_;  // the name of the heading that is open
  std::size_t links_ = 0;
  std::size_t breaks_ = 0;  // of line, since the last letter
  bool between_words_ = false;
  bool in_linked_data_ = false;
  bool in_title_ = false;
  bool too_deep_ = false;
};

// Gives the page to the parser in pieces, and no more of it where one tag has too many words: the
// parser compares each attribute with all before it. Between two events there is one tag at most.
class Feed {
 public:
  explicit Feed(std::string_view html) : left_(html) {}

  void event() { words_since_event_ = 0; }
  bool is_tag_too_long() const { return words_since_event_ > limits::tag_words; }

  int read(char* buffer, int size) {
    const std::string_view piece = left_.substr(0, static_cast<std::size_t>(std::max(size, 0)));
    words_since_event_ +=
        static_cast<std::size_t>(std::count_if(piece.begin(), piece.end(), [](char c) {
          return is_ascii_space(c) || c == '"' || c == '\'';
        }));
    if (is_tag_too_long()) return 0;
    piece.copy(buffer, piece.size());
    left_.remove_prefix(piece.size());
    return static_cast<int>(piece.size());
  }

 private:
  std::string_view left_;
  std::size_t words_since_event_ = 0;
};

struct Parsing {
  explicit Parsing(std::string_view html) : feed(html) {}

  Feed feed;
  PageBuilder builder;
  htmlParserCtxtPtr parser = nullptr;
};

std::string_view view(const xmlChar* text) { return reinterpret_cast<const char*>(text); }

std::string_view view(const xmlChar* text, int length) {
  return {reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)};
}

void on_start(void* parsing, const xmlChar* name, const xmlChar** attributes) {
  auto& [feed, builder, parser] = *static_cast<Parsing*>(parsing);
  feed.event();
  builder.start(view(name), Attributes(attributes));
  if (builder.is_too_deep()) xmlStopParser(parser);
}

void on_end(void* parsing, const xmlChar* name) {
  static_cast<Parsing*>(parsing)->feed.event();
  static_cast<Parsing*>(parsing)->builder.end(view(name));
}

void on_text(void* parsing, const xmlChar* text, int length) {
  static_cast<Parsing*>(parsing)->feed.event();
  static_cast<Parsing*>(parsing)->builder.text(view(text, length));
}

int on_read(void* parsing, char* buffer, int size) {
  return static_cast<Parsing*>(parsing)->feed.read(buffer, size);
}

int on_close(void* /*parsing*/) { return 0; }

}  // namespace

HtmlPage parse_html(std::string_view html) {
  xmlInitParser();
  Parsing parsing(html);
  const std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)> parser(htmlNewParserCtxt(),
                                                                              &htmlFreeParserCtxt);
  if (!parser) throw Error("the parser of HTML cannot be started: out of memory");
  parsing.parser = parser.get();
  *parser->sax = {};
  parser->sax->startElement = on_start;
  parser->sax->endElement = on_end;
  parser->sax->characters = on_text;
  parser->sax->ignorableWhitespace = on_text;
  parser->sax->cdataBlock = on_text;
  parser->userData = &parsing;
  htmlCtxtReadIO(
      parser.get(), on_read, on_close, &parsing, nullptr, "UTF-8",
      HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
  if (parsing.builder.is_too_deep()) {
    throw UnusablePage("the page is nested deeper than the limit of " +
                       std::to_string(limits::page_nesting) + " elements");
  }
  if (parsing.feed.is_tag_too_long()) {
    throw UnusablePage("a tag of the page has more words than the limit of " +
                       std::to_string(limits::tag_words));
  }
  return parsing.builder.finish();
}

}  // namespace entente
