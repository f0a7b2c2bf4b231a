// Sketches: how alike two texts are, told from 132 bytes of each.
//
//   Sketcher sketcher;
//   for (const std::string& sentence : sentences) sketcher.add(sentence);
//   const std::optional<Sketch> sketch = sketcher.take();
//
// How it works:
//   1. Words are runs of letters and digits, their case folded; marks and punctuation count for
//      nothing, numbers do. A text is the set of its shingles: five words in a row within a
//      sentence, or the whole of a shorter one. The order of sentences does not matter.
//   2. Two texts are as alike as the share of all their shingles that they have in common
//      (resemblance; Broder 1997). A sketch holds 128 samples of shingles, drawn alike from every
//      text, so that the share of equal samples estimates that: Fast Similarity Sketching
//      (Dahlgaard, Knudsen and Thorup 2017), which suits a sentence as well as a long text.
//   3. Of each sample a byte is kept (b-bit minwise hashing; Li and König 2010).
//   4. From the numbers of their shingles follows how much of the shorter text stands in the longer
//      (containment): a text cut to its half is contained in the whole, and resembles it by 0.5.
//
// Used by one thread; sketches are plain values.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace entente {

struct Sketch {
  std::array<std::uint8_t, 128> samples{};
  std::uint32_t shingles = 0;  // how many the text has
  bool operator==(const Sketch&) const = default;
};

class Sketcher {
 public:
  // UTF-8; a sentence that was added before changes nothing.
  void add(std::string_view sentence);

  // The sketch of what was added since the last one; nothing where that is less than 16 shingles, a
  // sentence of 20 words: too little to tell a copied text from a common phrase.
  std::optional<Sketch> take();

 private:
  std::unordered_set<std::uint64_t> sentences_;  // hash_of each
  std::vector<std::uint64_t> shingles_;
  std::vector<std::uint64_t> words_;  // of one sentence: kept for its memory
};

// The share of all shingles of two texts that both have, from 0 to 1; an estimate with a standard
// error of 0.044 at most.
double resemblance(const Sketch& left, const Sketch& right);

// The share of the shingles of the text with fewer that the other has, too, estimated from their
// resemblance.
double containment(double resemblance, const Sketch& left, const Sketch& right);

}  // namespace entente
