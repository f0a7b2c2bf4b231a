// Records of WARC as crawlers write them.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace entente {

struct ArchiveRecord {
  std::string type = "response";
  std::string url = "https://news.example/a";
  std::string block;
  std::string more_header = {};     // whole lines
  std::string content_length = {};  // another than the block's
};

inline std::string to_warc(const ArchiveRecord& record) {
  const std::string length =
      record.content_length.empty() ? std::to_string(record.block.size()) : record.content_length;
  return "WARC/1.0\r\nWARC-Type: " + record.type + "\r\nWARC-Target-URI: " + record.url +
         "\r\nWARC-Date: 2023-07-29T06:00:00Z\r\n" + record.more_header +
         "Content-Type: application/http; msgtype=response\r\nContent-Length: " + length +
         "\r\n\r\n" + record.block + "\r\n\r\n";
}

inline std::string http(const std::string& body, const std::string& more_header = "",
                        const std::string& status = "200 OK",
                        const std::string& type = "text/html; charset=utf-8") {
  return "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\n" + more_header + "\r\n" + body;
}

// A paragraph long enough to be one of an article.
inline std::string paragraph(const std::string& beginning = "The ministers") {
  return beginning +
         " met in the capital on Wednesday and spoke for three hours about the treaty, the border "
         "and the release of prisoners, which both sides have wanted for more than a year.";
}

inline std::string article_page(const std::string& head = "",
                                const std::string& text = paragraph()) {
  return "<html><head>" + head + "</head><body><article><p>" + text +
         "</p></article></body></html>";
}

}  // namespace entente
