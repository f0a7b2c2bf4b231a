// A fact: what all triples with the same subject, relation, class, object, date and modality say.
//
// How it works:
//   1. A triple's key decides which fact it belongs to. In the symmetric classes (see is_symmetric)
//      the two ends stand in the order of their ids, so that "A met B" and "B met A" are one fact;
//      each piece of evidence remembers which way round its document put it.
//   2. The evidence is a sorted set. Everything else a fact can be asked (support, confidence,
//   dates,
//      sources, direction) is computed from it, so that merging facts is the union of sets: see
//      merge.h.
//
// Plain values; safe to share between threads as long as nobody writes.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/date.h"
#include "extract/triple.h"

namespace entente {

// What makes two triples the same fact. The order of keys is that of their members, strings by
// their bytes; the store keeps facts in this order.
struct FactKey {
  std::string subject;  // entity ids; in symmetric classes the lesser id is the subject
  std::string object;
  RelationClass relation_class = RelationClass::Other;
  std::string relation;
  std::string date;  // ISO date or interval, or "" where unknown
  Modality modality = Modality::Asserted;
  auto operator<=>(const FactKey&) const = default;
};

// One place where a document states a fact.
struct FactEvidence {
  std::string document{};
  std::string observed{};  // ISO day of the document, or ""
  std::size_t sentence = 0;
  std::size_t begin = 0;  // offsets of the sentence in the document, in code points, end exclusive
  std::size_t end = 0;
  std::string module{};   // the extraction module, or ""
  std::string source{};   // id of the entity that says so, or "" for the document's writer
  bool reversed = false;  // the document names the key's object as the subject (symmetric classes)
  double confidence = 1.0;
  std::string text{};  // the sentence; "" where it was not loaded from a store
  // hash_of the document that this one is a copy of, or that has copies and is this one; 0 where
  // there are none or it is not known. Derived (copies.h): not stored.
  std::uint64_t original = 0;
  bool operator==(const FactEvidence&) const = default;
};

// Equal for all documents that tell the same text: hash_of the original, or of the document where
// there are no copies.
std::uint64_t voice_of(const FactEvidence& evidence);

// The order of evidence within a fact: by what identifies a piece of it, which is every member but
// confidence, text and original.
std::strong_ordering compare_identity(const FactEvidence& left, const FactEvidence& right);

struct Support {
  std::size_t documents = 0;  // that state the fact, a document and its copies as one
  std::size_t mentions = 0;   // pieces of evidence
  std::size_t copies = 0;     // documents beside those: they only copy one of them
  auto operator<=>(const Support&) const = default;
};

struct Fact {
  FactKey key;
  std::vector<FactEvidence> evidence;  // in the order of compare_identity, without equal identities

  // The ends as most mentions put them (the key's order where they are even): read a relation from
  // subject() to object(), as in "Putin sent letter to Kim".
  const std::string& subject() const { return reversed() ? key.object : key.subject; }
  const std::string& object() const { return reversed() ? key.subject : key.object; }
  bool reversed() const;

  Support support() const;

  // 1 − Π(1 − c), where c is the highest confidence in each document and its copies: independent
  // documents make a fact surer, repetition within one does not, nor does copying.
  double confidence() const;

  // The earliest and the latest day of the documents that state it; "" where none has a date.
  std::string first_observed() const;
  std::string last_observed() const;

  // The days that its date covers or, without one, from the first to the last on which documents
  // say so; nothing where neither is known.
  std::optional<DaySpan> days() const;

  // On which of these it is told to hold: all days of its date or, without one, each on which a
  // document says so. As spans that neither overlap nor touch, in order.
  std::vector<DaySpan> spells() const;

  // Ids of the entities that say so, sorted, without repetition.
  std::vector<std::string> sources() const;

  bool operator==(const Fact&) const = default;
};

// The days of all of them as spans that neither overlap nor touch, in order.
std::vector<DaySpan> united(std::vector<DaySpan> days);

// A stable identifier made from content alone: its name-based UUID (RFC 4122, version 5: SHA-1) in
// the namespace that the RFC names for object identifiers, as 32 hexadecimal digits.
std::string content_id(std::string_view content);

// The content_id of the key's members, in the order subject, relation, class, object, date,
// modality (class and modality by name_of), each followed by the byte 0x1F.
std::string fact_id(const FactKey& key);

// The key of the fact that a triple states, and whether its ends had to change places for it.
struct KeyedEnds {
  FactKey key;
  bool reversed = false;
};
KeyedEnds key_of(const Triple& triple);

}  // namespace entente
