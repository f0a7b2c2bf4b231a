#include "extract/modules/rivals.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <random>
#include <utility>
#include <vector>

namespace entente {
namespace {

enum Entity : std::size_t { Ana, Berta, Oslo, Rome };

Claim claim(RelationClass relation_class, Entity subject, Entity object, double probability,
            std::size_t sentence = 0) {
  return {.sentence = sentence,
          .relation_class = relation_class,
          .subject = subject,
          .object = object,
          .probability = probability};
}

double log_odds(double probability) { return std::log(probability / (1.0 - probability)); }

// What the first of the claims loses to the others.
double lost(const std::vector<Claim>& claims) {
  return log_odds(claims.front().probability) - log_odds(beside_rivals(claims).front());
}

constexpr auto Located = RelationClass::Located;
constexpr auto Consult = RelationClass::Consult;
constexpr auto Accuse = RelationClass::Accuse;

TEST(Rivals, OfASecondPlaceAreThoseThatAreSurer) {
  EXPECT_NEAR(lost({claim(Located, Ana, Oslo, 0.4), claim(Located, Ana, Rome, 0.7)}), 0.7, 1e-9);
  EXPECT_EQ(lost({claim(Located, Ana, Oslo, 0.7), claim(Located, Ana, Rome, 0.4)}), 0.0);
  EXPECT_EQ(lost({claim(Located, Ana, Oslo, 0.4)}), 0.0);
}

TEST(Rivals, CountTheSurestAtEachEnd) {
  EXPECT_NEAR(lost({claim(Accuse, Ana, Berta, 0.3), claim(Accuse, Ana, Oslo, 0.4),
                    claim(Accuse, Ana, Rome, 0.6), claim(Accuse, Rome, Berta, 0.5)}),
              0.6 + 0.5, 1e-9);
}

TEST(Rivals, AreOfTheSameSentenceAndClassAndEnd) {
  EXPECT_EQ(lost({claim(Located, Ana, Oslo, 0.4), claim(Located, Ana, Rome, 0.7, 1)}), 0.0);
  EXPECT_EQ(lost({claim(Located, Ana, Oslo, 0.4), claim(Accuse, Ana, Rome, 0.7)}), 0.0);
  EXPECT_EQ(lost({claim(Accuse, Ana, Berta, 0.4), claim(Accuse, Berta, Rome, 0.7)}), 0.0);
}

TEST(Rivals, OfAMeetingAreMeetingsOfEither) {
  EXPECT_NEAR(lost({claim(Consult, Ana, Berta, 0.4), claim(Consult, Berta, Rome, 0.7)}), 0.7, 1e-9);
  EXPECT_NEAR(lost({claim(Consult, Ana, Berta, 0.4), claim(Consult, Rome, Ana, 0.7)}), 0.7, 1e-9);
}

TEST(Rivals, AreNotWhatOtherWordsSayOfTheSameTwo) {
  EXPECT_EQ(lost({claim(Located, Ana, Oslo, 0.4), claim(Located, Ana, Oslo, 0.7)}), 0.0);
  EXPECT_EQ(lost({claim(Consult, Ana, Berta, 0.4), claim(Consult, Berta, Ana, 0.7)}), 0.0);
}

TEST(Rivals, DoNotDependOnTheOrderAndMakeNothingSurer) {
  std::mt19937 random(1);
  std::vector<Claim> claims;
  for (int n = 0; n < 200; ++n) {
    const auto subject = static_cast<Entity>(random() % 4);
    const auto object = static_cast<Entity>((subject + 1 + random() % 3) % 4);
    claims.push_back(claim(random() % 2 == 0 ? Accuse : Consult, subject, object,
                           static_cast<double>(1 + random() % 98) / 100, random() % 3));
  }
  std::vector<std::pair<double, double>> before;
  const auto probabilities = beside_rivals(claims);
  for (std::size_t n = 0; n < claims.size(); ++n) {
    EXPECT_LE(probabilities[n], claims[n].probability + 1e-9);
    before.emplace_back(claims[n].probability, probabilities[n]);
  }
  std::ranges::shuffle(claims, random);
  std::vector<std::pair<double, double>> after;
  const auto shuffled = beside_rivals(claims);
  for (std::size_t n = 0; n < claims.size(); ++n)
    after.emplace_back(claims[n].probability, shuffled[n]);
  std::ranges::sort(before);
  std::ranges::sort(after);
  EXPECT_EQ(after, before);
}

}  // namespace
}  // namespace entente
