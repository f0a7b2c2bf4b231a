// From normalised text to surface tokens: ICU's word boundaries, joined where news writes one word.
#pragma once

#include <cstdint>
#include <string_view>
#include <unicode/brkiter.h>
#include <unicode/unistr.h>
#include <vector>

#include "extract/nlp/token_rules.h"

namespace entente {

enum class Abbreviation : std::uint8_t { None, Open, Closed };

struct Token {
  std::int32_t begin = 0;  // UTF-16 units, the end exclusive
  std::int32_t end = 0;
  Abbreviation abbreviation = Abbreviation::None;  // its full stop is its last unit
};

inline std::u16string_view view(const icu::UnicodeString& text, std::int32_t begin,
                                std::int32_t end) {
  return {text.getBuffer() + begin, static_cast<std::size_t>(end - begin)};
}

// `boundaries` is moved over the text and left at its end.
std::vector<Token> tokenize(const icu::UnicodeString& text, const TokenRules& rules,
                            icu::BreakIterator& boundaries);

}  // namespace entente
