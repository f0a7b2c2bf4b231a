// WARC (ISO 28500): the archive of a crawl, records one after another, each with a header that says
// how long it is. As .warc.gz each record is a gzip member of its own, which are one stream here.
//
// A document is the page in a record of type "response" whose HTTP status is 200 and whose media
// type is that of HTML. Other records, requests, metadata, revisits, redirects, pictures, are no
// documents and are passed over without a word. Named and skipped are records that are broken or
// cut off, and pages that are too long, cannot be decoded or have no text of an article.
//
// A page that the crawler cut (WARC-Truncated) is read as far as it goes: articles stand in front.
#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "extract/limits.h"
#include "extract/quotation.h"
#include "extract/read/ascii.h"
#include "extract/read/document_source.h"
#include "extract/read/http_response.h"
#include "extract/read/utf8.h"
#include "extract/read/web_page.h"

namespace entente {
namespace {

constexpr std::string_view version = "WARC/";

// The bytes of the file, by lines and by counts.
class RecordStream {
 public:
  explicit RecordStream(ByteStream stream) : stream_(std::move(stream)) {}

  // Takes a line with its line feed, of a longer one the first `longest` bytes alone; "" at the
  // end.
  std::string take_line(std::size_t longest) {
    std::string line;
    bool is_whole = false;
    for (std::string_view bytes = stream_.available(); !bytes.empty() && !is_whole;
         bytes = is_whole ? std::string_view() : stream_.available()) {
      const std::size_t feed = bytes.find('\n');
      is_whole = feed != std::string_view::npos;
      const std::size_t count = is_whole ? feed + 1 : bytes.size();
      line += bytes.substr(0, std::min(count, longest - line.size()));
      stream_.consume(count);
    }
    return line;
  }

  // Takes `count` bytes, or what is left.
  std::string take(std::size_t count) {
    std::string taken;
    pass(count, [&taken](std::string_view piece) { taken += piece; });
    return taken;
  }

  // Passes over `count` bytes; false where there are fewer.
  bool skip(std::size_t count) {
    return pass(count, [](std::string_view) {}) == count;
  }

 private:
  template <typename Visit>
  std::size_t pass(std::size_t count, const Visit& visit) {
    std::size_t passed = 0;
    while (passed < count) {
      const std::string_view piece = stream_.available().substr(0, count - passed);
      if (piece.empty()) break;
      visit(piece);
      passed += piece.size();
      stream_.consume(piece.size());
    }
    return passed;
  }

  ByteStream stream_;
};

// The fields of a record's header by their names in small letters.
using RecordHeader = std::map<std::string, std::string, std::less<>>;

class WarcSource : public DocumentSource {
 public:
  WarcSource(ByteStream stream, SourceOptions options)
      : stream_(std::move(stream)), options_(std::move(options)) {}

  std::optional<Document> next() override {
    while (find_record()) {
      if (auto document = read_record(read_header())) {
        document->file = options_.file;
        document->line = number_;
        return document;
      }
    }
    return {};
  }

  std::size_t line() const override { return number_; }

 private:
  [[noreturn]] void fail(const std::string& reason) const {
    throw InputError(options_.file, number_, reason);
  }

  static std::string field(const RecordHeader& header, std::string_view name) {
    const auto found = header.find(name);
    return found == header.end() ? std::string{} : found->second;
  }

  // Goes on behind the first line of the next record; false at the end.
  bool find_record() {
    bool is_found = std::exchange(is_at_record_, false);
    while (!is_found) {
      const std::string line = stream_.take_line(limits::header_bytes);
      if (line.empty()) return false;
      is_found = line.starts_with(version);
      if (is_found || trimmed(line).empty()) continue;
      pass_to_record();
      fail(number_ == 0
               ? "the file does not begin with a record of WARC"
               : "what lies behind the record is none: its Content-Length is wrong, or the "
                 "file is damaged; all up to the next record is lost");
    }
    ++number_;
    return true;
  }

  // Passes over what is no record, as far as the next one's first line.
  void pass_to_record() {
    std::string line;
    do {
      line = stream_.take_line(limits::header_bytes);
      is_at_record_ = line.starts_with(version);
    } while (!is_at_record_ && !line.empty());
  }

  RecordHeader read_header() {
    RecordHeader header;
    std::size_t left = limits::header_bytes;
    while (true) {
      const std::string line = stream_.take_line(left + 1);
      if (line.empty()) fail("the header of the record is cut off");
      if (line.size() > left) {
        pass_to_record();
        fail("the header of the record is longer than the limit of " +
             std::to_string(limits::header_bytes) + " bytes");
      }
      if (trimmed(line).empty()) return header;
      left -= line.size();
      const std::size_t colon = line.find(':');
      if (colon == std::string::npos) continue;
      header[small_letters(trimmed(std::string_view(line).substr(0, colon)))] =
          trimmed(std::string_view(line).substr(colon + 1));
    }
  }

  std::size_t content_length(const RecordHeader& header) {
    const std::string given = field(header, "content-length");
    std::size_t length = 0;
    const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), length);
    if (!given.empty() && error == std::errc{} && end == given.data() + given.size()) return length;
    pass_to_record();
    fail("the Content-Length " + quotation(given) + " of the record is no number");
  }

  // Nothing where the record is no page.
  std::optional<Document> read_record(const RecordHeader& header) {
    const std::size_t length = content_length(header);
    std::string url = field(header, "warc-target-uri");
    if (url.starts_with('<') && url.ends_with('>')) url = url.substr(1, url.size() - 2);
    url = percent_encode_broken_utf8(url);
    if (field(header, "warc-type") != "response" || !url.starts_with("http")) {
      skip(length);
      return {};
    }
    std::string response = take(std::min(length, limits::header_bytes));
    const std::size_t left = length - response.size();
    try {
      const HttpHeader http = parse_http_header(response);
      const bool is_html =
          http.media_type == "text/html" || http.media_type == "application/xhtml+xml";
      const std::size_t most = std::min(options_.max_record_bytes, limits::page_bytes);
      const bool is_too_long = length - http.bytes > most;
      if (http.status != 200 || !is_html || is_too_long) skip(left);
      if (http.status != 200 || !is_html) return {};
      if (is_too_long) {
        fail("the page " + quotation(url) + " is longer than the limit of " + std::to_string(most) +
             " bytes");
      }
      response += take(left);
      const std::string html =
          decode_http_body(std::string_view(response).substr(http.bytes), http, most);
      return read_web_page({html, http.charset, url, field(header, "warc-date")});
    } catch (const BrokenResponse& broken) {
      if (response.size() < length) skip(left);
      fail("the page " + quotation(url) + " cannot be read: " + broken.what());
    } catch (const UnusablePage& unusable) {
      fail(unusable.what());
    }
  }

  std::string take(std::size_t count) {
    std::string taken = stream_.take(count);
    if (taken.size() < count) fail("the record is cut off: the file ends in its middle");
    return taken;
  }

  void skip(std::size_t count) {
    if (!stream_.skip(count)) fail("the record is cut off: the file ends in its middle");
  }

  RecordStream stream_;
  SourceOptions options_;
  std::size_t number_ = 0;     // of the record reached
  bool is_at_record_ = false;  // its first line is already taken
};

}  // namespace

std::unique_ptr<DocumentSource> read_warc(ByteStream stream, SourceOptions options) {
  return std::make_unique<WarcSource>(std::move(stream), std::move(options));
}

}  // namespace entente
