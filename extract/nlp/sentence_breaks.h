// Where sentences end among the tokens of a text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unicode/unistr.h>
#include <vector>

#include "extract/nlp/token_rules.h"
#include "extract/nlp/tokenizer.h"

namespace entente {

// UTF-16 indices at which a new line begins that also begins a sentence: after a blank line, and
// after a line that was not wrapped. In the order of the text.
std::vector<std::int32_t> find_line_starts(const icu::UnicodeString& text);

// One past the last token of each sentence, in order. The full stop of an abbreviation that ends a
// sentence becomes a token of its own ("etc" "."), if the abbreviation has no other ("p.m." stays).
// No sentence has more than `longest` tokens.
std::vector<std::size_t> find_sentence_ends(const icu::UnicodeString& text,
                                            std::vector<Token>& tokens, const TokenRules& rules,
                                            std::size_t longest);

}  // namespace entente
