// A page of HTML, one a file.
#include <algorithm>
#include <utility>

#include "extract/limits.h"
#include "extract/read/document_source.h"
#include "extract/read/web_page.h"

namespace entente {
namespace {

class HtmlSource : public DocumentSource {
 public:
  HtmlSource(ByteStream stream, SourceOptions options)
      : stream_(std::move(stream)), options_(std::move(options)) {}

  std::optional<Document> next() override {
    if (std::exchange(read_, true)) return {};
    const std::string html = read_whole();
    try {
      FetchedPage page;
      page.html = html;
      Document document = read_web_page(page);
      document.file = options_.file;
      return document;
    } catch (const UnusablePage& unusable) {
      throw InputError(options_.file, 0, unusable.what());
    }
  }

  std::size_t line() const override { return 0; }

 private:
  std::string read_whole() {
    const std::size_t most = std::min(options_.max_record_bytes, limits::page_bytes);
    std::string html;
    for (std::string_view bytes = stream_.available(); !bytes.empty();
         bytes = stream_.available()) {
      if (html.size() + bytes.size() > most) {
        throw InputError(options_.file, 0,
                         "the page is longer than the limit of " + std::to_string(most) + " bytes");
      }
      html += bytes;
      stream_.consume(bytes.size());
    }
    return html;
  }

  ByteStream stream_;
  SourceOptions options_;
  bool read_ = false;
};

}  // namespace

std::unique_ptr<DocumentSource> read_html(ByteStream stream, SourceOptions options) {
  return std::make_unique<HtmlSource>(std::move(stream), std::move(options));
}

}  // namespace entente
