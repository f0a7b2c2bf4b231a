// Fills a graph with random triples.
#pragma once

#include <cstddef>
#include <vector>

#include "store/store.h"
#include "tests/graph/random_triples.h"

namespace entente::testing {

// Puts `count` documents as document_name names them, each with its part of `triples`.
inline void put_documents(Store& store, const std::vector<Triple>& triples, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    store.put_document({.id = document_name(i)}, triples_of(triples, document_name(i)));
  }
}

}  // namespace entente::testing
