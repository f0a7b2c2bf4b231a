// Facts as the store keeps them, with what a view shows of their evidence.
//
// Internal to store/. All throw Error where the graph is damaged, naming the family and the key.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/fact.h"
#include "store/view.h"

namespace entente {

struct StoredFact {
  std::string key;  // as fact_key() of schema.h gives it
  Fact fact;
};

// Those that are shown as the one with this key: it itself, and the others that are joined to it.
// None where there is none, or none that was known.
std::vector<StoredFact> stored_facts(const View& view, const FactKey& key);

// What is shown of them, at least one: they are joined.
Fact joined_of(const View& view, std::span<const StoredFact> facts);

// Gives the evidence of the facts its sentences. These lie with their documents: those of many
// facts are read at once in the order in which they lie, so that no block is unpacked again and
// again.
void load_sentences(const View& view, std::span<StoredFact> facts);

}  // namespace entente
