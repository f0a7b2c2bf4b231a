// An explanation as text for a terminal: each sentence that states something, its tree, and for
// each triple what it rests on.
#pragma once

#include <cstddef>
#include <ostream>

#include "extract/explain/explanation.h"

namespace entente {

// Wraps to `line_width` columns, the tree excepted. Whatever the document holds has no power over a
// terminal.
void write_explanation(std::ostream& stream, const Explanation& explanation,
                       std::size_t line_width);

}  // namespace entente
