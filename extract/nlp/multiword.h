// Taking surface tokens apart into Universal Dependencies words: "del" → "de", "el";
// "dárselo" → "dar", "se", "lo"; "don't" → "do", "n't".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/nlp/token_rules.h"

namespace entente {

// Where in its sentence a token stands, as far as its capitals depend on it.
struct TokenContext {
  bool begins_sentence = false;  // a capital says nothing: the first word, or the first of a quote
  std::u16string_view next_token;  // "" at the end of the sentence
};

// The words that `token` stands for; none where it stands for itself.
std::vector<std::u16string> split_multiword(const TokenRules& rules, std::u16string_view token,
                                            const TokenContext& context);

}  // namespace entente
