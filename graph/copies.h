// Copies: documents that tell the same text, as when many papers print one report of an agency.
//
// How it works:
//   1. A document's text is, for this, the sentences that it states facts in: what its facts rest
//      on. So copies are the same whichever way triples come, and a document that adds a paragraph
//      nothing is stated in is still a copy. One with less than a long sentence of evidence, or
//      triples without their sentences, is no copy: that would be too little to tell.
//   2. One text is a copy of another where seven tenths of the shorter stand in the longer
//      (containment of sketch.h) and they have a third of all in common (resemblance): reports are
//      shortened more often than they are rewritten, but a line in a long text does not make that a
//      copy of the line.
//   3. Documents are taken by date (undated ones last) and id. One that is a copy of an earlier
//      document which is no copy itself is a copy of the first such. Nothing is a copy of a copy:
//      texts that change step by step do not become one, and what a copy was compared with is what
//      is shown.
//   4. Those that may be copies are found by locality-sensitive hashing (Indyk and Motwani 1998):
//      of the sketch's 42 bands of 3 samples one has to be equal. Bands that no other document has
//      are left out of the index, which are most of a corpus without copies. Of pairs that resemble
//      each other by a half one in two hundred is missed, by a third one in five. Of those with an
//      equal band, no more than the last 16 are compared.
// The documents alone decide: no order or number of threads does.
//
// What a fact is told by is then counted by voices (voice_of in fact.h): a document and its copies
// are one. All evidence and all sources stay.
#pragma once

#include <cstdint>
#include <deque>
#include <memory_resource>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/language/text_map.h"
#include "graph/fact.h"
#include "graph/sketch.h"

namespace entente {

inline constexpr double least_containment = 0.7;
inline constexpr double least_resemblance = 1.0 / 3.0;

// Immutable once made: threads may share one.
class Copies {
 public:
  struct Copy {
    std::string document;
    double containment = 0.0;  // of the shorter of its text and the original's, to the thousandth
    bool operator==(const Copy&) const = default;
  };
  struct Original {
    std::string document;
    std::vector<Copy> copies;  // at least one, sorted by document
    bool operator==(const Original&) const = default;
  };

  Copies() = default;

  // In any order. Throws Error for an original without copies and a document that stands twice.
  explicit Copies(std::vector<Original> originals);

  // True where no document is a copy.
  bool empty() const { return originals_.empty(); }

  // Sorted by document.
  const std::vector<Original>& originals() const { return originals_; }

  // The document that this one is a copy of; nothing where it is none.
  std::optional<std::string_view> original_of(std::string_view document) const;

  // Sets FactEvidence::original of all pieces, which MUST be sorted.
  void mark(std::span<FactEvidence> evidence) const;

  bool operator==(const Copies& other) const { return originals_ == other.originals_; }

 private:
  std::vector<Original> originals_;
  TextMap<std::size_t> original_;  // by document, originals too: the place in originals_
};

// Finds the copies among documents. Memory: some 250 bytes a document, 750 at most
// where all are like others.
class CopyFinder {
 public:
  // Each document once, in any order; `facts` with their sentences.
  void add(std::string_view document, std::string_view date, std::span<const Fact> facts);

  // Of all that were added.
  Copies find();

 private:
  struct Sketched {
    std::string_view document;  // in texts_, as is the date
    std::string_view date;
    Sketch sketch{};
  };

  std::string_view kept(std::string_view text);

  Sketcher sketcher_;
  std::pmr::monotonic_buffer_resource texts_;
  std::deque<Sketched> documents_;  // which moves none when it grows
};

}  // namespace entente
