// How large and how deep what comes from outside may be. Whatever is beyond is refused by name: a
// record, line or document is skipped (exit code 3), a file of a language or a model is not read.
// README.md lists what users meet.
#pragma once

#include <cstddef>

namespace entente::limits {

// --- corpora (extract/read) ---

inline constexpr std::size_t record_bytes = 64u << 20;  // of a document's record; the default
inline constexpr std::size_t columns =
    1u << 16;  // of a row, which separators alone make large in memory
// Of what names a document: its id, date, language, title and source.
inline constexpr std::size_t field_bytes = 1u << 16;
// A compressed file that is larger than this may be so many times as large as it is stored; text
// is seldom above 20. Repetitions without end are above 1000 in both formats.
inline constexpr std::size_t unsuspicious_bytes = 64u << 20;
inline constexpr std::size_t times_compressed = 250;
inline constexpr int zstd_window_bits = 27;  // 128 MiB, what zstd itself takes by default
// Of pages of the web; crawlers cut at one to five million bytes.
inline constexpr std::size_t page_bytes = 8u << 20;
inline constexpr std::size_t page_nesting = 1000;      // elements within each other
inline constexpr std::size_t tag_words = 1u << 14;     // of one tag, with all its attributes
inline constexpr std::size_t header_bytes = 1u << 16;  // of a record of WARC, and of HTTP

// --- documents (extract/nlp) ---

inline constexpr std::size_t words = 300'000;  // of a document: three novels

// --- triples (extract/triple_json.h) ---

inline constexpr std::size_t line_bytes = record_bytes;
inline constexpr std::size_t triple_nesting = 32;
inline constexpr std::size_t triple_fields = 1000;  // of one object
inline constexpr std::size_t array_elements = 1'000'000;
// Of a document's id, a name, a relation and a module, which keys of a graph are made of.
inline constexpr std::size_t name_bytes = 1u << 14;
inline constexpr std::size_t entity_id_bytes = 4 * name_bytes;  // made of a name, in Latin letters
inline constexpr std::size_t sentence_bytes = 1u << 20;         // of evidence
// Of one document, which a graph takes whole or not at all: how many, and how long they are
// together.
inline constexpr std::size_t document_triples = 100'000;
inline constexpr std::size_t document_triple_bytes = record_bytes;

// --- files of a language and models ---

inline constexpr std::size_t model_bytes = 1u << 30;
inline constexpr std::size_t model_size = 1u << 20;  // each of "sizes" in a model's header
inline constexpr double model_weight = 65504;        // either way; the largest of half precision
inline constexpr std::size_t lexicon_bytes = 64u << 20;
inline constexpr int lexicon_nesting = 32;
inline constexpr std::size_t pattern_ways = 4096;  // that optional parts give one pattern of time

}  // namespace entente::limits
