// The encoder that judges pairs of mentions, on small weights and on those that ship.
#include "extract/encoder/sentence_judge.h"

#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "extract/error.h"
#include "extract/modules/pair_model.h"
#include "tiny_encoder.h"

namespace entente {
namespace {

using nlohmann::json;

constexpr std::size_t labels = 3;

class TinyJudge : public testing::Test {
 protected:
  TinyJudge() { add_tiny_encoder(model_, labels, 7); }

  SentenceJudge load() const {
    write_file(folder_ / "relations.bin", model_.bytes());
    return {ModelFile::read(folder_ / "relations.bin"), labels, Arithmetic::Floats};
  }

  static std::vector<Vector> scores(const SentenceJudge& judge, const JudgedSentence& sentence) {
    return judge.scores(std::vector<JudgedSentence>{sentence});
  }

  TinyModel model_;
  const TemporaryFolder folder_;
};

JudgedSentence sentence(std::vector<std::string_view> words) {
  const std::size_t last = words.size() - 1;
  return {std::move(words), {{0, 0, "PER", 0}, {last, last, "STATE", 1}}, {{0, 1}}};
}

void expect_near(const Vector& actual, const Vector& expected, float tolerance = 1e-4F) {
  ASSERT_EQ(actual.size(), expected.size());
  EXPECT_LT((actual - expected).cwiseAbs().maxCoeff(), tolerance);
}

TEST_F(TinyJudge, HasAScoreForEachLabelOfEachPair) {
  JudgedSentence three = sentence({"kim", "o", "kim", "us"});
  three.mentions = {{0, 0, "PER", 0}, {2, 2, "PER", 2}, {3, 3, "STATE", 0}};
  three.pairs = {{0, 1}, {0, 2}, {1, 2}};
  const auto found = scores(load(), three);
  ASSERT_EQ(found.size(), 3U);
  for (const Vector& of_pair : found) EXPECT_EQ(of_pair.size(), 3);
}

TEST_F(TinyJudge, ReadsTheWordsBetween) {
  const SentenceJudge judge = load();
  const Vector one = scores(judge, sentence({"kim", "sui", "us"})).front();
  const Vector other = scores(judge, sentence({"kim", "hoi", "us"})).front();
  EXPECT_GT((one - other).cwiseAbs().maxCoeff(), 1e-3F);
}

TEST_F(TinyJudge, WantsHeadsOfTheAttentionOfAPair) {
  model_.header["sizes"]["pair_heads"] = 0;
  EXPECT_THROW(load(), InputError);
}

TEST_F(TinyJudge, WantsNumbersWithinTheLimits) {
  const json whole = model_.header;
  const auto is_refused = [&](const json& patch) {
    model_.header = whole;
    model_.header.merge_patch(patch);
    EXPECT_THROW(load(), InputError) << patch;
  };
  is_refused({{"kinds", 1ULL << 60}});
  is_refused({{"sizes", {{"epsilon", 0.0}}}});
  is_refused({{"sizes", {{"width", 1ULL << 62}}}});
  is_refused({{"pieces", {{"first", 1e300}}}});
  is_refused({{"pieces", {{"first", -1}}}});
}

TEST_F(TinyJudge, WantsATableOfNumbers) {
  const auto table = model_.header["tensors"]["table"]["offset"].get<std::size_t>();
  model_.tensors.replace(table, 2, std::string("\x00\x7e", 2));  // no number, in half precision
  EXPECT_THROW(load(), InputError);
}

TEST_F(TinyJudge, IsToldTypesAndKinds) {
  const SentenceJudge judge = load();
  const JudgedSentence plain = sentence({"kim", "o", "us"});
  JudgedSentence other_type = plain;
  other_type.mentions[1].type = "PER";
  JudgedSentence other_kind = plain;
  other_kind.mentions[1].kind = 2;
  const Vector expected = scores(judge, plain).front();
  EXPECT_GT((scores(judge, other_type).front() - expected).cwiseAbs().maxCoeff(), 1e-3F);
  EXPECT_GT((scores(judge, other_kind).front() - expected).cwiseAbs().maxCoeff(), 1e-3F);
}

TEST_F(TinyJudge, JudgesEachSentenceAsIfItWereAlone) {
  const SentenceJudge judge = load();
  const std::vector<JudgedSentence> both{sentence({"kim", "sui", "us"}),
                                         sentence({"ko", "hush", "o", "so"})};
  const auto together = judge.scores(both);
  ASSERT_EQ(together.size(), 2U);
  expect_near(together[0], scores(judge, both[0]).front());
  expect_near(together[1], scores(judge, both[1]).front());
}

TEST_F(TinyJudge, ManySentencesAreReadInTheirOrder) {
  const SentenceJudge judge = load();
  std::vector<JudgedSentence> many(200, sentence({"kim", "sui", "us"}));
  many[150] = sentence({"kim", "hoi", "us"});
  const auto found = judge.scores(many);
  ASSERT_EQ(found.size(), many.size());
  expect_near(found[199], found[0]);
  expect_near(found[150], scores(judge, many[150]).front());
}

TEST_F(TinyJudge, WhatLiesBeyondItsPositionsIsNotJudged) {
  JudgedSentence far = sentence(std::vector<std::string_view>(140, "kim"));
  far.mentions.insert(far.mentions.begin() + 1, {2, 2, "PER", 0});
  far.pairs = {{0, 1}, {0, 2}};
  const auto found = scores(load(), far);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].size(), 3);
  EXPECT_EQ(found[1].size(), 0);
}

TEST_F(TinyJudge, SentenceWithoutPairsGivesNothing) {
  JudgedSentence none = sentence({"kim", "us"});
  none.pairs.clear();
  EXPECT_TRUE(scores(load(), none).empty());
}

TEST_F(TinyJudge, MissingPartsAreNamed) {
  for (const std::string tensor : {"table", "layer.1.qkv.w", "out.b", "mentions", "norm.w"}) {
    const json entry = model_.header["tensors"][tensor];
    model_.header["tensors"].erase(tensor);
    try {
      load();
      ADD_FAILURE() << "loaded without " << tensor;
    } catch (const InputError& error) {
      EXPECT_NE(error.reason().find("\"" + tensor + "\""), std::string::npos) << error.what();
    }
    model_.header["tensors"][tensor] = entry;
  }
}

TEST_F(TinyJudge, SizesThatDoNotFitAreRefused) {
  for (const char* size : {"width", "heads", "inner", "hidden", "positions"}) {
    const json kept = model_.header["sizes"][size];
    model_.header["sizes"][size] = 5;
    EXPECT_THROW(load(), InputError) << size;
    model_.header["sizes"][size] = kept;
  }
}

// relations.bin against what PyTorch makes of the same file (`parity.json`, written by its
// training).
TEST(JudgeParity, ShippedEncoderGivesTheTrainersScores) {
  std::ifstream stream(std::filesystem::path(ENTENTE_TEST_DATA) / "parity.json");
  ASSERT_TRUE(stream);
  const json cases = json::parse(stream);
  ASSERT_GE(cases.size(), 3U);
  const auto file = std::filesystem::path(ENTENTE_SOURCE_DIR) / "extract/language/relations.bin";
  for (const Arithmetic arithmetic : {Arithmetic::Floats, Arithmetic::Fast}) {
    const PairModel model = PairModel::load(file, Effort::Full, arithmetic);
    ASSERT_NE(model.encoder(), nullptr);
    for (const json& expected : cases) {
      const auto words = expected.at("words").get<std::vector<std::string>>();
      JudgedSentence sentence{{words.begin(), words.end()}, {}, {}};
      for (const json& mention : expected.at("mentions")) {
        sentence.mentions.push_back(
            {mention[0], mention[1], mention[2].get_ref<const std::string&>(), mention[3]});
      }
      for (const json& pair : expected.at("pairs")) sentence.pairs.emplace_back(pair[0], pair[1]);
      const auto found = model.encoder()->scores(std::vector<JudgedSentence>{sentence});
      ASSERT_EQ(found.size(), expected.at("scores").size());
      for (std::size_t i = 0; i < found.size(); ++i) {
        const auto scores = expected["scores"][i].get<std::vector<float>>();
        // 8 bits round log-odds that lie between -12 and 5.
        expect_near(found[i], Eigen::Map<const Vector>(scores.data(), found[i].size()),
                    arithmetic == Arithmetic::Floats ? 1e-3F : 0.5F);
      }
    }
  }
}

}  // namespace
}  // namespace entente
