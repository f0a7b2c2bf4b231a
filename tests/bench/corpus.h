// Made-up documents for benchmarks of what comes after extraction, as large and varied as those of
// news.
#pragma once

#include <cstddef>
#include <vector>

#include "extract/triple.h"

namespace entente {

inline constexpr std::size_t triples_per_document = 20;

// The triples of each document. Actors are many and few of them make most of the news; what they do
// repeats, so that documents share facts. The same for every run.
std::vector<std::vector<Triple>> made_up_corpus(std::size_t documents);

}  // namespace entente
