// What a graph keeps of a document beside the facts that it states.
#pragma once

#include <cstddef>
#include <string>

#include "extract/document.h"

namespace entente {

struct DocumentRecord {
  std::string id;
  std::string date{};      // ISO 8601 day of publication, or ""
  std::string language{};  // ISO 639-1, or ""
  std::string title{};
  std::string source{};     // who published it, or ""
  std::string file{};       // the file it came from, "-" for standard input
  std::size_t line = 0;     // the line on which its record begins, 0 where a file is one document
  std::string text_hash{};  // tells whether the text has changed; "" where there was no text
  bool operator==(const DocumentRecord&) const = default;
};

// The record of a document; its text_hash is content_id(document.text).
DocumentRecord record_of(const Document& document);

}  // namespace entente
