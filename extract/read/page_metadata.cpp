#include "extract/read/page_metadata.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "extract/json_value.h"
#include "extract/limits.h"
#include "extract/read/ascii.h"
#include "extract/read/language_code.h"
#include "extract/read/publication_day.h"

namespace entente {
namespace {

constexpr std::size_t day_length = 10;  // YYYY-MM-DD

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string one_spaced(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (!is_ascii_space(c)) {
      result += c;
    } else if (!result.empty() && result.back() != ' ') {
      result += ' ';
    }
  }
  if (result.ends_with(' ')) result.pop_back();
  return result;
}

// The runs of digits or letters of a date.
std::vector<std::string> words_of(std::string_view date) {
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin < date.size();) {
    const auto is_of_kind = is_ascii_digit(date[begin]) ? is_ascii_digit : is_letter;
    std::size_t end = begin;
    while (end < date.size() && is_of_kind(date[end])) ++end;
    if (end > begin) words.push_back(small_letters(date.substr(begin, end - begin)));
    begin = std::max(end, begin + 1);
  }
  return words;
}

// "07" of "jul" and "july"; "" of what is no English month.
std::string month_number(const std::string& word) {
  constexpr std::array<std::string_view, 12> months{
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  for (std::size_t i = 0; i < months.size(); ++i) {
    const bool is_short = word == months[i].substr(0, 3) || word == "sept";
    if (word != months[i] && !(is_short && months[i].starts_with(word))) continue;
    return (i < 9 ? "0" : "") + std::to_string(i + 1);
  }
  return {};
}

std::string existing_day(std::string_view year, std::string_view month, std::string_view day) {
  const auto two = [](std::string_view digits) {
    return (digits.size() == 1 ? "0" : "") + std::string(digits);
  };
  return parse_publication_day(std::string(year) + "-" + two(month) + "-" + two(day))
      .value_or(std::string{});
}

// JSON-LD.

const JsonValue* member(const JsonValue& object, std::string_view name) {
  if (object.kind != JsonValue::Kind::Object) return nullptr;
  const auto found = std::find_if(object.members.begin(), object.members.end(),
                                  [name](const auto& pair) { return pair.first == name; });
  return found == object.members.end() ? nullptr : &found->second;
}

// A string, or that of the first element of an array.
std::string string_member(const JsonValue& object, std::string_view name) {
  const JsonValue* value = member(object, name);
  if (value != nullptr && value->kind == JsonValue::Kind::Array && !value->members.empty()) {
    value = &value->members.front().second;
  }
  return value != nullptr ? value->string : std::string{};
}

std::string publisher_name(const JsonValue& article) {
  const JsonValue* publisher = member(article, "publisher");
  if (publisher == nullptr) return {};
  if (publisher->kind == JsonValue::Kind::Array && !publisher->members.empty()) {
    publisher = &publisher->members.front().second;
  }
  return publisher->kind == JsonValue::Kind::String ? publisher->string
                                                    : string_member(*publisher, "name");
}

// NewsArticle, ReportageNewsArticle, BlogPosting, … of schema.org.
bool is_article(const JsonValue& object) {
  const std::string type = string_member(object, "@type");
  return type.find("Article") != std::string::npos || type.find("Posting") != std::string::npos ||
         type == "Report";
}

// The articles that a value holds, in @graph, in arrays and as the main entity of a page.
void gather_articles(JsonValue value, std::vector<JsonValue>& articles) {
  std::vector<JsonValue> waiting;
  waiting.push_back(std::move(value));
  while (!waiting.empty()) {
    JsonValue next = std::move(waiting.back());
    waiting.pop_back();
    if (next.kind == JsonValue::Kind::Object && is_article(next)) {
      articles.push_back(std::move(next));
      continue;
    }
    for (auto inner = next.members.rbegin(); inner != next.members.rend(); ++inner) {
      if (next.kind == JsonValue::Kind::Array || inner->first == "@graph" ||
          inner->first == "mainEntity") {
        waiting.push_back(std::move(inner->second));
      }
    }
  }
}

// Scripts of JSON-LD are often wrapped in comments, and have line breaks within strings.
std::optional<JsonValue> parse_linked_data(std::string script) {
  const std::size_t begin = script.find_first_of("{[");
  const std::size_t end = script.find_last_of("}]");
  if (begin == std::string::npos || end == std::string::npos || end < begin) return {};
  script = script.substr(begin, end - begin + 1);
  std::replace_if(
      script.begin(), script.end(), [](char c) { return c >= '\0' && c < ' '; }, ' ');
  try {
    return parse_json(script);
  } catch (const Error& broken) {
    return {};  // the page says it in other ways, too, or not at all
  }
}

class Metadata {
 public:
  Metadata(const HtmlPage& page, std::string_view url, std::string_view last_day)
      : page_(page), url_(url), last_day_(last_day) {
    for (const std::string& script : page.linked_data) {
      if (auto value = parse_linked_data(script)) gather_articles(*std::move(value), articles_);
    }
  }

  PageMetadata read() const {
    PageMetadata metadata;
    metadata.canonical_url = canonical_url();
    const std::string_view address = url_.empty() ? std::string_view(metadata.canonical_url) : url_;
    metadata.date = date(address);
    metadata.language = language();
    metadata.source = source(address);
    metadata.title = title(metadata.source);
    metadata.body = first_of_articles("articleBody");
    return metadata;
  }

 private:
  // "" where no <meta> has the name.
  std::string meta(std::string_view name) const {
    for (const auto& [key, content] : page_.metas) {
      if (key == name) return one_spaced(content);
    }
    return {};
  }

  std::string first_of_articles(std::string_view name) const {
    for (const JsonValue& article : articles_) {
      if (auto value = string_member(article, name); !value.empty()) return value;
    }
    return {};
  }

  std::string canonical_url() const {
    for (const std::string& given : {page_.canonical, meta("og:url")}) {
      const std::string_view host = host_of(given);
      if (!host.empty() && (url_.empty() || host == host_of(url_))) return given;
    }
    return {};
  }

  // The day if it can be one of publication.
  std::string possible_day(std::string_view date) const {
    std::string day = parse_page_day(date);
    const bool is_start_of_clocks = day == "1970-01-01";  // what a program writes that knows none
    if (is_start_of_clocks || (!last_day_.empty() && day > last_day_)) return {};
    return day;
  }

  std::string date(std::string_view address) const {
    for (const JsonValue& article : articles_) {
      if (auto day = possible_day(string_member(article, "datePublished")); !day.empty())
        return day;
    }
    constexpr std::array<std::string_view, 22> names{"article:published_time",
                                                     "og:article:published_time",
                                                     "datepublished",
                                                     "date",
                                                     "pubdate",
                                                     "publishdate",
                                                     "publish-date",
                                                     "publish_date",
                                                     "publication_date",
                                                     "dc.date.issued",
                                                     "dcterms.issued",
                                                     "dc.date",
                                                     "dcterms.date",
                                                     "dcterms.created",
                                                     "dc.date.created",
                                                     "parsely-pub-date",
                                                     "sailthru.date",
                                                     "article.published",
                                                     "cxenseparse:recs:publishtime",
                                                     "citation_publication_date",
                                                     "originalpublicationdate",
                                                     "datecreated"};
    for (const std::string_view name : names) {
      if (auto day = possible_day(meta(name)); !day.empty()) return day;
    }
    for (const PageTime& time : page_.times) {
      if (!time.is_published) continue;
      if (auto day = possible_day(time.when); !day.empty()) return day;
    }
    if (auto day = day_of_article_times(); !day.empty()) return day;
    return possible_day(day_in_path(address));
  }

  // Of all <time> within <article>; "" where they differ, as teasers, which are articles, too, have
  // days of their own.
  std::string day_of_article_times() const {
    std::string common;
    for (const PageTime& time : page_.times) {
      const std::string day = is_in_article(time.element) ? possible_day(time.when) : std::string{};
      if (day.empty()) continue;
      if (!common.empty() && day != common) return {};
      common = day;
    }
    return common;
  }

  bool is_in_article(std::size_t element) const {
    while (element > 0) {
      const PageElement& around = page_.elements[element];
      if (around.is_aside) return false;
      if (around.is_article || around.is_body) return true;
      element = around.parent;
    }
    return false;
  }

  // Of "https://example.com/2023/07/27/talks" and "…/2023-07-27-talks".
  static std::string day_in_path(std::string_view address) {
    const std::size_t host = address.find("//");
    if (host == std::string_view::npos) return {};
    std::string path(address.substr(std::min(address.find('/', host + 2), address.size())));
    path = path.substr(0, path.find_first_of("?#"));
    for (std::size_t begin = 0; begin + day_length < path.size(); ++begin) {
      if (path[begin] != '/') continue;
      const std::string_view day = std::string_view(path).substr(begin + 1, day_length);
      const bool has_slashes = day[4] == '/' && day[7] == '/';
      const std::size_t end = begin + 1 + day_length;
      if (!has_slashes || (end < path.size() && is_ascii_digit(path[end]))) continue;
      if (auto found = existing_day(day.substr(0, 4), day.substr(5, 2), day.substr(8, 2));
          !found.empty()) {
        return found;
      }
    }
    return find_day_in_name(path).value_or(std::string{});
  }

  std::string language() const {
    for (const std::string& given :
         {page_.language, meta("og:locale"), meta("content-language"), meta("language")}) {
      if (auto code = parse_language_code(given)) return *code;
    }
    return {};
  }

  std::string source(std::string_view address) const {
    if (auto name = meta("og:site_name"); !name.empty()) return name;
    for (const JsonValue& article : articles_) {
      if (auto name = one_spaced(publisher_name(article)); !name.empty()) return name;
    }
    std::string_view host = host_of(address);
    if (host.starts_with("www.")) host.remove_prefix(4);
    return std::string(host);
  }

  std::string title(const std::string& source) const {
    for (std::string given :
         {meta("og:title"), one_spaced(first_of_articles("headline")), one_spaced(page_.title)}) {
      if (given.empty()) continue;
      for (const std::string_view between : {" | ", " - ", " – ", " — ", " « ", " » ", " :: "}) {
        const std::string end = std::string(between) + source;
        if (!source.empty() && given.size() > end.size() && given.ends_with(end)) {
          given.resize(given.size() - end.size());
          break;
        }
      }
      return given;
    }
    return {};
  }

  const HtmlPage& page_;
  std::string_view url_;
  std::string_view last_day_;
  std::vector<JsonValue> articles_;
};

}  // namespace

PageMetadata read_metadata(const HtmlPage& page, std::string_view url, std::string_view last_day) {
  return Metadata(page, url, last_day).read();
}

std::string parse_page_day(std::string_view date) {
  const auto words = words_of(date);
  if (words.empty()) return {};
  const auto is_year = [](const std::string& word) {
    return word.size() == 4 && is_ascii_digit(word[0]);
  };
  const auto is_day = [](const std::string& word) {
    return word.size() <= 2 && is_ascii_digit(word[0]);
  };
  if (is_ascii_digit(words[0][0]) &&
      (words[0].size() == 8 || words[0].size() == 14)) {  // 20230727, 20230727180000
    return existing_day(words[0].substr(0, 4), words[0].substr(4, 2), words[0].substr(6, 2));
  }
  if (words.size() < 3) return {};
  if (is_year(words[0])) {
    return is_day(words[1]) && is_day(words[2]) ? existing_day(words[0], words[1], words[2])
                                                : std::string{};
  }
  const std::size_t first = is_ascii_digit(words[0][0]) || !month_number(words[0]).empty() ? 0 : 1;
  if (words.size() < first + 3 || !is_year(words[first + 2])) return {};
  if (const auto month = month_number(words[first + 1]); !month.empty() && is_day(words[first])) {
    return existing_day(words[first + 2], month, words[first]);
  }
  if (const auto month = month_number(words[first]); !month.empty() && is_day(words[first + 1])) {
    return existing_day(words[first + 2], month, words[first + 1]);
  }
  return {};
}

std::string_view host_of(std::string_view url) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (!url.starts_with(scheme)) continue;
    url.remove_prefix(scheme.size());
    url = url.substr(0, url.find_first_of("/?#"));
    url = url.substr(url.find('@') == std::string_view::npos ? 0 : url.find('@') + 1);
    return url.substr(0, url.find(':'));
  }
  return {};
}

}  // namespace entente
