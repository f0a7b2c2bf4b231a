// The values of a stored graph: their layouts, and the way there and back.
//
// Each begins with a byte, the version of its layout (1); its pieces are those of coding.h; [x]* is
// the varint of a number and then as many x.
//
//   documents  01 text(date) text(language) text(title) text(source) text(file) varint(line)
//              text(text_hash) [text(entity) [text(name) type text(country)]*]*
//   evidence   01 [piece text(sentence)]*
//   facts      01 [text(document) replaces [piece]*]*
//   entities   01 [text(name) signed(documents)]* [type signed(documents)]*
//                 [text(country) signed(documents)]*
//   identities 01 [text(id) [text(member)]*]*
//   copies     01 [text(document) [text(copy) share(containment)]*]*
//   decisions  01 kind [text(entity)]* text(name) text(time) text(note)
//
//   piece      text(observed) varint(sentence) varint(begin) varint(end) text(module) text(source)
//              reversed share(confidence)
//   kind, type, replaces, reversed   one byte
//
// A value of facts is also an operand of its merge operator. `replaces` says that what follows is
// all that the document says for the fact, possibly nothing, and not an addition to what it said
// before; in a value at rest it is 0 and every document says something. A value of entities is an
// operand too: the difference that a document makes.
//
// What a map or set holds stands in its order. Reading throws DecodeError for bytes that are no
// such value, or are not what writing it gives.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "graph/decisions.h"
#include "graph/entity.h"
#include "graph/fact.h"
#include "graph/identities.h"
#include "store/document_record.h"

namespace entente {

class Copies;

// What documents holds: the record and the document's part of each entity.
struct StoredDocument {
  DocumentRecord record;
  std::vector<NamedEntity> entities;  // every naming is this document's
  bool operator==(const StoredDocument&) const = default;
};

std::string encode_document(const StoredDocument& document);
StoredDocument decode_document(std::string_view id, std::string_view bytes);

// `evidence` MUST be of one document.
std::string encode_evidence(const std::vector<FactEvidence>& evidence);
std::vector<FactEvidence> decode_evidence(std::string_view document, std::string_view bytes);

// What one document says for a fact, as an operand or a part of a value.
struct DocumentEvidence {
  std::string document;
  bool replaces = false;
  std::vector<FactEvidence> evidence;  // sorted; texts are not stored
};

std::string encode_fact(const std::vector<DocumentEvidence>& documents);
std::vector<DocumentEvidence> decode_fact(std::string_view bytes);

// A value at rest, as the sorted evidence of a fact, and as what decode_fact gives.
std::vector<FactEvidence> decode_fact_evidence(std::string_view bytes);
void read_fact_evidence(std::string_view bytes,
                        std::vector<FactEvidence>& evidence);  // the same into its memory
std::vector<DocumentEvidence> split_by_document(std::vector<FactEvidence> evidence);

std::string encode_tally(const EntityTally& tally);
EntityTally decode_tally(std::string_view bytes);

// Who is one, without the names that users give: those follow from decisions.
std::string encode_identities(const Identities& identities);
Identities decode_identities(std::string_view bytes);

std::string encode_copies(const Copies& copies);
Copies decode_copies(std::string_view bytes);

// The number stands in the key.
std::string encode_decision(const Decision& decision);
Decision decode_decision(std::uint64_t number, std::string_view bytes);

}  // namespace entente
