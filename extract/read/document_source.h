// The documents of one file: what each format implements.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>

#include "extract/document.h"
#include "extract/read/byte_stream.h"
#include "extract/read/fields.h"
#include "extract/read/format.h"

namespace entente {

class DocumentSource {
 public:
  virtual ~DocumentSource() = default;

  // The next document with the values its record has, not yet checked beyond what the format says;
  // nothing at the end. Throws InputError for a bad record, behind which the next call goes on, and
  // DamagedInput where the file cannot be read on.
  virtual std::optional<Document> next() = 0;

  // The line reached, one-based; 0 where lines mean nothing.
  virtual std::size_t line() const = 0;
};

struct SourceOptions {
  std::string file;              // for Document::file and for errors
  FieldNames fields;             // of records
  std::size_t max_record_bytes;  // a longer record is a bad record
};

// A file that is one document. `text.cpp`
std::unique_ptr<DocumentSource> read_text(ByteStream stream, SourceOptions options);

// One JSON object a line. `json_lines.cpp`
std::unique_ptr<DocumentSource> read_json_lines(ByteStream stream, SourceOptions options);

// A table with a header, its columns separated by `separator`. `delimited.cpp`
std::unique_ptr<DocumentSource> read_delimited(ByteStream stream, SourceOptions options,
                                               char separator);

// A page of HTML that is one document. `html.cpp`
std::unique_ptr<DocumentSource> read_html(ByteStream stream, SourceOptions options);

// The pages of an archive of a crawl; what is called a line is the number of a record. `warc.cpp`
std::unique_ptr<DocumentSource> read_warc(ByteStream stream, SourceOptions options);

}  // namespace entente
