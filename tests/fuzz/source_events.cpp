#include "tests/fuzz/source_events.h"

#include <tuple>

#include "tests/extract/read/memory_source.h"
#include "tests/fuzz/property.h"

namespace entente {
namespace {

auto values_of(const Document& document) {
  return std::tie(document.id, document.date, document.language, document.title, document.text,
                  document.source, document.file, document.line);
}

}  // namespace

bool SourceEvent::operator==(const SourceEvent& other) const {
  if (document.has_value() != other.document.has_value()) return false;
  return line == other.line && reason == other.reason &&
         (!document || values_of(*document) == values_of(*other.document));
}

SourceReading read_source(const OpenSource& open, const std::string& bytes, std::size_t at_once,
                          std::size_t buffer_bytes) {
  const auto source =
      open(ByteStream(std::make_unique<MemorySource>(bytes, at_once), buffer_bytes),
           {.file = "fuzzed", .fields = FieldNames({}), .max_record_bytes = fuzzed_record_bytes});
  SourceReading reading;
  while (true) {
    try {
      auto document = source->next();
      if (!document) break;
      const std::size_t line = document->line;
      reading.events.push_back({std::move(document), line, {}});
    } catch (const InputError& error) {
      require(error.file() == "fuzzed" && !error.reason().empty(), "errors name file and reason");
      reading.events.push_back({std::nullopt, error.line(), error.reason()});
    }
    require(reading.events.size() <= bytes.size() + 1, "the reader comes to an end");
  }
  reading.line = source->line();
  return reading;
}

SourceReading read_in_pieces(const OpenSource& open, const std::string& bytes) {
  SourceReading whole = read_source(open, bytes, bytes.size() + 1, bytes.size() + 1);
  for (const std::size_t size : {std::size_t{1}, std::size_t{7}}) {
    require(read_source(open, bytes, size, 64) == whole, "pieces of input change nothing");
    require(read_source(open, bytes, 64, size) == whole, "the size of the buffer changes nothing");
  }
  return whole;
}

}  // namespace entente
