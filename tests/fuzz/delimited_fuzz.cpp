// A table's documents, written as a table again, are the same documents; no line is passed over.
#include <algorithm>
#include <cstdint>
#include <string>

#include "tests/fuzz/property.h"
#include "tests/fuzz/source_events.h"

using namespace entente;

namespace {

std::string quoted(const std::string& value) {
  std::string text = "\"";
  for (const char c : value) text += c == '"' ? "\"\"" : std::string(1, c);
  return text + "\"";
}

std::string row_of(const Document& document, const std::string& separator) {
  std::string row;
  for (const std::string* value : {&document.id, &document.date, &document.language,
                                   &document.title, &document.text, &document.source}) {
    row += (row.empty() ? "" : separator) + quoted(*value);
  }
  return row + "\n";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(data, data + size);
  const char separator = !bytes.empty() && bytes.back() == '\t' ? '\t' : ',';
  const OpenSource open = [separator](ByteStream stream, SourceOptions options) {
    return read_delimited(std::move(stream), std::move(options), separator);
  };
  const SourceReading reading = read_in_pieces(open, bytes);
  const auto feeds = static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n'));
  require(!reading.events.empty() || feeds > 0 || bytes.find('t') != std::string::npos,
          "a file without a header is reported");
  std::size_t line = 0;
  for (const SourceEvent& event : reading.events) {
    require(event.line >= 1 && event.line <= feeds + 1, "lines lie in the file");
    require(event.line > line || !event.document, "each document begins on a line of its own");
    line = std::max(line, event.line);
    if (!event.document) continue;
    const std::string mark(1, separator);
    std::string table = "id";
    for (const char* column : {"date", "lang", "title", "text", "source"}) table += mark + column;
    const SourceReading again =
        read_source(open, table + "\n" + row_of(*event.document, mark), 4096, 4096);
    require(again.events.size() == 1, "a written row is one event");
    SourceEvent same = event;
    same.line = 2;
    same.document->line = 2;
    // Quotes that were not there before may make a row too long.
    const bool too_long = !again.events[0].document && size + 20 > fuzzed_record_bytes / 2;
    require(too_long || again.events[0] == same, "what is written is read again");
  }
  return 0;
}
