// Where sentences end among the tokens of a text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <unicode/unistr.h>
#include <vector>

#include "extract/nlp/token_rules.h"
#include "extract/nlp/tokenizer.h"

namespace entente {

// UTF-16 indices at which a new line begins that also begins a sentence: after a blank line, and
// after a line that was not wrapped. In the order of the text.
std::vector<std::int32_t> find_line_starts(const icu::UnicodeString& text);

struct SentenceEnd {
  std::size_t token = 0;  // one past its last
  bool cut = false;       // the sentence goes on after it
};

// The ends of all sentences, in order. The full stop of an abbreviation that ends a
// sentence becomes a token of its own ("etc" "."), if the abbreviation has no other ("p.m." stays).
// A sentence of more than `longest` tokens is cut, after its best mark in the second half of these.
std::vector<SentenceEnd> find_sentence_ends(const icu::UnicodeString& text,
                                            std::span<const std::int32_t> line_starts,
                                            std::vector<Token>& tokens, const TokenRules& rules,
                                            std::size_t longest);

}  // namespace entente
