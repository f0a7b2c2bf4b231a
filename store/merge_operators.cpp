#include "store/merge_operators.h"

#include <algorithm>
#include <deque>
#include <exception>
#include <iterator>
#include <map>
#include <rocksdb/env.h>
#include <rocksdb/merge_operator.h>
#include <string>

#include "graph/merge.h"
#include "store/values.h"

namespace entente {
namespace {

std::string_view bytes_of(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

// Runs a merge for RocksDB: true where it succeeded.
template <typename Merge>
bool guarded(rocksdb::Logger* logger, const Merge& merge) noexcept {
  try {
    merge();
    return true;
  } catch (const std::exception& error) {
    rocksdb::Error(logger, "entente: merging failed: %s", error.what());
    return false;
  }
}

class FactMergeOperator : public rocksdb::MergeOperator {
 public:
  const char* Name() const override { return "entente.facts.1"; }

  bool FullMergeV2(const MergeOperationInput& in, MergeOperationOutput* out) const override {
    return guarded(in.logger, [&] {
      Said said;
      const auto& operands = in.operand_list;
      std::for_each(operands.rbegin(), operands.rend(),
                    [&](const rocksdb::Slice& operand) { add_earlier(said, operand); });
      if (in.existing_value != nullptr) add_earlier(said, *in.existing_value);
      out->new_value = encode_fact(united(said, At::Rest));
    });
  }

  bool PartialMergeMulti(const rocksdb::Slice&, const std::deque<rocksdb::Slice>& operands,
                         std::string* merged, rocksdb::Logger* logger) const override {
    return guarded(logger, [&] {
      Said said;
      std::for_each(operands.rbegin(), operands.rend(),
                    [&](const rocksdb::Slice& operand) { add_earlier(said, operand); });
      *merged = encode_fact(united(said, At::Work));
    });
  }

 private:
  using Said = std::map<std::string, DocumentEvidence, std::less<>>;
  enum class At { Rest, Work };

  // Adds what an operand earlier than all so far says of documents that none of these replaces.
  static void add_earlier(Said& said, const rocksdb::Slice& operand) {
    for (DocumentEvidence& earlier : decode_fact(bytes_of(operand))) {
      const auto at = said.find(earlier.document);
      if (at == said.end()) {
        std::string document = earlier.document;
        said.emplace(std::move(document), std::move(earlier));
      } else if (!at->second.replaces) {
        at->second.replaces = earlier.replaces;
        at->second.evidence.insert(at->second.evidence.end(),
                                   std::make_move_iterator(earlier.evidence.begin()),
                                   std::make_move_iterator(earlier.evidence.end()));
      }
    }
  }

  // Takes the evidence out of `said`.
  static std::vector<DocumentEvidence> united(Said& said, At at) {
    std::vector<DocumentEvidence> documents;
    for (auto& [document, one] : said) {
      if (at == At::Rest) {
        if (one.evidence.empty()) continue;
        one.replaces = false;
      }
      one.evidence = merge_evidence(std::move(one.evidence));
      documents.push_back(std::move(one));
    }
    return documents;
  }
};

class EntityMergeOperator : public rocksdb::MergeOperator {
 public:
  const char* Name() const override { return "entente.entities.1"; }

  bool FullMergeV2(const MergeOperationInput& in, MergeOperationOutput* out) const override {
    return guarded(in.logger, [&] {
      EntityTally sum;
      if (in.existing_value != nullptr) sum = decode_tally(bytes_of(*in.existing_value));
      for (const rocksdb::Slice& operand : in.operand_list)
        sum.add(decode_tally(bytes_of(operand)));
      out->new_value = encode_tally(sum);
    });
  }

  bool PartialMergeMulti(const rocksdb::Slice&, const std::deque<rocksdb::Slice>& operands,
                         std::string* merged, rocksdb::Logger* logger) const override {
    return guarded(logger, [&] {
      EntityTally sum;
      for (const rocksdb::Slice& operand : operands) sum.add(decode_tally(bytes_of(operand)));
      *merged = encode_tally(sum);
    });
  }
};

class ForgivingMergeOperator : public rocksdb::MergeOperator {
 public:
  explicit ForgivingMergeOperator(std::shared_ptr<rocksdb::MergeOperator> merger)
      : merger_(std::move(merger)) {}

  const char* Name() const override { return merger_->Name(); }

  bool FullMergeV2(const MergeOperationInput& in, MergeOperationOutput* out) const override {
    if (!merger_->FullMergeV2(in, out)) out->new_value.clear();
    return true;
  }

  bool PartialMergeMulti(const rocksdb::Slice& key, const std::deque<rocksdb::Slice>& operands,
                         std::string* merged, rocksdb::Logger* logger) const override {
    return merger_->PartialMergeMulti(key, operands, merged, logger);
  }

 private:
  std::shared_ptr<rocksdb::MergeOperator> merger_;
};

}  // namespace

std::shared_ptr<rocksdb::MergeOperator> make_fact_merge_operator() {
  return std::make_shared<FactMergeOperator>();
}

std::shared_ptr<rocksdb::MergeOperator> make_entity_merge_operator() {
  return std::make_shared<EntityMergeOperator>();
}

std::shared_ptr<rocksdb::MergeOperator> make_forgiving(
    std::shared_ptr<rocksdb::MergeOperator> merger) {
  return std::make_shared<ForgivingMergeOperator>(std::move(merger));
}

}  // namespace entente
