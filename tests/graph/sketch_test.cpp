#include "graph/sketch.h"

#include <cmath>
#include <gtest/gtest.h>

#include "tests/graph/random_text.h"

namespace entente {
namespace {

using testing::random_sentence;
using testing::random_text;

std::optional<Sketch> sketch_of(const std::vector<std::string>& sentences) {
  Sketcher sketcher;
  for (const std::string& sentence : sentences) sketcher.add(sentence);
  return sketcher.take();
}

const std::string letter =
    "Kim Jong-un, leader of North Korea, sent a letter to Vladimir Putin on Wednesday, July 26, "
    "2023, in which he called the friendship of both countries \"invincible\".";

TEST(Sketch, IsTheSameForTheSameText) {
  ASSERT_TRUE(sketch_of({letter}));
  EXPECT_EQ(sketch_of({letter}), sketch_of({letter}));
}

TEST(Sketch, TakesNoNoticeOfCasePunctuationAndWhiteSpace) {
  EXPECT_EQ(sketch_of({letter}),
            sketch_of({"KIM JONG UN – leader of North Korea – sent a letter  to Vladimir Putin on "
                       "Wednesday (July 26, 2023), in which he called the friendship of both "
                       "countries “invincible”!"}));
  EXPECT_EQ(sketch_of({letter + " ÉL SE REUNIÓ AYER EN MOSCÚ"}),
            sketch_of({letter + " él se reunió ayer en Moscú"}));
}

TEST(Sketch, TakesNoticeOfNumbers) {
  std::string other = letter;
  other.replace(other.find("26"), 2, "27");
  EXPECT_NE(sketch_of({letter}), sketch_of({other}));
}

TEST(Sketch, DoesNotDependOnTheOrderOfSentencesOrOnOneThatComesTwice) {
  std::mt19937 random(1);
  const auto text = random_text(random, 7);
  const auto sketch = sketch_of(text);
  EXPECT_EQ(sketch, sketch_of({text.rbegin(), text.rend()}));
  auto twice = text;
  twice.push_back(text[3]);
  EXPECT_EQ(sketch, sketch_of(twice));
}

TEST(Sketch, IsOfWhatWasAddedSinceTheLastOne) {
  std::mt19937 random(2);
  const auto text = random_text(random, 3);
  Sketcher sketcher;
  sketcher.add(letter);
  sketcher.take();
  for (const std::string& sentence : text) sketcher.add(sentence);
  EXPECT_EQ(sketcher.take(), sketch_of(text));
}

TEST(Sketch, IsNotMadeOfTooLittleText) {
  std::mt19937 random(3);
  EXPECT_FALSE(sketch_of({}));
  EXPECT_FALSE(sketch_of({"", "—", "…"}));
  EXPECT_FALSE(sketch_of({random_sentence(random, 19)}));
  EXPECT_TRUE(sketch_of({random_sentence(random, 20)}));
  EXPECT_FALSE(sketch_of(std::vector<std::string>(100, "He said so.")));
}

TEST(Sketch, IsMadeOfBytesThatAreNoUtf8) {
  std::mt19937 random(4);
  std::string bytes = random_sentence(random, 30);
  const auto sketch = sketch_of({bytes});
  bytes.insert(bytes.find(' '), "\xFF\xC3");
  EXPECT_EQ(sketch_of({bytes}), sketch);
}

// Of two texts that share some sentences, all of the same number of shingles, what they share is
// known.
TEST(Sketch, EstimatesHowAlikeTextsAre) {
  std::mt19937 random(5);
  double squares = 0.0;
  double sum = 0.0;
  int pairs = 0;
  for (std::size_t shared = 0; shared <= 20; ++shared) {
    for (int again = 0; again < 20; ++again, ++pairs) {
      auto left = random_text(random, 20);
      auto right = random_text(random, 20);
      std::copy_n(left.begin(), shared, right.begin());
      const auto one = sketch_of(left);
      const auto other = sketch_of(right);
      ASSERT_TRUE(one && other);
      const double truth = static_cast<double>(shared) / static_cast<double>(40 - shared);
      const double error = resemblance(*one, *other) - truth;
      sum += error;
      squares += error * error;
      EXPECT_LT(std::abs(error), 0.2) << shared;  // more than four standard errors
    }
  }
  EXPECT_LT(std::abs(sum / pairs), 0.005);
  EXPECT_LT(std::sqrt(squares / pairs), 0.04);
}

TEST(Sketch, TellsHowMuchOfTheShorterTextStandsInTheLonger) {
  std::mt19937 random(6);
  const auto text = random_text(random, 40);
  const auto whole = sketch_of(text);
  const auto half = sketch_of({text.begin(), text.begin() + 20});
  ASSERT_TRUE(whole && half);
  EXPECT_EQ(whole->shingles, 2 * half->shingles);
  EXPECT_DOUBLE_EQ(containment(0.5, *whole, *half), 1.0);
  EXPECT_DOUBLE_EQ(containment(0.5, *half, *whole), 1.0);
  EXPECT_DOUBLE_EQ(containment(0.2, *half, *whole), 0.5);
  EXPECT_DOUBLE_EQ(containment(0.5, *half, *half), 2.0 / 3.0);
  EXPECT_DOUBLE_EQ(containment(1.0, *whole, *half), 1.0);
  EXPECT_DOUBLE_EQ(containment(0.0, *whole, *half), 0.0);
}

}  // namespace
}  // namespace entente
