// Text as a terminal shows it: columns taken, control characters made visible, cut to a width.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace entente {

// The columns that a terminal gives to `text` (UTF-8): East Asian wide characters and emoji take
// two, combining marks and joined emoji parts none.
std::size_t display_width(std::string_view text);

// `text` on one line and without power over a terminal: control characters, bidirectional overrides
// and broken UTF-8 become U+FFFD, line breaks and tabs a space.
std::string printable(std::string_view text);

// At most `width` columns of `text`; where something had to go, the last column is "…".
std::string cut_to_width(std::string_view text, std::size_t width);

// The columns of the terminal behind standard output; 0 where it is not a terminal.
std::size_t output_columns();

// True where standard error is a terminal: only then is progress shown.
bool errors_go_to_terminal();

// What to send to a terminal to begin its present line, which may show progress, anew.
inline constexpr std::string_view clear_line = "\r\x1b[K";

}  // namespace entente
