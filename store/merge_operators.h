// How RocksDB merges what documents contribute, so that storing a new document reads nothing.
//
// facts: an operand adds to or replaces what one document says for the fact (values.h). Operands of
// different documents may be merged in any order; of one document, the later replaces the earlier.
// The union of evidence is that of graph/merge.h. entities: operands are differences and add up.
//
// No exception leaves them: RocksDB is told of bytes that are no operand, and reports corruption.
#pragma once

#include <memory>

namespace rocksdb {
class MergeOperator;
}

namespace entente {

std::shared_ptr<rocksdb::MergeOperator> make_fact_merge_operator();
std::shared_ptr<rocksdb::MergeOperator> make_entity_merge_operator();

// Merges as `merger` does, but gives the empty value, which nothing decodes, for bytes that are no
// operand: one damaged entry does not keep the others from being read.
std::shared_ptr<rocksdb::MergeOperator> make_forgiving(
    std::shared_ptr<rocksdb::MergeOperator> merger);

}  // namespace entente
