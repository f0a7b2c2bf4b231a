// Plain text is read as it is, or refused for a reason.
#include <cstdint>
#include <string>

#include "extract/read/utf8.h"
#include "tests/fuzz/property.h"
#include "tests/fuzz/source_events.h"

using namespace entente;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(data, data + size);
  const SourceReading reading = read_in_pieces(read_text, bytes);
  require(reading.events.size() == 1, "a file is one document or one error");
  const std::string text = bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes;
  const bool good = !find_broken_utf8(text) && text.size() <= fuzzed_record_bytes &&
                    text.find_first_not_of(" \t\r\n") != std::string::npos;
  const SourceEvent& event = reading.events.front();
  require(event.document.has_value() == good, "whatever is a text is read, nothing else");
  require(!good || event.document->text == text, "a text is not changed");
  return 0;
}
