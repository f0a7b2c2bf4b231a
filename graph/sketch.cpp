#include "graph/sketch.h"

#include <algorithm>
#include <limits>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "graph/hash.h"

namespace entente {
namespace {

constexpr std::size_t words_of_shingle = 5;
constexpr std::size_t least_shingles = 16;
constexpr std::uint64_t samples = std::tuple_size_v<decltype(Sketch::samples)>;
constexpr double values_of_sample = 256.0;

constexpr std::uint64_t step(std::uint64_t hash, std::uint64_t next) {
  return (hash ^ next) * 1099511628211ull;  // as FNV-1a
}

constexpr UChar32 no_letter = 0;

// A letter or digit with its case folded; no_letter for any other sign.
UChar32 folded(UChar32 c) {
  if (c >= 'a' && c <= 'z') return c;
  if (c >= 'A' && c <= 'Z') return c - 'A' + 'a';
  if (c < 0x80) return c >= '0' && c <= '9' ? c : no_letter;
  return u_isalnum(c) ? u_foldCase(c, U_FOLD_CASE_DEFAULT) : no_letter;
}

bool is_mark(UChar32 c) { return c >= 0x80 && (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0; }

// Hashes of the words of a sentence.
void read_words(std::string_view sentence, std::vector<std::uint64_t>& words) {
  constexpr std::uint64_t no_word = 0;
  std::uint64_t word = no_word;
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(sentence.data());
  for (std::size_t at = 0; at < sentence.size();) {
    UChar32 c = 0;
    U8_NEXT(bytes, at, sentence.size(), c);
    if (const UChar32 letter = folded(c); letter != no_letter) {
      word = step(word == no_word ? hash_of({}) : word, static_cast<std::uint64_t>(letter));
    } else if (word != no_word && !is_mark(c)) {
      words.push_back(word);
      word = no_word;
    }
  }
  if (word != no_word) words.push_back(word);
}

Sketch sketch_of(const std::vector<std::uint64_t>& shingles) {
  constexpr std::uint64_t none = std::numeric_limits<std::uint64_t>::max();
  std::array<std::uint64_t, samples> least{};
  least.fill(none);
  std::uint64_t empty = samples;
  // In each of the first rounds a shingle falls into a place by chance; the later ones fill one
  // place each. What fell in an earlier round comes first.
  for (std::uint64_t round = 0; empty > 0; ++round) {
    for (const std::uint64_t shingle : shingles) {
      const std::uint64_t hash = mixed_bits(shingle ^ mixed_bits(round));
      std::uint64_t& place = least.at(round < samples ? hash % samples : round - samples);
      if (place == none) --empty;
      place = std::min(place, round << 56U | hash >> 8U);
    }
  }
  Sketch sketch{.shingles = static_cast<std::uint32_t>(shingles.size())};
  std::ranges::transform(least, sketch.samples.begin(),
                         [](std::uint64_t value) { return static_cast<std::uint8_t>(value); });
  return sketch;
}

}  // namespace

void Sketcher::add(std::string_view sentence) {
  if (sentence.empty() || !sentences_.insert(hash_of(sentence)).second) return;
  words_.clear();
  read_words(sentence, words_);
  if (words_.empty()) return;
  const std::size_t length = std::min(words_.size(), words_of_shingle);
  for (std::size_t first = 0; first + length <= words_.size(); ++first) {
    std::uint64_t shingle = hash_of({});
    for (std::size_t n = first; n < first + length; ++n) shingle = step(shingle, words_[n]);
    shingles_.push_back(mixed_bits(shingle));
  }
}

std::optional<Sketch> Sketcher::take() {
  std::ranges::sort(shingles_);
  shingles_.erase(std::unique(shingles_.begin(), shingles_.end()), shingles_.end());
  std::optional<Sketch> sketch;
  if (shingles_.size() >= least_shingles) sketch = sketch_of(shingles_);
  sentences_.clear();
  shingles_.clear();
  return sketch;
}

double resemblance(const Sketch& left, const Sketch& right) {
  unsigned equal = 0;
  for (std::size_t n = 0; n < samples; ++n) {
    equal += left.samples[n] == right.samples[n] ? 1U : 0U;
  }
  // Different samples have the same byte once in so many times.
  constexpr double by_chance = 1.0 / values_of_sample;
  const double share = equal / static_cast<double>(samples);
  return std::max(0.0, (share - by_chance) / (1.0 - by_chance));
}

double containment(double resemblance, const Sketch& left, const Sketch& right) {
  const double together = static_cast<double>(left.shingles) + right.shingles;
  const double shared = together * resemblance / (1.0 + resemblance);
  return std::min(1.0, shared / std::min(left.shingles, right.shingles));
}

}  // namespace entente
