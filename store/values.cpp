#include "store/values.h"

#include <algorithm>
#include <utility>

#include "graph/copies.h"
#include "store/coding.h"

namespace entente {
namespace {

constexpr std::uint8_t layout_version = 1;
constexpr std::uint8_t entity_type_count = 5;
constexpr std::uint8_t decision_kind_count = 3;

Encoder begin_value() {
  Encoder encoder;
  encoder.byte(layout_version);
  return encoder;
}

Decoder begin_reading(std::string_view bytes) {
  Decoder decoder(bytes);
  const unsigned version = decoder.byte();
  if (version != layout_version) {
    throw DecodeError("the value has the unknown layout " + std::to_string(version));
  }
  return decoder;
}

bool read_flag(Decoder& decoder) {
  const auto value = decoder.byte();
  if (value > 1) throw DecodeError("a flag is neither 0 nor 1");
  return value == 1;
}

EntityType read_type(Decoder& decoder) {
  const auto value = decoder.byte();
  if (value >= entity_type_count) throw DecodeError("an entity has an unknown type");
  return static_cast<EntityType>(value);
}

void write_piece(Encoder& encoder, const FactEvidence& evidence) {
  encoder.text(evidence.observed);
  encoder.varint(evidence.sentence);
  encoder.varint(evidence.begin);
  encoder.varint(evidence.end);
  encoder.text(evidence.module);
  encoder.text(evidence.source);
  encoder.byte(evidence.reversed ? 1 : 0);
  encoder.share(evidence.confidence);
}

// Into the memory of `evidence`, with its text empty.
void read_piece(Decoder& decoder, std::string_view document, FactEvidence& evidence) {
  evidence.document = document;
  decoder.text(evidence.observed);
  evidence.sentence = decoder.varint();
  evidence.begin = decoder.varint();
  evidence.end = decoder.varint();
  decoder.text(evidence.module);
  decoder.text(evidence.source);
  evidence.reversed = read_flag(decoder);
  evidence.confidence = decoder.share();
  evidence.text.clear();
  evidence.original = 0;
}

template <typename Key, typename Order, typename Write>
void write_counts(Encoder& encoder, const std::map<Key, std::int64_t, Order>& counts,
                  const Write& write_key) {
  encoder.varint(counts.size());
  for (const auto& [key, count] : counts) {
    write_key(key);
    encoder.signed_varint(count);
  }
}

template <typename Key, typename Order, typename Read>
void read_counts(Decoder& decoder, std::map<Key, std::int64_t, Order>& counts,
                 const Read& read_key) {
  for (std::size_t left = decoder.count(); left > 0; --left) {
    auto key = read_key();
    const std::int64_t count = decoder.signed_varint();
    if (count == 0) throw DecodeError("a count is zero");
    if (!counts.empty() && !counts.key_comp()(counts.rbegin()->first, key)) {
      throw DecodeError("a count stands twice or out of order");
    }
    counts.emplace_hint(counts.end(), std::move(key), count);
  }
}

}  // namespace

std::string encode_document(const StoredDocument& document) {
  const DocumentRecord& record = document.record;
  Encoder encoder = begin_value();
  for (const std::string* text :
       {&record.date, &record.language, &record.title, &record.source, &record.file}) {
    encoder.text(*text);
  }
  encoder.varint(record.line);
  encoder.text(record.text_hash);
  encoder.varint(document.entities.size());
  for (const NamedEntity& entity : document.entities) {
    encoder.text(entity.id);
    encoder.varint(entity.namings.size());
    for (const Naming& naming : entity.namings) {
      encoder.text(naming.name);
      encoder.byte(static_cast<std::uint8_t>(naming.type));
      encoder.text(naming.country);
    }
  }
  return encoder.take();
}

StoredDocument decode_document(std::string_view id, std::string_view bytes) {
  Decoder decoder = begin_reading(bytes);
  StoredDocument document;
  DocumentRecord& record = document.record;
  record.id = id;
  for (std::string* text :
       {&record.date, &record.language, &record.title, &record.source, &record.file}) {
    *text = decoder.text();
  }
  record.line = decoder.varint();
  record.text_hash = decoder.text();
  document.entities.resize(decoder.count());
  for (NamedEntity& entity : document.entities) {
    entity.id = decoder.text();
    entity.namings.resize(decoder.count());
    for (Naming& naming : entity.namings) {
      naming.document = id;
      naming.name = decoder.text();
      naming.type = read_type(decoder);
      naming.country = decoder.text();
    }
  }
  decoder.finish();
  return document;
}

std::string encode_evidence(const std::vector<FactEvidence>& evidence) {
  Encoder encoder = begin_value();
  encoder.varint(evidence.size());
  for (const FactEvidence& piece : evidence) {
    write_piece(encoder, piece);
    encoder.text(piece.text);
  }
  return encoder.take();
}

std::vector<FactEvidence> decode_evidence(std::string_view document, std::string_view bytes) {
  Decoder decoder = begin_reading(bytes);
  std::vector<FactEvidence> evidence;
  for (std::size_t left = decoder.count(); left > 0; --left) {
    read_piece(decoder, document, evidence.emplace_back());
    decoder.text(evidence.back().text);
  }
  decoder.finish();
  return evidence;
}

std::string encode_fact(const std::vector<DocumentEvidence>& documents) {
  Encoder encoder = begin_value();
  encoder.varint(documents.size());
  for (const DocumentEvidence& said : documents) {
    encoder.text(said.document);
    encoder.byte(said.replaces ? 1 : 0);
    encoder.varint(said.evidence.size());
    for (const FactEvidence& piece : said.evidence) write_piece(encoder, piece);
  }
  return encoder.take();
}

std::vector<DocumentEvidence> decode_fact(std::string_view bytes) {
  Decoder decoder = begin_reading(bytes);
  std::vector<DocumentEvidence> documents;
  for (std::size_t left = decoder.count(); left > 0; --left) {
    DocumentEvidence& said = documents.emplace_back();
    said.document = decoder.text();
    said.replaces = read_flag(decoder);
    for (std::size_t pieces = decoder.count(); pieces > 0; --pieces) {
      read_piece(decoder, said.document, said.evidence.emplace_back());
    }
  }
  decoder.finish();
  return documents;
}

std::vector<FactEvidence> decode_fact_evidence(std::string_view bytes) {
  std::vector<FactEvidence> evidence;
  read_fact_evidence(bytes, evidence);
  return evidence;
}

void read_fact_evidence(std::string_view bytes, std::vector<FactEvidence>& evidence) {
  Decoder decoder = begin_reading(bytes);
  const std::size_t documents = decoder.count();
  evidence.reserve(documents);
  std::size_t read = 0;
  for (std::size_t left = documents; left > 0; --left) {
    const std::string_view document = decoder.text_view();
    const bool replaces = read_flag(decoder);
    const std::size_t pieces = decoder.count();
    if (replaces || pieces == 0) {
      throw DecodeError("a change to a fact stands in the place of the fact");
    }
    if (read > 0 && document <= evidence[read - 1].document) {
      throw DecodeError("a document stands twice or out of order");
    }
    for (std::size_t piece = 0; piece < pieces; ++piece, ++read) {
      if (read == evidence.size()) evidence.emplace_back();
      read_piece(decoder, document, evidence[read]);
    }
  }
  evidence.resize(read);
  decoder.finish();
}

std::vector<DocumentEvidence> split_by_document(std::vector<FactEvidence> evidence) {
  std::vector<DocumentEvidence> documents;
  for (FactEvidence& piece : evidence) {
    if (documents.empty() || documents.back().document != piece.document) {
      documents.push_back({.document = piece.document, .replaces = false, .evidence = {}});
    }
    documents.back().evidence.push_back(std::move(piece));
  }
  return documents;
}

std::string encode_tally(const EntityTally& tally) {
  Encoder encoder = begin_value();
  const auto write_text = [&](const std::string& text) { encoder.text(text); };
  write_counts(encoder, tally.names, write_text);
  write_counts(encoder, tally.types,
               [&](EntityType type) { encoder.byte(static_cast<std::uint8_t>(type)); });
  write_counts(encoder, tally.countries, write_text);
  return encoder.take();
}

EntityTally decode_tally(std::string_view bytes) {
  Decoder decoder = begin_reading(bytes);
  EntityTally tally;
  const auto read_text = [&] { return decoder.text(); };
  read_counts(decoder, tally.names, read_text);
  read_counts(decoder, tally.types, [&] { return read_type(decoder); });
  read_counts(decoder, tally.countries, read_text);
  decoder.finish();
  return tally;
}

std::string encode_identities(const Identities& identities) {
  Encoder encoder = begin_value();
  encoder.varint(identities.groups().size());
  for (const Identities::Group& group : identities.groups()) {
    encoder.text(group.id);
    encoder.varint(group.members.size());
    for (const std::string& member : group.members) encoder.text(member);
  }
  return encoder.take();
}

Identities decode_identities(std::string_view bytes) {
  Decoder decoder = begin_reading(bytes);
  std::vector<Identities::Group> groups(decoder.count());
  for (Identities::Group& group : groups) {
    group.id = decoder.text();
    group.members.resize(decoder.count());
    for (std::string& member : group.members) member = decoder.text();
    if (!std::ranges::is_sorted(group.members)) throw DecodeError("an entity stands out of order");
  }
  decoder.finish();
  if (!std::ranges::is_sorted(groups, {}, &Identities::Group::id)) {
    throw DecodeError("a group of entities stands out of order");
  }
  try {
    return Identities(std::move(groups));
  } catch (const Error& error) {
    throw DecodeError(error.what());
  }
}

std::string encode_copies(const Copies& copies) {
  Encoder encoder = begin_value();
  encoder.varint(copies.originals().size());
  for (const Copies::Original& original : copies.originals()) {
    encoder.text(original.document);
    encoder.varint(original.copies.size());
    for (const Copies::Copy& copy : original.copies) {
      encoder.text(copy.document);
      encoder.share(copy.containment);
    }
  }
  return encoder.take();
}

Copies decode_copies(std::string_view bytes) {
  Decoder decoder = begin_reading(bytes);
  std::vector<Copies::Original> originals(decoder.count());
  for (Copies::Original& original : originals) {
    original.document = decoder.text();
    original.copies.resize(decoder.count());
    for (Copies::Copy& copy : original.copies) {
      copy.document = decoder.text();
      copy.containment = decoder.share();
    }
    if (!std::ranges::is_sorted(original.copies, {}, &Copies::Copy::document)) {
      throw DecodeError("a copy stands out of order");
    }
  }
  decoder.finish();
  if (!std::ranges::is_sorted(originals, {}, &Copies::Original::document)) {
    throw DecodeError("a document with copies stands out of order");
  }
  try {
    return Copies(std::move(originals));
  } catch (const Error& error) {
    throw DecodeError(error.what());
  }
}

std::string encode_decision(const Decision& decision) {
  Encoder encoder = begin_value();
  encoder.byte(static_cast<std::uint8_t>(decision.kind));
  encoder.varint(decision.entities.size());
  for (const std::string& entity : decision.entities) encoder.text(entity);
  encoder.text(decision.name);
  encoder.text(decision.time);
  encoder.text(decision.note);
  return encoder.take();
}

Decision decode_decision(std::uint64_t number, std::string_view bytes) {
  Decoder decoder = begin_reading(bytes);
  const std::uint8_t kind = decoder.byte();
  if (kind >= decision_kind_count) throw DecodeError("a decision is of an unknown kind");
  Decision decision{.number = number, .kind = static_cast<DecisionKind>(kind)};
  decision.entities.resize(decoder.count());
  for (std::string& entity : decision.entities) entity = decoder.text();
  decision.name = decoder.text();
  decision.time = decoder.text();
  decision.note = decoder.text();
  decoder.finish();
  if (!has_its_entities(decision)) {
    throw DecodeError("a decision does not have the entities that its kind needs");
  }
  return decision;
}

}  // namespace entente
