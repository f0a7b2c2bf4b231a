#include <algorithm>
#include <gtest/gtest.h>
#include <random>

#include "extract/entities/entities.h"

namespace entente {
namespace {

class MentionTableTest : public testing::Test {
 protected:
  MentionTableTest() : sentence_(), trees_{DependencyTree(sentence_), DependencyTree(sentence_)} {}

  static Mention mention(std::size_t first, std::size_t last, std::size_t entity,
                         std::size_t sentence = 0) {
    Mention result;
    result.sentence = sentence;
    result.first = first;
    result.last = last;
    result.head = first;
    result.entity = entity;
    return result;
  }

  const Sentence sentence_;
  const std::vector<DependencyTree> trees_;
};

TEST_F(MentionTableTest, FindsTheMentionThatCoversAWord) {
  MentionTable table(trees_);
  table.put(mention(2, 4, 7));
  EXPECT_EQ(table.at(0, 1), nullptr);
  for (std::size_t word = 2; word <= 4; ++word) {
    ASSERT_NE(table.at(0, word), nullptr);
    EXPECT_EQ(table.at(0, word)->entity, 7U);
  }
  EXPECT_EQ(table.at(0, 5), nullptr);
  EXPECT_EQ(table.at(1, 3), nullptr);
}

TEST_F(MentionTableTest, OverlappedMentionsGiveWay) {
  MentionTable table(trees_);
  table.put(mention(0, 1, 1));
  table.put(mention(2, 3, 2));
  table.put(mention(4, 5, 3));
  table.put(mention(3, 4, 4));
  ASSERT_EQ(table.of(0).size(), 2U);
  EXPECT_EQ(table.of(0)[0].entity, 1U);
  EXPECT_EQ(table.of(0)[1].entity, 4U);
}

TEST_F(MentionTableTest, WhatStandsInsideCoversNoWordAndIsCountedBehindTheOthers) {
  MentionTable table(trees_);
  table.put(mention(0, 3, 1));
  table.put(mention(5, 5, 2));
  table.put_inside(mention(2, 3, 3));
  ASSERT_NE(table.at(0, 2), nullptr);
  EXPECT_EQ(table.at(0, 2)->entity, 1U);
  EXPECT_EQ(table.of(0).size(), 2U);
  ASSERT_EQ(table.inside_of(0).size(), 1U);
  const std::vector<Mention> all = table.all_of(0);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[table.index_of(*table.at(0, 5))].entity, 2U);
  EXPECT_EQ(all[table.index_of(table.inside_of(0).front())].entity, 3U);
  EXPECT_TRUE(table.inside_of(1).empty());
  EXPECT_EQ(table.index_of(table.of(0)[1]), 1U);
  EXPECT_EQ(table.index_of(table.inside_of(0)[0]), 2U);
}

TEST_F(MentionTableTest, NeighboursDoNotOverlap) {
  MentionTable table(trees_);
  table.put(mention(2, 3, 1));
  table.put(mention(0, 1, 2));
  table.put(mention(4, 4, 3));
  EXPECT_EQ(table.of(0).size(), 3U);
}

TEST_F(MentionTableTest, RandomSequencesNeverOverlapAndStayInOrder) {
  constexpr unsigned seed = 90210;
  std::mt19937 random(seed);
  for (int round = 0; round < 300; ++round) {
    MentionTable table(trees_);
    for (int i = 0; i < 25; ++i) {
      const std::size_t first = random() % 40;
      const Mention put = mention(first, first + random() % 6, random() % 9, random() % 2);
      table.put(put);
      const Mention* found = table.at(put.sentence, put.last);
      ASSERT_NE(found, nullptr) << "seed " << seed;
      EXPECT_EQ(found->first, put.first) << "seed " << seed;
    }
    for (std::size_t s = 0; s < 2; ++s) {
      const auto row = table.of(s);
      for (std::size_t m = 1; m < row.size(); ++m) {
        EXPECT_LT(row[m - 1].last, row[m].first) << "seed " << seed;
      }
    }
  }
}

}  // namespace
}  // namespace entente
