// What putting, replacing or removing a document writes: one batch that leaves every family right.
//
// Internal to store/. How it works:
//   1. Read what the document contributed before: nothing for a new one, which therefore is stored
//      without any further read, by merge operands alone.
//   2. Compare it with what it contributes now, fact by fact. For a fact that it ceases to state or
//      states otherwise, read the fact, to know which index entries other documents still need.
//   3. Entities change by the difference of the two tallies; only where counts sink is the entity
//      read, to know whether it, or one of its names, disappears.
#pragma once

#include <functional>
#include <optional>
#include <rocksdb/write_batch.h>
#include <string_view>

#include "graph/merge.h"
#include "store/database.h"
#include "store/document_record.h"

namespace entente {

struct DocumentChange {
  bool existed = false;       // before
  rocksdb::WriteBatch batch;  // empty where nothing changes
};

// What a document that the graph does not have adds to it. Each entry is put, or is an operand
// where the family is merged (is_merged); what is put twice is the same. Reads nothing.
using AddEntry = std::function<void(Family family, std::string_view key, std::string_view value)>;
void add_document(const DocumentRecord& record, const Contribution& contribution,
                  const AddEntry& add);

// The batch that makes `contribution` all that the document contributes; MUST be written before any
// other change to the graph. Without a record it removes the document.
DocumentChange document_change(const Database& database, std::string_view id,
                               const std::optional<DocumentRecord>& record,
                               const Contribution& contribution);

}  // namespace entente
