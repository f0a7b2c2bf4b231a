#include "extract/nlp/mst.h"

#include <gtest/gtest.h>
#include <random>

namespace entente {
namespace {

using Heads = std::vector<std::uint32_t>;

bool is_tree_with_one_root(const Heads& heads) {
  std::size_t roots = 0;
  for (std::size_t word = 1; word <= heads.size(); ++word) {
    if (heads[word - 1] > heads.size()) return false;
    roots += heads[word - 1] == 0 ? 1 : 0;
    std::size_t node = word;
    for (std::size_t steps = 0; node != 0; node = heads[node - 1]) {
      if (++steps > heads.size()) return false;
    }
  }
  return roots == 1;
}

double score_of(const Matrix& scores, const Heads& heads) {
  double sum = 0;
  for (std::size_t i = 0; i < heads.size(); ++i) {
    sum += static_cast<double>(
        scores(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(heads[i])));
  }
  return sum;
}

// The best score among all trees with one root, by trying every assignment of heads.
double best_score(const Matrix& scores) {
  const auto count = static_cast<std::size_t>(scores.rows());
  Heads heads(count, 0);
  double best = -1e300;
  while (true) {
    if (is_tree_with_one_root(heads)) best = std::max(best, score_of(scores, heads));
    std::size_t digit = 0;
    while (digit < count && ++heads[digit] > count) heads[digit++] = 0;
    if (digit == count) return best;
  }
}

Matrix random_scores(Eigen::Index count, std::mt19937& random, float mean_of_root) {
  std::normal_distribution<float> normal(0.0F, 3.0F);
  Matrix scores(count, count + 1);
  for (Eigen::Index i = 0; i < scores.size(); ++i) scores.data()[i] = normal(random);
  scores.col(0).array() += mean_of_root;
  return scores;
}

TEST(MaximumSpanningTree, IsAsGoodAsTheBestOfAllTrees) {
  constexpr std::uint32_t seed = 20240501;
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  for (Eigen::Index count = 1; count <= 6; ++count) {
    for (const float mean_of_root : {-5.0F, 0.0F, 5.0F}) {
      for (int round = 0; round < (count == 6 ? 15 : 100); ++round) {
        const Matrix scores = random_scores(count, random, mean_of_root);
        const Heads heads = maximum_spanning_tree(scores);
        ASSERT_TRUE(is_tree_with_one_root(heads)) << scores;
        ASSERT_NEAR(score_of(scores, heads), best_score(scores), 1e-4) << scores;
      }
    }
  }
}

TEST(MaximumSpanningTree, LongSentencesGetTreesToo) {
  constexpr std::uint32_t seed = 7;
  std::mt19937 random(seed);
  for (const Eigen::Index count : {40, 200, 300}) {
    const Heads heads = maximum_spanning_tree(random_scores(count, random, 4.0F));
    EXPECT_TRUE(is_tree_with_one_root(heads)) << "seed " << seed << ", " << count << " words";
  }
}

TEST(MaximumSpanningTree, EqualScoresStillMakeATree) {
  EXPECT_TRUE(is_tree_with_one_root(maximum_spanning_tree(Matrix::Zero(9, 10))));
  EXPECT_TRUE(is_tree_with_one_root(maximum_spanning_tree(Matrix::Constant(5, 6, -1e6F))));
}

TEST(MaximumSpanningTree, OneWordAndNoWord) {
  EXPECT_EQ(maximum_spanning_tree(Matrix::Constant(1, 2, -3.0F)), Heads{0});
  EXPECT_EQ(maximum_spanning_tree(Matrix(0, 1)), Heads{});
}

}  // namespace
}  // namespace entente
