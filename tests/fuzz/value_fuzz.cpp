// A stored value that is read is written to the same bytes, or refused; merging gives values that
// can be read, in one step as in several, or says that it cannot.
#include <cstdint>
#include <deque>
#include <fuzzer/FuzzedDataProvider.h>
#include <rocksdb/merge_operator.h>
#include <string>

#include "graph/copies.h"
#include "store/coding.h"
#include "store/merge_operators.h"
#include "store/values.h"
#include "tests/fuzz/property.h"

using namespace entente;

namespace {

// Whether `bytes` are a value; then they MUST be what writing it gives.
template <typename Decode, typename Encode>
bool returns(const std::string& bytes, const Decode& decode, const Encode& encode) {
  try {
    const auto value = decode(bytes);
    require(encode(value) == bytes, "a value is written as it was read");
    return true;
  } catch (const DecodeError& refused) {
    return false;
  }
}

bool is_fact(const std::string& bytes) { return returns(bytes, decode_fact, encode_fact); }
bool is_tally(const std::string& bytes) { return returns(bytes, decode_tally, encode_tally); }

std::optional<std::string> merged(const rocksdb::MergeOperator& merger, const std::string* existing,
                                  const std::vector<rocksdb::Slice>& operands) {
  const rocksdb::Slice at_rest = existing == nullptr ? rocksdb::Slice() : *existing;
  const rocksdb::MergeOperator::MergeOperationInput in(
      "key", existing == nullptr ? nullptr : &at_rest, operands, nullptr);
  std::string value;
  rocksdb::Slice none;
  rocksdb::MergeOperator::MergeOperationOutput out(value, none);
  if (!merger.FullMergeV2(in, &out)) return std::nullopt;
  return value;
}

void check_merge(const rocksdb::MergeOperator& merger, bool (*is_value)(const std::string&),
                 FuzzedDataProvider& input) {
  const std::string existing = input.ConsumeRandomLengthString();
  const std::string first = input.ConsumeRandomLengthString();
  const std::string second = input.ConsumeRemainingBytesAsString();
  const auto at_once = merged(merger, &existing, {first, second});
  const bool all_values = is_value(existing) && is_value(first) && is_value(second);
  require(!at_once || all_values, "what is no value is not merged");
  if (!at_once) return;
  require(is_value(*at_once), "what is merged is a value");
  std::string both;
  if (!merger.PartialMergeMulti("key", {first, second}, &both, nullptr)) return;
  require(is_value(both), "operands that are merged are an operand");
  require(merged(merger, &existing, {both}) == at_once, "merging in steps gives the same");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto facts = make_fact_merge_operator(), entities = make_entity_merge_operator();
  FuzzedDataProvider input(data, size);
  switch (input.ConsumeIntegralInRange(0, 6)) {
    case 0:
      check_merge(*facts, is_fact, input);
      return 0;
    case 1:
      check_merge(*entities, is_tally, input);
      return 0;
    default:
      break;
  }
  const std::string bytes = input.ConsumeRemainingBytesAsString();
  is_fact(bytes);
  is_tally(bytes);
  returns(
      bytes, [](const auto& given) { return decode_document("d", given); }, encode_document);
  returns(
      bytes, [](const auto& given) { return decode_evidence("d", given); }, encode_evidence);
  returns(bytes, decode_identities, encode_identities);
  returns(bytes, decode_copies, encode_copies);
  returns(
      bytes, [](const auto& given) { return decode_decision(1, given); }, encode_decision);
  returns(
      bytes, [](const auto& given) { return decode_fact_evidence(given); },
      [](const auto& evidence) { return encode_fact(split_by_document(evidence)); });
  return 0;
}
