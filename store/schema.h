// The schema of a stored graph: its column families and the layout of every key.
//
// Version 2. Values are drawn in values.h, their pieces in coding.h.
//
//   family     key                                    value
//   ---------  -------------------------------------  ---------------------------------------------
//   documents  document                               its record, and how it names entities
//   evidence   text(document) fact                    what the document says for the fact
//   facts      fact                                   all evidence, without the sentences (merged)
//   entities   entity                                 documents by name, type and country (merged)
//   names      text(lookup_key(name)) entity          nothing
//   by_object  text(object) text(subject) class       nothing
//              text(relation) text(date) modality
//   by_time    level first-day fact                   nothing
//   decisions  number (8 bytes, big-endian)           a user's decision about who is who, from 1
//   meta       "schema"                               the version, in decimal digits
//              "identities"                           which entities are one (values.h)
//              "copies"                               which documents are copies (values.h)
//
// Identities and copies are of the present state: a change of a document takes both away with it, a
// merge or a split the identities, and who needs them makes them anew.
//
// Version 1 had no copies, and programs of it would leave them standing. Its graphs are read as
// they are, and become ones of version 2 when copies are first kept in them.
//
// Where a value is merged, RocksDB makes it from what each document contributes: merge_operators.h.
//
//   fact       text(subject) text(object) class text(relation) text(date) modality
//   class, modality   one byte, the number of the enumerator
//   text(t)    the bytes of t, each 00 written as 00 FF, and then 00 01: encoded texts compare as
//              the texts do, and none is the beginning of another
//   document, entity  the last or only part of a key: the bytes of the id as they are
//
// Facts compare as their keys (FactKey) do. What is derived: facts from evidence, entities from
// documents, names from entities, by_object and by_time from facts. There is no entry without what
// it is derived from: no fact without evidence, no entity that no document names.
//
// by_time finds the facts of a window by few range scans. A fact with a date has one entry, for the
// days that its date covers; a fact without has one for each observed date of its evidence.
//   level      one byte, the bits of (last day − first day): level n spans at most 2^n days
//   first-day  four bytes, big-endian: days since 1970-01-01 plus 2^31
// so that the entries of level n that overlap a window begin between 2^n − 1 days before it and its
// end.
//
// Pure functions, safe to call from any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/date.h"
#include "graph/fact.h"

namespace entente {

inline constexpr std::string_view schema_version = "2";
inline constexpr std::string_view schema_without_copies = "1";
inline constexpr std::string_view schema_key = "schema";
inline constexpr std::string_view identities_key = "identities";
inline constexpr std::string_view copies_key = "copies";

enum class Family {
  Documents,
  Evidence,
  Facts,
  Entities,
  Names,
  ByObject,
  ByTime,
  Decisions,
  Meta
};
inline constexpr std::array<std::string_view, 9> family_names{"documents", "evidence",  "facts",
                                                              "entities",  "names",     "by_object",
                                                              "by_time",   "decisions", "meta"};
constexpr std::string_view name_of(Family family) {
  return family_names[static_cast<std::size_t>(family)];
}

// Those of which every entry follows from documents and evidence.
inline constexpr std::array derived_families{Family::Facts, Family::Entities, Family::Names,
                                             Family::ByObject, Family::ByTime};

constexpr bool is_derived(Family family) {
  for (const Family derived : derived_families) {
    if (family == derived) return true;
  }
  return false;
}

// Those of which RocksDB makes the values from what each document contributes.
constexpr bool is_merged(Family family) {
  return family == Family::Facts || family == Family::Entities;
}

// A part of a key that others may follow; also the beginning of all keys that start with this part.
std::string text_prefix(std::string_view text);

std::string fact_key(const FactKey& key);
std::string evidence_key(std::string_view document, std::string_view fact);
std::string name_key(std::string_view name, std::string_view entity);
std::string object_key(const FactKey& key);
std::string decision_key(std::uint64_t number);

// The keys of by_time for a fact with this evidence, sorted.
std::vector<std::string> time_keys(const Fact& fact);

// Ranges of by_time, [begin, end), that hold every entry of the days in `window`.
struct KeyRange {
  std::string begin;
  std::string end;
};
std::vector<KeyRange> time_ranges(const DaySpan& window);

// All keys that begin with `prefix`.
KeyRange prefix_range(std::string prefix);

// The inverse; DecodeError for bytes that are no such key.
FactKey parse_fact_key(std::string_view key);
FactKey parse_object_key(std::string_view key);
RelationClass class_of_object_key(std::string_view key);
std::string fact_of_object_key(std::string_view key);
std::string_view day_of_time_key(std::string_view key);  // its level and first day
std::string_view fact_of_time_key(std::string_view key);
std::string document_of_evidence_key(std::string_view key);
std::string_view fact_of_evidence_key(std::string_view key);
std::string_view entity_of_name_key(std::string_view key);
std::uint64_t parse_decision_key(std::string_view key);

// Reads the keys of facts one after the other into the same memory, as parse_fact_key would: what a
// key has in common with the one before, as neighbours have, is not read again.
class FactKeyReader {
 public:
  // `key` MUST be as the call before left it.
  void read(std::string_view bytes, FactKey& key);

 private:
  // What the last key began with, up to its relation; empty where there is none.
  std::string before_;
  std::size_t pair_ = 0;  // how much of it stands for the two ends
};

// Bytes of any kind on one line: control characters and backslashes as \xHH.
std::string escaped(std::string_view bytes);

// A key for people, on one line: `"person/kim-jong-un" "met" "person/sergei-shoigu" (CONSULT,
// 2023-07-26, asserted)`. Bytes that are no key of the family are shown escaped.
std::string readable_key(Family family, std::string_view key);

}  // namespace entente
