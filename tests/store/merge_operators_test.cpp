#include "store/merge_operators.h"

#include <deque>
#include <gtest/gtest.h>
#include <limits>
#include <optional>
#include <random>
#include <rocksdb/merge_operator.h>

#include "graph/merge.h"
#include "store/values.h"

namespace entente {
namespace {

FactEvidence piece(const std::string& document, std::size_t sentence, double confidence = 0.5) {
  return {.document = document, .sentence = sentence, .confidence = confidence};
}

std::vector<rocksdb::Slice> slices(const std::vector<std::string>& operands) {
  return {operands.begin(), operands.end()};
}

std::optional<std::string> full_merge(const rocksdb::MergeOperator& merger,
                                      const std::optional<std::string>& base,
                                      const std::vector<std::string>& operands) {
  const auto list = slices(operands);
  const rocksdb::Slice base_slice = base ? rocksdb::Slice(*base) : rocksdb::Slice();
  const rocksdb::Slice key("key");
  const rocksdb::MergeOperator::MergeOperationInput in(key, base ? &base_slice : nullptr, list,
                                                       nullptr);
  std::string value;
  rocksdb::Slice existing;
  rocksdb::MergeOperator::MergeOperationOutput out(value, existing);
  if (!merger.FullMergeV2(in, &out)) return {};
  return value;
}

std::optional<std::string> partial_merge(const rocksdb::MergeOperator& merger,
                                         const std::vector<std::string>& operands) {
  const auto list = slices(operands);
  std::string value;
  if (!merger.PartialMergeMulti("key", {list.begin(), list.end()}, &value, nullptr)) return {};
  return value;
}

std::vector<FactEvidence> facts_of(const std::vector<std::string>& operands) {
  return decode_fact_evidence(full_merge(*make_fact_merge_operator(), {}, operands).value());
}

std::string adding(const std::string& document, std::vector<FactEvidence> evidence) {
  return encode_fact({{document, false, std::move(evidence)}});
}

std::string replacing(const std::string& document, std::vector<FactEvidence> evidence) {
  return encode_fact({{document, true, std::move(evidence)}});
}

TEST(FactMerge, DocumentsAddUpInAnyOrder) {
  const auto one = adding("d1", {piece("d1", 0)}), two = adding("d2", {piece("d2", 0)});
  EXPECT_EQ(facts_of({one, two}), (std::vector{piece("d1", 0), piece("d2", 0)}));
  EXPECT_EQ(facts_of({one, two}), facts_of({two, one}));
  EXPECT_EQ(facts_of({one, one, two, one}), facts_of({one, two}));
}

TEST(FactMerge, LaterWordOfADocumentReplacesItsEarlier) {
  EXPECT_EQ(facts_of({adding("d1", {piece("d1", 0)}), adding("d2", {piece("d2", 0)}),
                      replacing("d1", {piece("d1", 5)})}),
            (std::vector{piece("d1", 5), piece("d2", 0)}));
  EXPECT_EQ(facts_of({adding("d1", {piece("d1", 0)}), adding("d2", {piece("d2", 0)}),
                      replacing("d1", {})}),
            std::vector{piece("d2", 0)});
  EXPECT_EQ(facts_of({replacing("d1", {}), adding("d1", {piece("d1", 1)})}),
            std::vector{piece("d1", 1)});
}

TEST(FactMerge, UnionIsThatOfTheGraph) {
  EXPECT_EQ(facts_of({adding("d1", {piece("d1", 0, 0.9)}), adding("d1", {piece("d1", 0, 0.4)})}),
            merge_evidence({piece("d1", 0, 0.4), piece("d1", 0, 0.9)}));
}

TEST(FactMerge, BadBytesAreReportedNotThrown) {
  const auto merger = make_fact_merge_operator();
  EXPECT_FALSE(full_merge(*merger, {}, {"nonsense"}));
  EXPECT_FALSE(full_merge(*merger, "nonsense", {adding("d1", {piece("d1", 0)})}));
  EXPECT_FALSE(partial_merge(*merger, {adding("d1", {piece("d1", 0)}), "nonsense"}));
  EXPECT_FALSE(full_merge(*make_entity_merge_operator(), {}, {"nonsense"}));
  EXPECT_FALSE(partial_merge(*make_entity_merge_operator(), {"nonsense", "nonsense"}));
}

// Splits `operands` at random into groups, merges each of several partially, then all fully.
std::optional<std::string> merged_in_groups(const rocksdb::MergeOperator& merger,
                                            const std::vector<std::string>& operands,
                                            std::mt19937& random) {
  std::vector<std::string> groups;
  std::optional<std::string> base;
  for (std::size_t i = 0; i < operands.size();) {
    const std::size_t end = std::min(operands.size(), i + 1 + random() % 4);
    const std::vector<std::string> group(operands.begin() + static_cast<std::ptrdiff_t>(i),
                                         operands.begin() + static_cast<std::ptrdiff_t>(end));
    if (i == 0 && random() % 2 == 0) {
      base = full_merge(merger, {}, group);
    } else {
      groups.push_back(group.size() == 1 ? group[0] : partial_merge(merger, group).value());
    }
    i = end;
  }
  return full_merge(merger, base, groups);
}

TEST(FactMerge, GroupingDoesNotMatter) {
  const auto merger = make_fact_merge_operator();
  for (unsigned seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    std::vector<std::string> operands;
    for (int i = 0; i < 12; ++i) {
      const std::string document(1 + random() % 3, 'd');
      std::vector<FactEvidence> evidence;
      for (auto left = random() % 3; left > 0; --left) {
        evidence.push_back(piece(document, random() % 4));
      }
      evidence = merge_evidence(std::move(evidence));
      operands.push_back(encode_fact({{document, random() % 2 == 0, evidence}}));
    }
    EXPECT_EQ(merged_in_groups(*merger, operands, random), full_merge(*merger, {}, operands));
  }
}

TEST(EntityMerge, DifferencesAddUpInAnyGrouping) {
  const auto merger = make_entity_merge_operator();
  for (unsigned seed = 1; seed <= 100; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    EntityTally sum;
    std::vector<std::string> operands;
    for (int i = 0; i < 12; ++i) {
      EntityTally difference;
      difference.names[std::string(1 + random() % 3, 'n')] = random() % 2 == 0 ? 1 : -1;
      sum.add(difference);
      operands.push_back(encode_tally(difference));
    }
    EXPECT_EQ(decode_tally(full_merge(*merger, {}, operands).value()), sum);
    EXPECT_EQ(merged_in_groups(*merger, operands, random), full_merge(*merger, {}, operands));
  }
}

TEST(EntityMerge, ASumBeyond64BitsIsReported) {
  EntityTally tally;
  tally.names = {{"Kim", std::numeric_limits<std::int64_t>::max()}};
  const std::string most = encode_tally(tally);
  EXPECT_TRUE(full_merge(*make_entity_merge_operator(), {}, {most}));
  EXPECT_FALSE(full_merge(*make_entity_merge_operator(), most, {most}));
  EXPECT_FALSE(partial_merge(*make_entity_merge_operator(), {most, most}));
}

}  // namespace
}  // namespace entente
