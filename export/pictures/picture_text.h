// Text in pictures: what may stand there, how much room it takes.
//
// Pure functions, safe to call from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entente {

// `text` on one line and without power over what stands beside it: line breaks and tabs become
// spaces, other control characters, bidirectional controls and broken UTF-8 U+FFFD.
std::string plain_text(std::string_view text);

// `name` to stand in a sentence: where it has letters of a script that is written from right to
// left, between marks (U+2068, U+2069) that keep what is around it in its order.
std::string isolated(std::string_view name);

// About as wide as `text` is with a common sans-serif font of this size, in the same unit; rather
// more than less, as nobody knows which font a reader has.
double text_width(std::string_view text, double font_size);

// As much of `text` as fits into `width`; where something had to go, with "…" at its end.
std::string cut_to(std::string_view text, double width, double font_size);

// `text` broken between words into lines of at most `width`; a longer word is cut.
std::vector<std::string> lines_of(std::string_view text, double width, double font_size);

// "+0.51", "−0.30": with a real minus, and without a sign where nothing is left of the number.
std::string signed_number(double value, int digits);

// "1 story", "1,234 stories".
std::string count_text(std::size_t count, std::string_view one, std::string_view many);

}  // namespace entente
