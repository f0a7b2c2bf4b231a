// How long the texts of a triple may be, and how many triples a document may have (limits.h).
#pragma once

#include <cstddef>

#include "extract/triple.h"

namespace entente {

// Throws Error, which names it, for a text of the triple that is longer than limits.h allows.
void check_lengths(const Triple& triple);

// How many bytes the texts of the triple have.
std::size_t text_bytes(const Triple& triple);

// Throws Error, which says what the limit is, where a document has more triples than limits.h
// allows, or these have more bytes together.
void check_document_size(std::size_t triples, std::size_t bytes);

}  // namespace entente
