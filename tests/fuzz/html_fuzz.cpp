// Whatever a file of HTML holds, it is one document of well-formed text, or refused for a reason.
#include <cstdint>
#include <string>

#include "extract/read/publication_day.h"
#include "extract/read/utf8.h"
#include "tests/fuzz/property.h"
#include "tests/fuzz/source_events.h"

using namespace entente;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const SourceReading reading = read_in_pieces(read_html, std::string(data, data + size));
  require(reading.events.size() == 1, "a file is one document or one error");
  const auto& document = reading.events.front().document;
  if (!document) return 0;
  require(document->text.find_first_not_of(" \t\r\n") != std::string::npos,
          "a document has a text");
  for (const std::string& field :
       {document->id, document->title, document->source, document->text}) {
    require(!find_broken_utf8(field), "what is read is UTF-8");
    require(field.find('\0') == std::string::npos, "zeros are replaced");
  }
  require(document->date.empty() || parse_publication_day(document->date) == document->date,
          "a date is a day that exists");
  return 0;
}
