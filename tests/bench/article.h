// The seed article as a document, and segmentation of it: what the speed of analyses is compared
// with.
#pragma once

#include <benchmark/benchmark.h>
#include <cstdint>
#include <filesystem>

#include "extract/document.h"
#include "extract/nlp/annotator.h"

namespace entente {

inline const std::filesystem::path source_folder = ENTENTE_SOURCE_DIR;

// `copies` of the seed article one after the other, as one document.
Document seed_article(int copies = 1);

// The annotator of Spanish, loaded once.
const Annotator& annotator();

// UD words of a document.
std::int64_t count_words(const Document& document);

// Times segmentation of the seed article; "items" are words.
void segment(benchmark::State& state);

}  // namespace entente
