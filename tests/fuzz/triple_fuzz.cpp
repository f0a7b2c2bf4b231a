// A line that is a triple is written so that it reads as the same triple; every other is refused.
#include <cstdint>
#include <string>

#include "extract/date.h"
#include "extract/error.h"
#include "extract/triple_json.h"
#include "tests/fuzz/property.h"

using namespace entente;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string line(data, data + size);
  ParsedTriple parsed;
  try {
    parsed = parse_triple(line, "fuzzed", 7);
  } catch (const InputError& error) {
    require(error.file() == "fuzzed" && error.line() == 7, "errors name file and line");
    require(error.reason().size() <= 1000, "errors stay short");
    return 0;
  }
  const Triple& triple = parsed.triple;
  require(!triple.document.empty() && !triple.relation.empty() && !triple.subject.name.empty() &&
              !triple.object.name.empty(),
          "what is required is there");
  require(!triple.subject.id.empty() && !triple.object.id.empty(), "entities have an id");
  require(triple.date.empty() || is_date(triple.date), "dates exist");
  require(triple.confidence >= 0 && triple.confidence <= 1, "confidence is a share");
  require(triple.evidence.begin <= triple.evidence.end, "evidence has an order");
  const std::string written = to_json_line(triple);
  require(written.find('\n') == std::string::npos, "a triple is one line");
  const ParsedTriple again = parse_triple(written, "written", 1);
  require(again.triple == triple && again.unknown_fields.empty(), "what is written is read again");
  require(to_json_line(again.triple) == written, "a triple is always written alike");
  return 0;
}
