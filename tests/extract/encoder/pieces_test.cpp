// Words in pieces: of all divisions the likeliest one.
#include "extract/encoder/pieces.h"

#include <gtest/gtest.h>

#include "extract/error.h"
#include "tiny_encoder.h"

namespace entente {
namespace {

class Pieces : public testing::Test {
 protected:
  Pieces() { add_tiny_encoder(model_, 1, 1); }

  PieceVocabulary load() const {
    write_file(folder_ / "relations.bin", model_.bytes());
    return PieceVocabulary(ModelFile::read(folder_ / "relations.bin"));
  }

  // The pieces of a word, e.g. "▁kim s".
  std::string divided(std::string_view word) const {
    const auto texts = model_.header.at("pieces").at("texts").get<std::vector<std::string>>();
    std::string joined;
    for (const std::uint32_t piece : load().pieces_of(word)) {
      if (!joined.empty()) joined += ' ';
      joined += texts.at(piece);
    }
    return joined;
  }

  void expect_refused(const std::string& reason) const {
    try {
      load();
      ADD_FAILURE() << "loaded, though it should be refused: " << reason;
    } catch (const InputError& error) {
      EXPECT_NE(error.reason().find(reason), std::string::npos) << error.what();
    }
  }

  TinyModel model_;
  const TemporaryFolder folder_;
};

TEST_F(Pieces, HaveTheHighestSumOfScores) {
  EXPECT_EQ(divided("kim"), "▁kim");  // -7 instead of -11
  EXPECT_EQ(divided("kims"), "▁kim s");
  EXPECT_EQ(divided("skim"), "▁ s kim");  // -16 instead of -25
  model_.header["pieces"]["scores"][11] = -16.0F;
  EXPECT_EQ(divided("skim"), "▁ s k i m");
}

TEST_F(Pieces, CharactersThatNoPieceHasAreUnknown) {
  EXPECT_EQ(divided("kim丁s"), "▁kim <unk> s");
  EXPECT_EQ(divided("Ñ"), "▁ <unk>");
}

TEST_F(Pieces, CharactersAreReadAsTheFileSays) { EXPECT_EQ(divided("ﬁ"), "▁ i s"); }

TEST_F(Pieces, EvenAnEmptyWordHasOne) { EXPECT_EQ(divided(""), "▁"); }

TEST_F(Pieces, BrokenUtf8IsUnknown) { EXPECT_EQ(divided("k\xC3"), "▁ k <unk>"); }

TEST_F(Pieces, SpecialPiecesInATextAreNoUnknownOnes) {
  EXPECT_EQ(divided("<unk>"), "▁ <unk> u <unk> k <unk>");
}

TEST_F(Pieces, MissingFieldIsNamed) {
  for (const std::string field : {"texts", "scores", "first", "last", "unknown", "normalised"}) {
    const nlohmann::json pieces = model_.header["pieces"];
    model_.header["pieces"].erase(field);
    expect_refused(field);
    model_.header["pieces"] = pieces;
  }
}

TEST_F(Pieces, WhatDoesNotFitTogetherIsRefused) {
  model_.header["pieces"]["scores"].push_back(1.0);
  expect_refused("do not fit together");
  model_.header["pieces"]["scores"] = std::vector<float>(13, 0.0F);
  model_.header["pieces"]["last"] = 13;
  expect_refused("do not fit together");
}

}  // namespace
}  // namespace entente
