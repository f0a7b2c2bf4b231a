#include "graph/copies.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <utility>

#include "extract/error.h"
#include "tests/graph/random_text.h"

namespace entente {
namespace {

using testing::random_sentence;
using testing::random_text;
using Text = std::vector<std::string>;

struct Article {
  std::string id;
  std::string date;
  Text sentences;
};

// As what states one fact a sentence.
std::vector<Fact> facts_of(const Article& article) {
  std::vector<Fact> facts;
  for (const std::string& sentence : article.sentences) {
    FactEvidence piece;
    piece.document = article.id;
    piece.text = sentence;
    facts.push_back({.key = {}, .evidence = {piece}});
  }
  return facts;
}

Copies copies_among(const std::vector<Article>& articles) {
  CopyFinder finder;
  for (const Article& article : articles) finder.add(article.id, article.date, facts_of(article));
  return finder.find();
}

// By document, what it is a copy of.
std::map<std::string, std::string> originals_in(const Copies& copies) {
  std::map<std::string, std::string> originals;
  for (const Copies::Original& original : copies.originals()) {
    for (const Copies::Copy& copy : original.copies) originals[copy.document] = original.document;
  }
  return originals;
}

// With each sentence written anew by a chance of `share`.
Text rewritten(std::mt19937& random, Text text, double share) {
  for (std::string& sentence : text) {
    if (std::bernoulli_distribution(share)(random)) sentence = random_sentence(random);
  }
  return text;
}

Text cut(Text text, std::size_t sentences) {
  text.resize(sentences);
  return text;
}

using Expected = std::map<std::string, std::string>;

TEST(Copies, AreOfTheEarliestDocumentWithTheText) {
  std::mt19937 random(1);
  const Text text = random_text(random, 10);
  const Copies copies = copies_among({{"a", "2023-07-28", text},
                                      {"b", "2023-07-27", text},
                                      {"c", "", text},
                                      {"d", "2023-07-27", text},
                                      {"e", "2023-07-01", random_text(random, 10)}});
  EXPECT_EQ(originals_in(copies), (Expected{{"a", "b"}, {"c", "b"}, {"d", "b"}}));
  EXPECT_EQ(copies.original_of("a"), "b");
  EXPECT_EQ(copies.original_of("b"), std::nullopt);
  EXPECT_EQ(copies.original_of("e"), std::nullopt);
  for (const Copies::Copy& copy : copies.originals().front().copies) {
    EXPECT_EQ(copy.containment, 1.0);
  }
}

TEST(Copies, MayHaveAnotherByLineAndEnd) {
  std::mt19937 random(2);
  const Text text = random_text(random, 20);
  Text other = cut(text, 14);
  other.insert(other.begin(), "MOSCOW, July 27 (our own report).");
  const Copies copies = copies_among({{"a", "2023", text}, {"b", "2023", other}});
  EXPECT_EQ(originals_in(copies), (Expected{{"b", "a"}}));
}

TEST(Copies, AreNotDocumentsThatShareASentence) {
  std::mt19937 random(3);
  const std::string shared = random_sentence(random, 25);
  Text long_text = random_text(random, 20);
  Text other_text = random_text(random, 20);
  long_text.push_back(shared);
  other_text.push_back(shared);
  EXPECT_TRUE(
      copies_among({{"a", "", long_text}, {"b", "", other_text}, {"c", "", {shared}}}).empty());
}

TEST(Copies, AreNotDocumentsOfTooLittleText) {
  const Text text{"Kim met Shoigu on Wednesday."};
  EXPECT_TRUE(
      copies_among({{"a", "", text}, {"b", "", text}, {"c", "", {}}, {"d", "", {}}}).empty());
}

TEST(Copies, DoNotDependOnTheOrderOfDocuments) {
  std::mt19937 random(4);
  std::vector<Article> articles;
  for (int story = 0; story < 30; ++story) {
    const Text text = random_text(random, 12);
    for (int copy = 0; copy < 4; ++copy) {
      articles.push_back({std::to_string(random()), "2023-01-0" + std::to_string(1 + random() % 9),
                          rewritten(random, text, 0.15 * copy)});
    }
  }
  const Copies copies = copies_among(articles);
  EXPECT_FALSE(copies.empty());
  for (int again = 0; again < 5; ++again) {
    std::ranges::shuffle(articles, random);
    EXPECT_EQ(copies_among(articles), copies);
  }
}

// Each version is a copy of the one before; the first and the last have little in common.
TEST(Copies, OfTextsThatChangeStepByStepAreAllLikeTheirOriginal) {
  std::mt19937 random(5);
  std::map<std::string, Article> articles;
  Text text = random_text(random, 20);
  for (char version = 'a'; version <= 'z'; ++version) {
    const std::string id(1, version);
    articles[id] = {id, "2023", text};
    text.at(static_cast<std::size_t>(version - 'a') % text.size()) = random_sentence(random);
  }
  std::vector<Article> all;
  for (const auto& [id, article] : articles) all.push_back(article);
  const Copies copies = copies_among(all);
  EXPECT_GT(copies.originals().size(), 1U);
  for (const auto& [copy, original] : originals_in(copies)) {
    EXPECT_EQ(copies.original_of(original), std::nullopt);
    const std::vector<Article> pair{articles[original], articles[copy]};
    EXPECT_FALSE(copies_among(pair).empty()) << original << ' ' << copy;
  }
}

// Fifty sites print a report: most of them alter some of it or cut its end.
TEST(Copies, AreFoundAmongManyArticlesAndNoOtherDocumentIs) {
  std::mt19937 random(6);
  std::vector<Article> articles;
  std::size_t altered = 0;
  for (int story = 0; story < 200; ++story) {
    const Text text = random_text(random, 15 + random() % 20);
    const std::string name = "story " + std::to_string(story);
    articles.push_back({name, "2023-01-01", text});
    for (int copy = 0; copy < 4; ++copy, ++altered) {
      const std::size_t kept = text.size() - random() % (text.size() / 2);
      articles.push_back({name + " in paper " + std::to_string(copy), "2023-01-02",
                          cut(rewritten(random, text, 0.025 * copy), kept)});
    }
  }
  std::size_t found = 0;
  for (const auto& [copy, original] : originals_in(copies_among(articles))) {
    if (copy.starts_with(original + " in")) ++found;
    EXPECT_EQ(copy.substr(0, copy.find(" in")), original.substr(0, original.find(" in")));
  }
  EXPECT_GT(static_cast<double>(found), 0.98 * static_cast<double>(altered));
}

TEST(Copies, OfOneTextByTheThousandAreOneStory) {
  std::mt19937 random(7);
  const Text text = random_text(random, 5);
  std::vector<Article> articles;
  for (int n = 0; n < 20000; ++n) articles.push_back({std::to_string(n), "", text});
  const Copies copies = copies_among(articles);
  ASSERT_EQ(copies.originals().size(), 1U);
  EXPECT_EQ(copies.originals().front().document, "0");
  EXPECT_EQ(copies.originals().front().copies.size(), 19999U);
}

TEST(Copies, AreRefusedWhereTheyContradictThemselves) {
  const auto made = [](std::vector<Copies::Original> originals) {
    return Copies(std::move(originals));
  };
  EXPECT_THROW(made({{"a", {}}}), Error);
  EXPECT_THROW(made({{"a", {{"a", 1.0}}}}), Error);
  EXPECT_THROW(made({{"a", {{"b", 1.0}}}, {"c", {{"b", 1.0}}}}), Error);
}

FactEvidence piece_of(const std::string& document, double confidence) {
  FactEvidence piece;
  piece.document = document;
  piece.confidence = confidence;
  return piece;
}

TEST(Copies, CountForAFactOnce) {
  Fact fact{.key = {},
            .evidence = {piece_of("a", 0.5), piece_of("b", 0.6), piece_of("b", 0.1),
                         piece_of("c", 0.5), piece_of("d", 0.2), piece_of("e", 0.4)}};
  EXPECT_EQ(fact.support(), (Support{.documents = 5, .mentions = 6}));
  Copies({{"a", {{"b", 1.0}, {"d", 0.8}}}, {"x", {{"e", 1.0}}}}).mark(fact.evidence);
  EXPECT_EQ(fact.support(), (Support{.documents = 3, .mentions = 6, .copies = 2}));
  EXPECT_DOUBLE_EQ(fact.confidence(), 1 - (1 - 0.6) * (1 - 0.5) * (1 - 0.4));
  EXPECT_EQ(voice_of(fact.evidence[0]), voice_of(fact.evidence[1]));
  EXPECT_NE(voice_of(fact.evidence[0]), voice_of(fact.evidence[3]));
  // A copy speaks with the voice of its original, be that among the evidence or not.
  EXPECT_EQ(voice_of(fact.evidence[5]), voice_of(piece_of("x", 1.0)));
}

}  // namespace
}  // namespace entente
