// What a page says of itself: when, in which language, under which title and by whom it was
// published.
#pragma once

#include <string>
#include <string_view>

#include "extract/read/html_page.h"

namespace entente {

struct PageMetadata {
  // The address by which the page wants to be known (<link rel="canonical">, og:url), absolute;
  // "" where it says none or one of another host than `url`.
  std::string canonical_url;
  // ISO day of publication, the first that there is of: JSON-LD datePublished of an article;
  // article:published_time; <meta> of other names (date, DC.date.issued, …); <time> marked as the
  // day of publication, or the one day that all <time> within <article> say; the path of the
  // address
  // (/2023/07/27/). "" where there is none: the day of a crawl is no day of publication, and a
  // wrong date is worse than none.
  std::string date;
  // ISO 639 code that <html lang>, og:locale or content-language say; templates often say it
  // wrongly.
  std::string language;
  std::string title;   // og:title, else JSON-LD headline, else <title>, without the source's name
  std::string source;  // og:site_name, else JSON-LD publisher, else the host of the address
  std::string body;    // JSON-LD articleBody
};

// `url` is the page's address, "" where it is not known. A day after `last_day` (of the crawl; ISO,
// "" where unknown) is no day of publication.
PageMetadata read_metadata(const HtmlPage& page, std::string_view url, std::string_view last_day);

// The day that a page's date says: ISO 8601 in all its forms, 2023/07/27, "27 July 2023",
// "Thu, 27 Jul 2023 10:00:00 GMT", "July 27, 2023"; "" for all else. The time of day and its zone
// are left out. 27/07/2023 is not read: elsewhere it would be 07/27/2023.
std::string parse_page_day(std::string_view date);

// "www.example.com" of "https://www.example.com:443/a"; "" where it is no address.
std::string_view host_of(std::string_view url);

}  // namespace entente
