// Random triples for property tests: from small pools, so that facts, names and documents collide.
#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <vector>

#include "extract/triple.h"

namespace entente::testing {

std::vector<Triple> random_triples(std::mt19937& random, std::size_t count, std::size_t documents);

// The triples of one document out of `triples`.
std::vector<Triple> triples_of(const std::vector<Triple>& triples, const std::string& document);

std::string document_name(std::size_t number);

}  // namespace entente::testing
