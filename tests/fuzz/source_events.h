// What a reader makes of bytes, as a list that two readings can be compared by.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "extract/document.h"
#include "extract/read/document_source.h"

namespace entente {

// A record that was read, or why it was not.
struct SourceEvent {
  std::optional<Document> document;
  std::size_t line = 0;
  std::string reason;
  bool operator==(const SourceEvent& other) const;
};

struct SourceReading {
  std::vector<SourceEvent> events;
  std::size_t line = 0;  // reached in the end
  bool operator==(const SourceReading&) const = default;
};

using OpenSource = std::function<std::unique_ptr<DocumentSource>(ByteStream, SourceOptions)>;

inline constexpr std::size_t fuzzed_record_bytes = 1000;  // so that the limit is met, too

// Reads `bytes` to the end, which come `at_once` at a time into a buffer of `buffer_bytes`.
SourceReading read_source(const OpenSource& open, const std::string& bytes, std::size_t at_once,
                          std::size_t buffer_bytes);

// Reads `bytes` in pieces of several sizes; the readings MUST NOT differ.
SourceReading read_in_pieces(const OpenSource& open, const std::string& bytes);

}  // namespace entente
