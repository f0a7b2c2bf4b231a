// The lines of the interchange format: triples (extract/triple_json.h), and of a whole graph what a
// graph keeps beside them.
//
//   {"record":{"document":"es-001","date":"2023-07-27","language":"es","title":"…","source":"…",
//              "file":"…","line":1,"text_hash":"…","names":[{"id":"…","name":"…",…}]}}
//   {"decision":{"number":1,"kind":"merge","entities":["…","…"],"name":null,"time":"…","note":null}}
//
// A record is what a graph keeps of a document. Its names are those that the document gives to
// entities of its triples beside the names in these. Of a record only `document` is required, of a
// decision `number`, `kind`, `entities`, `time`, and `name` where it renames. A line is a record or
// a decision where that is its first field.
//
// Pure functions, safe to call from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "extract/triple.h"
#include "graph/decisions.h"
#include "graph/entity.h"
#include "store/document_record.h"

namespace entente {

struct DocumentLine {
  DocumentRecord record;
  std::vector<NamedEntity> names{};  // sorted by id, each id once; every naming is the document's
  bool operator==(const DocumentLine&) const = default;
};

struct InterchangeLine {
  std::variant<Triple, DocumentLine, Decision> content;
  std::vector<std::string> unknown_fields{};  // left out, in the order of the line
  std::vector<std::string> only_named{};      // of a triple: see ParsedTriple
};

// One line without its line feed; absent values are null, the same value always gives the same
// bytes. Throws Error where a text is not UTF-8.
std::string to_json_line(const DocumentLine& document);
std::string to_json_line(const Decision& decision);

// Reads one line. Throws InputError with `file`, `line_number` and the reason, as parse_triple
// does.
InterchangeLine parse_interchange_line(std::string_view line, std::string_view file,
                                       std::size_t line_number);

}  // namespace entente
