#include "graph/copies.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <map>
#include <span>
#include <tuple>
#include <utility>

#include "extract/error.h"
#include "graph/hash.h"

namespace entente {
namespace {

constexpr std::size_t band_size = 3;
constexpr std::size_t bands = std::tuple_size_v<decltype(Sketch::samples)> / band_size;
constexpr std::size_t most_compared = 16;  // of those with an equal band

// As a number of 24 bits.
std::uint32_t band_of(const Sketch& sketch, std::size_t band) {
  std::uint32_t value = 0;
  for (std::size_t n = 0; n < band_size; ++n)
    value = value << 8U | sketch.samples[band * band_size + n];
  return value;
}

// A bit for each band.
using BandSet = std::uint64_t;
static_assert(bands <= 64);

bool has(BandSet set, std::size_t band) { return (set >> band & 1U) != 0; }

// Which of its bands each sketch may have in common with another: few, where most texts are no
// copies, so that no other needs a place in an index.
std::vector<BandSet> shared_bands(std::span<const Sketch* const> sketches) {
  constexpr std::size_t bits_of_a_sketch = 16;  // so many that few bands share one by chance
  constexpr std::size_t most_bits = std::size_t{1} << 24U;  // a band has no more values
  const std::size_t bits = std::min(most_bits, std::bit_ceil(sketches.size() * bits_of_a_sketch));
  std::vector<BandSet> shared(sketches.size(), 0);
  std::vector<std::uint32_t> places(sketches.size());
  for (std::size_t band = 0; band < bands; ++band) {
    std::vector<bool> seen(bits, false);
    std::vector<bool> seen_again(bits, false);
    for (std::size_t n = 0; n < sketches.size(); ++n) {
      places[n] = band_of(*sketches[n], band) & static_cast<std::uint32_t>(bits - 1);
      (seen[places[n]] ? seen_again : seen)[places[n]] = true;
    }
    for (std::size_t n = 0; n < sketches.size(); ++n) {
      if (seen_again[places[n]]) shared[n] |= BandSet{1} << band;
    }
  }
  return shared;
}

// Sketches by their bands: chains of entries, each band's from the last one on.
class Index {
 public:
  // Which sketches there may be, and which bands of each are looked for.
  Index(std::span<const Sketch* const> sketches, std::span<const BandSet> shared)
      : sketches_(sketches), shared_(shared) {
    std::size_t most = 1;
    for (const BandSet set : shared) most += static_cast<std::size_t>(std::popcount(set));
    first_.assign(std::bit_floor(most), none);
    entries_.reserve(most);
  }

  void add(std::size_t number) {
    for (std::size_t band = 0; band < bands; ++band) {
      if (!has(shared_[number], band)) continue;
      std::uint32_t& first = first_[slot(*sketches_[number], band)];
      const auto entry = static_cast<std::uint32_t>(entries_.size());
      entries_.push_back(
          {.number = static_cast<std::uint32_t>(number), .next = std::exchange(first, entry)});
    }
  }

  // Visits the numbers of those added that have a band in common with it.
  template <typename Visit>
  void visit_like(std::size_t number, const Visit& visit) const {
    const Sketch& sketch = *sketches_[number];
    for (std::size_t band = 0; band < bands; ++band) {
      if (!has(shared_[number], band)) continue;
      std::size_t compared = 0;
      for (std::uint32_t at = first_[slot(sketch, band)]; at != none && compared < most_compared;
           at = entries_[at].next) {
        const std::size_t other = entries_[at].number;
        if (band_of(sketch, band) != band_of(*sketches_[other], band)) continue;
        ++compared;
        visit(other);
      }
    }
  }

 private:
  static constexpr std::uint32_t none = ~std::uint32_t{0};

  struct Entry {
    std::uint32_t number = 0;
    std::uint32_t next = none;
  };

  std::size_t slot(const Sketch& sketch, std::size_t band) const {
    return mixed_bits(std::uint64_t{band} << 32U | band_of(sketch, band)) & (first_.size() - 1);
  }

  std::span<const Sketch* const> sketches_;
  std::span<const BandSet> shared_;
  std::vector<std::uint32_t> first_;  // by slot: the entry that was added last, or none
  std::vector<Entry> entries_;
};

double rounded(double share) { return std::round(share * 1000) / 1000; }

}  // namespace

Copies::Copies(std::vector<Original> originals) : originals_(std::move(originals)) {
  std::ranges::sort(originals_, {}, &Original::document);
  const auto place = [&](const std::string& document, std::size_t number) {
    if (!original_.try_emplace(document, number).second) {
      throw Error("the document \"" + document + "\" stands twice among copies");
    }
  };
  for (std::size_t number = 0; number < originals_.size(); ++number) {
    Original& original = originals_[number];
    std::ranges::sort(original.copies, {}, &Copy::document);
    if (original.copies.empty()) {
      throw Error("the document \"" + original.document + "\" has no copies");
    }
    place(original.document, number);
    for (const Copy& copy : original.copies) place(copy.document, number);
  }
}

std::optional<std::string_view> Copies::original_of(std::string_view document) const {
  const auto found = original_.find(document);
  if (found == original_.end() || originals_[found->second].document == document) return {};
  return originals_[found->second].document;
}

void Copies::mark(std::span<FactEvidence> evidence) const {
  if (empty()) return;
  for (std::size_t n = 0; n < evidence.size(); ++n) {
    if (n > 0 && evidence[n].document == evidence[n - 1].document) {
      evidence[n].original = evidence[n - 1].original;
      continue;
    }
    const auto found = original_.find(evidence[n].document);
    evidence[n].original =
        found == original_.end() ? 0 : hash_of(originals_[found->second].document);
  }
}

void CopyFinder::add(std::string_view document, std::string_view date,
                     std::span<const Fact> facts) {
  for (const Fact& fact : facts) {
    for (const FactEvidence& piece : fact.evidence) sketcher_.add(piece.text);
  }
  const auto sketch = sketcher_.take();
  if (!sketch) return;
  documents_.push_back({.document = kept(document), .date = kept(date), .sketch = *sketch});
}

std::string_view CopyFinder::kept(std::string_view text) {
  if (text.empty()) return {};
  char* const place = static_cast<char*>(texts_.allocate(text.size(), 1));
  std::ranges::copy(text, place);
  return {place, text.size()};
}

Copies CopyFinder::find() {
  std::ranges::sort(documents_, {}, [](const Sketched& one) {
    return std::tuple(one.date.empty(), one.date, one.document);
  });
  std::vector<const Sketch*> sketches;
  sketches.reserve(documents_.size());
  for (const Sketched& one : documents_) sketches.push_back(&one.sketch);
  const std::vector<BandSet> shared = shared_bands(sketches);
  Index originals(sketches, shared);
  std::map<std::size_t, std::vector<Copies::Copy>> copies;  // by number of the original
  for (std::size_t number = 0; number < documents_.size(); ++number) {
    std::size_t first = number;
    double contained = 0.0;
    originals.visit_like(number, [&](std::size_t other) {
      if (other >= first) return;
      const double alike = resemblance(*sketches[number], *sketches[other]);
      const double shared_part = containment(alike, *sketches[number], *sketches[other]);
      if (alike < least_resemblance || shared_part < least_containment) return;
      first = other;
      contained = shared_part;
    });
    if (first < number) {
      copies[first].push_back({.document = std::string(documents_[number].document),
                               .containment = rounded(contained)});
    } else {
      originals.add(number);
    }
  }
  std::vector<Copies::Original> copied;
  for (auto& [number, of_original] : copies) {
    copied.push_back(
        {.document = std::string(documents_[number].document), .copies = std::move(of_original)});
  }
  return Copies(std::move(copied));
}

}  // namespace entente
