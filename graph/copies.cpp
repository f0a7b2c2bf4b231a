#include "graph/copies.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

#include "extract/error.h"
#include "graph/hash.h"

namespace entente {
namespace {

constexpr std::size_t band_size = 3;
constexpr std::size_t bands = std::tuple_size_v<decltype(Sketch::samples)> / band_size;
constexpr std::size_t most_compared = 16;  // of those with an equal band

// Sketches by their bands: chains of places in two tables.
class Index {
 public:
  explicit Index(std::size_t most_sketches)
      : first_(std::bit_floor(std::max<std::size_t>(most_sketches * bands, 1)), none) {}

  void add(const Sketch& sketch) {
    for (std::size_t band = 0; band < bands; ++band) {
      std::uint32_t& first = first_[slot(sketch, band)];
      next_.push_back(std::exchange(first, static_cast<std::uint32_t>(next_.size())));
    }
    sketches_.push_back(&sketch);
  }

  // Visits the numbers, in the order of add(), of those that have a band in common with it.
  template <typename Visit>
  void visit_like(const Sketch& sketch, const Visit& visit) const {
    for (std::size_t band = 0; band < bands; ++band) {
      std::size_t compared = 0;
      for (std::uint32_t at = first_[slot(sketch, band)]; at != none && compared < most_compared;
           at = next_[at]) {
        const std::size_t number = at / bands;
        if (at % bands != band || !equal_in(band, sketch, *sketches_[number])) continue;
        ++compared;
        visit(number);
      }
    }
  }

 private:
  static constexpr std::uint32_t none = ~std::uint32_t{0};

  static std::uint32_t value_of(const Sketch& sketch, std::size_t band) {
    std::uint32_t value = 0;
    for (std::size_t n = 0; n < band_size; ++n) {
      value = value << 8U | sketch.samples[band * band_size + n];
    }
    return value;
  }
  static bool equal_in(std::size_t band, const Sketch& left, const Sketch& right) {
    return value_of(left, band) == value_of(right, band);
  }
  std::size_t slot(const Sketch& sketch, std::size_t band) const {
    return mixed_bits(std::uint64_t{band} << 32U | value_of(sketch, band)) & (first_.size() - 1);
  }

  std::vector<std::uint32_t> first_;  // by slot: the last that was added, or none
  std::vector<std::uint32_t> next_;   // by number of the sketch times `bands` plus the band
  std::vector<const Sketch*> sketches_;
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
  if (const auto sketch = sketcher_.take()) {
    documents_.push_back(
        {.document = std::string(document), .date = std::string(date), .sketch = *sketch});
  }
}

Copies CopyFinder::find() {
  std::ranges::sort(documents_, [](const Sketched& left, const Sketched& right) {
    const auto order = [](const Sketched& one) {
      return std::tuple(one.date.empty(), std::string_view(one.date),
                        std::string_view(one.document));
    };
    return order(left) < order(right);
  });
  Index index(documents_.size());
  std::vector<const Sketched*> originals;
  std::map<std::size_t, std::vector<Copies::Copy>> copies;  // by number of the original
  for (const Sketched& one : documents_) {
    std::size_t first = originals.size();
    double shared = 0.0;
    index.visit_like(one.sketch, [&](std::size_t number) {
      if (number >= first) return;
      const Sketch& other = originals[number]->sketch;
      const double alike = resemblance(one.sketch, other);
      const double contained = containment(alike, one.sketch, other);
      if (alike < least_resemblance || contained < least_containment) return;
      first = number;
      shared = contained;
    });
    if (first < originals.size()) {
      copies[first].push_back({.document = one.document, .containment = rounded(shared)});
    } else {
      index.add(one.sketch);
      originals.push_back(&one);
    }
  }
  std::vector<Copies::Original> copied;
  for (auto& [number, of_original] : copies) {
    copied.push_back({.document = originals[number]->document, .copies = std::move(of_original)});
  }
  return Copies(std::move(copied));
}

}  // namespace entente
