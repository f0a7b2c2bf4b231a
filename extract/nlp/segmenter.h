// From text to sentences and words, without a model.
//
// How it works:
//   1. The text is normalised (source_text.h). Blank lines end paragraphs; so does a single line
//      break, unless the line was wrapped: its next word would not have fitted in the paragraph's
//      width. Words that a line end cuts are made whole (broken_words.h).
//   2. ICU's word boundaries cut the text into pieces. Pieces that touch are joined again where the
//      language has one word: "10:30", "9/11", "Sr.", "U.S.", "…", addresses, and by its rules
//      "Norte-Sur", "20%" (token_rules.h).
//   3. A sentence ends after a terminator and what closes with it, where the next word can begin
//      one, and after a dateline. Sentences of more than `longest_sentence` tokens are cut, at the
//      best mark in the second half of these (Sentence::cut).
//   4. Contractions, clitics and enclitics become multiword tokens (multiword.h).
// Every code point that is not white space belongs to exactly one token. The time is linear in the
// text. Const after construction; threads may share it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unicode/brkiter.h>
#include <vector>

#include "extract/nlp/annotation.h"
#include "extract/nlp/token_rules.h"

namespace entente {

class Segmenter {
 public:
  static constexpr std::size_t longest_sentence = 200;  // in tokens

  explicit Segmenter(TokenRules rules);

  std::vector<Sentence> segment(std::string_view text) const;

 private:
  TokenRules rules_;
  std::unique_ptr<const icu::BreakIterator> word_boundaries_;  // cloned by each call
};

}  // namespace entente
