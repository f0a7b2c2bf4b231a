// Plain text: the file is the text of one document, and nothing in it is taken for a title.
#include <utility>

#include "extract/read/document_source.h"
#include "extract/read/utf8.h"

namespace entente {
namespace {

class TextSource : public DocumentSource {
 public:
  TextSource(ByteStream stream, SourceOptions options)
      : stream_(std::move(stream)), options_(std::move(options)) {}

  std::optional<Document> next() override {
    if (std::exchange(read_, true)) return {};
    Document document;
    document.file = options_.file;
    for (std::string_view bytes = stream_.available(); !bytes.empty();
         bytes = stream_.available()) {
      if (document.text.size() + bytes.size() > options_.max_record_bytes) {
        throw InputError(options_.file, 0,
                         "the text is longer than the limit of " +
                             std::to_string(options_.max_record_bytes) + " bytes");
      }
      document.text += bytes;
      stream_.consume(bytes.size());
    }
    if (const auto offset = find_broken_utf8(document.text)) {
      throw InputError(options_.file, 0,
                       "broken UTF-8 at byte offset " + std::to_string(*offset) +
                           " of the text; convert it to UTF-8");
    }
    if (document.text.find_first_not_of(" \t\r\n") == std::string::npos) {
      throw InputError(options_.file, 0, "the text is empty");
    }
    return document;
  }

  std::size_t line() const override { return 0; }

 private:
  ByteStream stream_;
  SourceOptions options_;
  bool read_ = false;
};

}  // namespace

std::unique_ptr<DocumentSource> read_text(ByteStream stream, SourceOptions options) {
  return std::make_unique<TextSource>(std::move(stream), std::move(options));
}

}  // namespace entente
