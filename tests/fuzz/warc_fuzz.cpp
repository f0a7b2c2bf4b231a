// Whatever an archive holds, its records are read or reported in their order, none twice.
#include <algorithm>
#include <cstdint>
#include <string>

#include "extract/read/utf8.h"
#include "tests/fuzz/property.h"
#include "tests/fuzz/source_events.h"

using namespace entente;

namespace {

std::size_t count_of(std::string_view bytes, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = bytes.find(part); at != std::string_view::npos;
       at = bytes.find(part, at + 1)) {
    ++count;
  }
  return count;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(data, data + size);
  const SourceReading reading = read_in_pieces(read_warc, bytes);
  require(reading.line <= count_of(bytes, "WARC/"), "a record begins with its version");
  std::size_t last = 0;
  std::size_t last_document = 0;
  for (const SourceEvent& event : reading.events) {
    require(event.line >= last && event.line <= reading.line, "records come in their order");
    last = event.line;
    if (!event.document) continue;
    require(event.line > last_document, "a record is one document at most");
    last_document = event.line;
    require(!event.document->text.empty() && !find_broken_utf8(event.document->text),
            "a document has a text");
  }
  return 0;
}
