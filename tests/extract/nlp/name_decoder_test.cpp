#include "extract/nlp/name_decoder.h"

#include <algorithm>
#include <array>
#include <gtest/gtest.h>
#include <random>

#include "extract/error.h"

namespace entente {
namespace {

const std::vector<std::string> tags{"O",     "B-PER", "I-PER", "E-PER", "S-PER",
                                    "B-LOC", "I-LOC", "E-LOC", "S-LOC"};

// Scores in which each word's tag stands out by `margin`.
Matrix scores_of(const std::vector<std::string>& sequence, float margin = 1.0F) {
  Matrix scores = Matrix::Zero(static_cast<Eigen::Index>(sequence.size()),
                               static_cast<Eigen::Index>(tags.size()));
  for (std::size_t i = 0; i < sequence.size(); ++i) {
    const auto tag = std::find(tags.begin(), tags.end(), sequence[i]) - tags.begin();
    scores(static_cast<Eigen::Index>(i), tag) = margin;
  }
  return scores;
}

TEST(NameDecoder, ReadsWholeNames) {
  const NameDecoder decode(tags);
  EXPECT_EQ(
      decode(scores_of({"S-LOC", "O", "B-PER", "I-PER", "E-PER", "S-PER", "O"})),
      (std::vector<NameSpan>{
          {0, 0, EntityType::Location}, {2, 4, EntityType::Person}, {5, 5, EntityType::Person}}));
}

TEST(NameDecoder, RepairsWhatIsNoWholeName) {
  const NameDecoder decode(tags);
  Matrix scores = scores_of({"B-PER", "O"});
  scores(1, 3) = 0.9F;  // E-PER is better than giving up B-PER
  EXPECT_EQ(decode(scores), (std::vector<NameSpan>{{0, 1, EntityType::Person}}));
}

TEST(NameDecoder, NoWordsNoNames) {
  EXPECT_TRUE(NameDecoder(tags)(Matrix(0, static_cast<Eigen::Index>(tags.size()))).empty());
}

TEST(NameDecoder, NamesNeverOverlapWhateverTheScores) {
  constexpr std::uint32_t seed = 11;
  std::mt19937 random(seed);
  std::normal_distribution<float> normal;
  const NameDecoder decode(tags);
  for (int round = 0; round < 200; ++round) {
    Matrix scores(1 + round % 9, static_cast<Eigen::Index>(tags.size()));
    for (Eigen::Index i = 0; i < scores.size(); ++i) scores.data()[i] = normal(random);
    std::size_t next = 0;
    for (const NameSpan& name : decode(scores)) {
      ASSERT_LE(next, name.first) << "seed " << seed;
      ASSERT_LE(name.first, name.last);
      next = name.last + 1;
    }
    ASSERT_LE(next, static_cast<std::size_t>(scores.rows()));
  }
}

TEST(NameDecoder, FaultyTagsAreNamed) {
  for (const std::string tag : {"X-PER", "B-", "B", "B_PER", "B-Person"}) {
    try {
      NameDecoder(std::array<std::string, 2>{"O", tag});
      ADD_FAILURE() << tag;
    } catch (const Error& error) {
      EXPECT_NE(std::string(error.what()).find(tag), std::string::npos);
    }
  }
  EXPECT_THROW(NameDecoder(std::array<std::string, 1>{"S-PER"}), Error);
}

}  // namespace
}  // namespace entente
