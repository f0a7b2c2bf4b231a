// The article that the project began with, through the shipped model and lexicons.
#include <array>
#include <fstream>
#include <gtest/gtest.h>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/entities/text_index.h"
#include "extract/extractor.h"

namespace entente {
namespace {

class SeedArticle : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    std::ifstream stream(ENTENTE_SOURCE_DIR "/examples/seed/article.jsonl");
    const auto record = nlohmann::json::parse(stream);
    document_ = std::make_unique<Document>();
    document_->id = record.at("id");
    document_->date = record.at("date");
    document_->language = record.at("lang");
    document_->text = record.at("text");
    extractor_ =
        std::make_unique<Extractor>(Extractor::open(ENTENTE_SOURCE_DIR "/extract/language"));
    triples_ = std::make_unique<std::vector<Triple>>(extractor_->extract(*document_));
  }
  static void TearDownTestSuite() {
    triples_.reset();
    extractor_.reset();
    document_.reset();
  }

  // The triple that says this, nothing where there is none. A symmetric class may say it the other
  // way round.
  static std::optional<Triple> find(std::string_view subject, std::string_view relation,
                                    std::string_view object) {
    for (const Triple& triple : *triples_) {
      const bool forward = triple.subject.name == subject && triple.object.name == object;
      const bool backward = is_symmetric(triple.relation_class) && triple.subject.name == object &&
                            triple.object.name == subject && relation == "met";
      if (triple.relation == relation && (forward || backward)) return triple;
    }
    return {};
  }

  static std::string all() {
    std::string text;
    for (const Triple& triple : *triples_) {
      text += triple.subject.name + " | " + triple.relation + " | " + triple.object.name + " | " +
              triple.date + " | " + (triple.source ? triple.source->name : "-") + "\n";
    }
    return text;
  }

  inline static std::unique_ptr<Document> document_;
  inline static std::unique_ptr<Extractor> extractor_;
  inline static std::unique_ptr<std::vector<Triple>> triples_;
};

TEST_F(SeedArticle, TellsWhoMetWhenAndSaysWho) {
  const auto met = find("Kim Jong Un", "met", "Sergei Shoigu");
  ASSERT_TRUE(met) << all();
  EXPECT_EQ(met->relation_class, RelationClass::Consult);
  EXPECT_EQ(met->date, "2023-07-26");
  EXPECT_EQ(met->modality, Modality::Asserted);
  ASSERT_TRUE(met->source) << all();
  EXPECT_EQ(met->source->name, "KCNA");
}

TEST_F(SeedArticle, TellsWhoSentTheLetterAndWhoDeliveredIt) {
  const auto sent = find("Vladimir Putin", "sent letter to", "Kim Jong Un");
  const auto delivered = find("Sergei Shoigu", "delivered letter to", "Kim Jong Un");
  ASSERT_TRUE(sent) << all();
  ASSERT_TRUE(delivered) << all();
  for (const auto& letter : {sent, delivered}) {
    EXPECT_EQ(letter->relation_class, RelationClass::Consult);
    ASSERT_TRUE(letter->source) << all();
    EXPECT_EQ(letter->source->name, "KCNA");
  }
}

TEST_F(SeedArticle, TellsWhoSupportsWhom) {
  const auto supports = find("North Korea", "supports", "Russia");
  ASSERT_TRUE(supports) << all();
  EXPECT_EQ(supports->relation_class, RelationClass::Support);
  EXPECT_EQ(supports->subject.id, "country/PRK");
  EXPECT_EQ(supports->object.id, "country/RUS");
}

TEST_F(SeedArticle, TellsWhoHoldsWhichPost) {
  const std::vector<std::array<std::string_view, 3>> posts{
      {"Kim Jong Un", "leader of", "North Korea"},
      {"Sergei Shoigu", "defence minister of", "Russia"},
      {"Vladimir Putin", "president of", "Russia"}};
  for (const auto& [holder, post, country] : posts) {
    const auto role = find(holder, post, country);
    ASSERT_TRUE(role) << holder << "\n" << all();
    EXPECT_EQ(role->relation_class, RelationClass::Role);
  }
}

TEST_F(SeedArticle, EvidenceIsCutOutOfTheDocument) {
  const TextIndex text(document_->text);
  ASSERT_FALSE(triples_->empty());
  for (const Triple& triple : *triples_) {
    EXPECT_EQ(text.slice(triple.evidence.begin, triple.evidence.end), triple.evidence.text);
  }
}

TEST_F(SeedArticle, GivesTheSameTriplesEveryTime) {
  EXPECT_EQ(extractor_->extract(*document_), *triples_);
}

}  // namespace
}  // namespace entente
