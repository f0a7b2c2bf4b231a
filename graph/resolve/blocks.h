// Which entities are worth comparing: those that share a key.
//
// How it works:
//   1. Each entity has a few keys, made from what spellings of one name have in common: the
//      skeletons of two of its words, the first letter and the skeleton of the surname, the words
//      of an organisation, its initials, the post and the surname of who holds it.
//   2. A block is all entities with one key. Of a key that very many share, nothing is to be
//      learnt: such a block is left out.
// A million entities are so compared in some ten million pairs instead of 5·10^11.
//
// Pure function, safe to call from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "graph/resolve/judgement.h"

namespace entente {

// Two members of a block, by their places in it; the first comes before the second.
struct BlockPair {
  std::uint32_t first = 0;
  std::uint32_t second = 0;
};

// Visits the blocks of more than one entity: indices into `profiles`, rising, and the pairs of them
// that were in no block before: each pair is visited once. The order is always the same for the
// same profiles.
using BlockVisitor =
    std::function<void(std::span<const std::uint32_t> block, std::span<const BlockPair> pairs)>;
void visit_blocks(std::span<const Profile> profiles, const NameWords& words,
                  const BlockVisitor& visit);

}  // namespace entente
