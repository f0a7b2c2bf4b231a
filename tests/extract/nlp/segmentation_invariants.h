// What holds for the sentences and words of every text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/nlp/annotation.h"

namespace entente {

// Says what is wrong with the segmentation of a UTF-8 text, "" where nothing is:
//   - sentences and tokens are in the order of the text, in its range, and never empty;
//   - every code point that is no white space is in exactly one token;
//   - a token is what the text has between its offsets, but for NFC and hyphens at line ends;
//   - no sentence is longer than the limit, but for words that multiword tokens add.
std::string segmentation_problem(std::string_view utf8, const std::vector<Sentence>& sentences);

}  // namespace entente
