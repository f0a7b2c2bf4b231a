// Small encoders with random weights, in the format of relations.bin.
#pragma once

#include <cstddef>
#include <cstdint>

#include "tests/extract/nlp/model_fixture.h"

namespace entente {

// Its pieces are the letters of "kimshou", "kim", "▁kim", "▁" and the special ones; it reads 128
// pieces of a sentence at most and knows mentions of all types and kinds.
constexpr std::size_t tiny_positions = 128;

// Puts such an encoder into a file, with `labels` scores for each pair.
void add_tiny_encoder(TinyModel& file, std::size_t labels, std::uint32_t seed);

}  // namespace entente
