// Which names of a document stand for the same entity: step 2 of entities.h.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "extract/entities/entities.h"
#include "extract/entities/names.h"

namespace entente {

// Entities of the names, in the order of their first mention, and for each name its entity's index.
struct NameClusters {
  std::vector<DocumentEntity> entities;
  std::vector<std::size_t> entity_of;  // by name
};
NameClusters cluster_names(std::span<const NameMention> names, const Lexicon& lexicon);

}  // namespace entente
