// A document's text in NFC and UTF-16, with the way back to the code points that were given.
//
// How it works: text that is NFC already (nearly all) is taken over as it is. Otherwise it is
// normalised piece by piece, each as short as it may be, so that each unit of the result knows its
// piece. Ill-formed UTF-8 is read as ICU reads it: U+FFFD, one code point each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <unicode/unistr.h>
#include <vector>

#include "extract/nlp/broken_words.h"

namespace entente {

class SourceText {
 public:
  explicit SourceText(std::string_view utf8);

  const icu::UnicodeString& units() const { return units_; }

  // Leaves out the ranges, which are in order; code_point_of() still points into the given text.
  void leave_out(std::span<const UnreadUnits> ranges);

  // Code point of the given text at which the unit begins; for units().length() the text's end.
  // Never decreases from unit to unit.
  std::size_t code_point_of(std::int32_t unit) const {
    return offsets_[static_cast<std::size_t>(unit)];
  }

 private:
  icu::UnicodeString units_;
  std::vector<std::uint32_t> offsets_;
};

}  // namespace entente
