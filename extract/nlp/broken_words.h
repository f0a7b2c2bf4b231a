// Words that the end of a line cuts, as scanned and typeset text has them: "go-\nvernment".
//
// How it works: a hyphen between letters that ends its line, with a small letter first on the next,
// is where a word was cut. The word is read without the hyphen, unless the hyphen is its own:
//   - the document writes the word with it elsewhere, and never without;
//   - a part of it makes compounds in the language ("well-\nknown", "Iran-\nbacked");
//   - another hyphen, a figure or capitals are beside it ("20-year-\nold", "US-\nled").
// Soft hyphens between letters are never read.
#pragma once

#include <cstdint>
#include <unicode/unistr.h>
#include <vector>

#include "extract/nlp/token_rules.h"

namespace entente {

// UTF-16 units that are not read; the end exclusive.
struct UnreadUnits {
  std::int32_t begin = 0;
  std::int32_t end = 0;
};

// In the order of the text. The time is linear in the text.
std::vector<UnreadUnits> find_broken_words(const icu::UnicodeString& text, const TokenRules& rules);

}  // namespace entente
