// Reading relations.bin, and the probabilities that its weights give.
#include "extract/modules/pair_model.h"

#include <cmath>
#include <cstring>
#include <gtest/gtest.h>
#include <limits>

#include "extract/error.h"
#include "tests/extract/encoder/tiny_encoder.h"
#include "tiny_pair_model.h"

namespace entente {
namespace {

TinyPairModel tiny() {
  return {.labels = {"SUPPORT>", "SUPPORT<", "CONSULT>"},
          .bias = {-1.0F, 0.5F, 0.25F},
          .threshold = 0.625,
          .features = {7, 100, 4000000000U},
          .weights = {{1.0F, -2.0F, 0.5F}, {0.25F, 0.0F, -1.0F}, {4.0F, 1.0F, 2.0F}},
          .hints = {"rule events", "top active"},
          .hint_weights = {2.0F, -0.5F}};
}

constexpr PairLabel support{RelationClass::Support, true};
constexpr PairLabel supported{RelationClass::Support, false};
constexpr PairLabel consult{RelationClass::Consult, true};

double sigmoid(double score) { return 1.0 / (1.0 + std::exp(-score)); }

void expect_probabilities(std::span<const std::uint32_t> features, std::span<const PairHint> hints,
                          const std::vector<double>& scores) {
  const auto probabilities = tiny().load().probabilities(features, hints, Vector());
  ASSERT_EQ(probabilities.size(), scores.size());
  for (std::size_t i = 0; i < scores.size(); ++i) {
    EXPECT_NEAR(probabilities[i], sigmoid(scores[i]), 1e-6) << "label " << i;
  }
}

using Features = std::vector<std::uint32_t>;
using Hints = std::vector<PairHint>;

TEST(PairModel, HasTheLabelsAndTheThresholdOfItsFile) {
  const PairModel model = tiny().load();
  EXPECT_EQ(model.labels(), (std::vector<PairLabel>{support, supported, consult}));
  EXPECT_DOUBLE_EQ(model.threshold(), 0.625);
}

TEST(PairModel, WithoutFeaturesTheBiasDecides) {
  expect_probabilities(Features{}, Hints{}, {-1.0, 0.5, 0.25});
}

TEST(PairModel, SumsTheWeightsOfKnownFeatures) {
  expect_probabilities(Features{4000000000U, 7}, Hints{}, {4.0, -0.5, 2.75});
}

TEST(PairModel, UnknownFeaturesTellNothing) {
  expect_probabilities(Features{0, 8, 100, 4294967295U}, Hints{}, {-0.75, 0.5, -0.75});
}

TEST(PairModel, WhatARuleFoundIsScaledAndShifted) {
  TinyPairModel file = tiny();
  file.rule_scale = 0.5;
  file.rule_shift = 1.5;
  const Hints hints{{support, "rule events"}, {supported, "top active"}};
  const auto probabilities = file.load().probabilities(Features{}, hints, Vector());
  EXPECT_NEAR(probabilities[0], sigmoid(0.5 * (-1.0 + 2.0) + 1.5), 1e-6);
  EXPECT_NEAR(probabilities[1], sigmoid(0.5 - 0.5), 1e-6);
}

TEST(PairModel, FeatureGivenTwiceCountsOnce) {
  expect_probabilities(Features{7, 100, 7, 7}, Hints{}, {0.25, -1.5, -0.25});
}

TEST(PairModel, HintsSpeakForTheirLabelAlone) {
  expect_probabilities(Features{}, Hints{{supported, "rule events"}, {consult, "top active"}},
                       {-1.0, 2.5, -0.25});
}

TEST(PairModel, HintsOfTwoKindsAddUp) {
  expect_probabilities(Features{7}, Hints{{support, "rule events"}, {support, "top active"}},
                       {1.5, -1.5, 0.75});
}

TEST(PairModel, UnknownKindsAndLabelsOfHintsTellNothing) {
  expect_probabilities(Features{},
                       Hints{{support, "rule places"}, {{RelationClass::Kin, true}, "rule events"}},
                       {-1.0, 0.5, 0.25});
}

TEST(PairModel, WithoutAnyFeatureOrHintIsAModelToo) {
  const PairModel model = TinyPairModel{.labels = {"KIN>"}, .bias = {0.0F}}.load();
  EXPECT_EQ(model.probabilities(Features{1, 2}, Hints{}, Vector()), std::vector<double>{0.5});
}

TEST(PairModel, SpeaksTheLanguagesOfItsFile) {
  const PairModel model = tiny().load();
  EXPECT_TRUE(model.speaks("es"));
  EXPECT_FALSE(model.speaks("de"));
}

class PairModelWithEncoder : public testing::Test {
 protected:
  PairModelWithEncoder() {
    TinyModel file = tiny().file();
    add_tiny_encoder(file, 3, 5);
    file.header["encoder"] = {{"weight", 0.5}, {"absent", {{"scale", 2.0}, {"shift", -0.5}}}};
    write_file(folder_ / "relations.bin", file.bytes());
  }

  const TemporaryFolder folder_;
};

TEST_F(PairModelWithEncoder, AddsWhatTheEncoderReads) {
  const PairModel model = PairModel::load(folder_ / "relations.bin");
  ASSERT_NE(model.encoder(), nullptr);
  Vector read(3);
  read << 1.0F, -4.0F, 0.0F;
  const auto probabilities = model.probabilities(Features{7}, Hints{}, read);
  const std::vector<double> scores{0.0 + 0.5, -1.5 - 2.0, 0.75};
  for (std::size_t i = 0; i < scores.size(); ++i) {
    EXPECT_NEAR(probabilities[i], sigmoid(scores[i]), 1e-6) << "label " << i;
  }
  EXPECT_DOUBLE_EQ(model.weight(read, 1), -2.0);
}

TEST_F(PairModelWithEncoder, WhereTheEncoderReadsNothingTheRestCountsForMore) {
  const PairModel model = PairModel::load(folder_ / "relations.bin");
  const auto probabilities = model.probabilities(Features{7}, Hints{}, Vector());
  EXPECT_NEAR(probabilities[1], sigmoid(2.0 * -1.5 - 0.5), 1e-6);
  EXPECT_DOUBLE_EQ(model.weight(Vector(), 1), 0.0);
}

TEST_F(PairModelWithEncoder, QuicklyItIsLeftOut) {
  const PairModel model = PairModel::load(folder_ / "relations.bin", Effort::Quick);
  EXPECT_EQ(model.encoder(), nullptr);
  const auto probabilities = model.probabilities(Features{7}, Hints{}, Vector());
  EXPECT_NEAR(probabilities[1], sigmoid(2.0 * -1.5 - 0.5), 1e-6);
}

// An encoder that also tells modalities.
TinyModel with_modalities() {
  TinyModel file = tiny().file();
  add_tiny_encoder(file, 3 + modality_count, 5);
  file.header["encoder"] = {{"weight", 0.5}, {"absent", {{"scale", 2.0}, {"shift", -0.5}}}};
  file.header["modalities"] = {{"names", {"asserted", "planned", "possible", "negated"}},
                               {"scale", 2.0},
                               {"rules",
                                {{0.0, -1.0, -9.0, -9.0},
                                 {-1.0, 1.5, -9.0, -9.0},
                                 {-1.0, 0.0, 2.0, 0.0},
                                 {-9.0, -9.0, -9.0, 0.0}}}};
  return file;
}

class PairModelWithModalities : public testing::Test {
 protected:
  PairModelWithModalities() {
    write_file(folder_ / "relations.bin", with_modalities().bytes());
    read_ << 1.0F, -4.0F, 0.0F, 0.0F, 0.25F, 0.0F, 0.0F;
  }

  const TemporaryFolder folder_;
  Vector read_ = Vector(7);  // of three labels, asserted, planned, possible, negated
};

TEST_F(PairModelWithModalities, LabelsAreJudgedByTheirOwnScores) {
  const PairModel model = PairModel::load(folder_ / "relations.bin");
  const auto probabilities = model.probabilities(Features{7}, Hints{}, read_);
  ASSERT_EQ(probabilities.size(), 3U);
  EXPECT_NEAR(probabilities[1], sigmoid(-1.5 - 2.0), 1e-6);
}

TEST_F(PairModelWithModalities, WhatRulesReadAddsToTheModality) {
  const PairModel model = PairModel::load(folder_ / "relations.bin");
  // Asserted by rules: 0 against 0.5 − 1; planned by rules: −1 against 0.5 + 1.5.
  EXPECT_EQ(model.modality(Modality::Asserted, read_), Modality::Asserted);
  EXPECT_EQ(model.modality(Modality::Planned, read_), Modality::Planned);
  read_(4) = 0.75F;  // 0 against 1.5 − 1
  EXPECT_EQ(model.modality(Modality::Asserted, read_), Modality::Planned);
}

TEST_F(PairModelWithModalities, WhereTheEncoderReadsNothingRulesDecide) {
  const PairModel model = PairModel::load(folder_ / "relations.bin");
  EXPECT_EQ(model.modality(Modality::Possible, Vector()), Modality::Possible);
}

TEST_F(PairModelWithEncoder, WithoutModalitiesRulesDecide) {
  const PairModel model = PairModel::load(folder_ / "relations.bin");
  EXPECT_EQ(model.modality(Modality::Planned, Vector::Ones(3)), Modality::Planned);
}

class BrokenPairModel : public testing::Test {
 protected:
  // Loading the bytes throws an InputError that names the file and says `reason`.
  void expect_refused(const std::string& bytes, const std::string& reason) const {
    const auto file = folder_ / "relations.bin";
    write_file(file, bytes);
    try {
      PairModel::load(file);
      ADD_FAILURE() << "loaded, though it should be refused: " << reason;
    } catch (const InputError& error) {
      EXPECT_EQ(error.file(), file.string());
      EXPECT_NE(error.reason().find(reason), std::string::npos) << error.what();
    }
  }

  const TemporaryFolder folder_;
};

TEST_F(BrokenPairModel, MissingFileIsNamed) {
  EXPECT_THROW(PairModel::load(folder_ / "none.bin"), InputError);
}

TEST_F(BrokenPairModel, TruncatedAnywhereIsRefused) {
  const std::string bytes = tiny().file().bytes();
  for (std::size_t size = 8; size < bytes.size(); ++size) {
    expect_refused(bytes.substr(0, size), "is truncated");
  }
}

TEST_F(BrokenPairModel, WrongChecksumIsRefused) {
  std::string bytes = tiny().file().bytes();
  bytes.back() = static_cast<char>(bytes.back() ^ 1);
  expect_refused(bytes, "does not match its checksum");
}

TEST_F(BrokenPairModel, UnknownLabelIsNamed) {
  for (const std::string label : {"MEET>", "CONSULT", "CONSULT=", ">", "consult>", ""}) {
    TinyPairModel model = tiny();
    model.labels[1] = label;
    expect_refused(model.file().bytes(), "unknown label \"" + label + "\"");
  }
}

TEST_F(BrokenPairModel, FeaturesOutOfOrderAreRefused) {
  TinyPairModel model = tiny();
  std::swap(model.features[0], model.features[1]);
  expect_refused(model.file().bytes(), "features out of order");
}

TEST_F(BrokenPairModel, ATensorOfAnotherTypeIsNamed) {
  for (const std::string tensor : {"features", "weights"}) {
    TinyModel file = tiny().file();
    file.header["tensors"][tensor]["type"] = "f32";
    expect_refused(file.bytes(), "\"" + tensor + "\" in a type that is not ");
  }
}

TEST_F(BrokenPairModel, StepsThatAreNoneAreRefused) {
  for (const float step : {-1.0F, std::numeric_limits<float>::quiet_NaN(),
                           std::numeric_limits<float>::infinity(), 1000.0F}) {
    TinyModel file = tiny().file();
    const std::size_t scales = file.header["tensors"]["weights"]["scales"];
    std::memcpy(file.tensors.data() + scales, &step, sizeof(step));
    expect_refused(file.bytes(), "has steps of the tensor \"weights\" ");
  }
}

TEST_F(BrokenPairModel, WeightsWithoutStepsAreRefused) {
  TinyModel file = tiny().file();
  file.header["tensors"]["weights"].erase("scales");
  expect_refused(file.bytes(), "describes the tensor \"weights\" wrongly");
}

TEST_F(BrokenPairModel, MissingFieldIsNamed) {
  for (const std::string field : {"languages", "labels", "features", "hints", "threshold"}) {
    TinyModel file = tiny().file();
    file.header.erase(field);
    expect_refused(file.bytes(), field);
  }
}

TEST_F(BrokenPairModel, MissingTensorIsNamed) {
  for (const std::string tensor : {"features", "weights", "bias", "hints"}) {
    TinyModel file = tiny().file();
    file.header["tensors"].erase(tensor);
    expect_refused(file.bytes(), "lacks the tensor \"" + tensor + "\"");
  }
}

TEST_F(BrokenPairModel, TensorMustFitTheHeader) {
  TinyModel file = tiny().file();
  file.header["labels"].push_back("KIN>");
  expect_refused(file.bytes(), "has the tensor \"weights\" in the shape [3,3]");
}

TEST_F(BrokenPairModel, EncoderMustKnowAllMentions) {
  TinyModel file = tiny().file();
  add_tiny_encoder(file, 3, 5);
  file.header["types"][5] = "COUNTRY";
  expect_refused(file.bytes(), "the type STATE");
}

TEST_F(BrokenPairModel, UnknownModalityIsNamed) {
  TinyModel file = with_modalities();
  file.header["modalities"]["names"][1] = "hoped";
  expect_refused(file.bytes(), "unknown modality \"hoped\"");
}

TEST_F(BrokenPairModel, RulesOfModalityMustBeOfAllModalities) {
  TinyModel file = with_modalities();
  file.header["modalities"]["rules"].erase(1);
  expect_refused(file.bytes(), "rules for other modalities");
  file = with_modalities();
  file.header["modalities"]["rules"][0].push_back(1.0);
  expect_refused(file.bytes(), "rules of modality of another size");
}

TEST_F(BrokenPairModel, EachModalityMustBeThereOnce) {
  TinyModel file = with_modalities();
  file.header["modalities"]["names"][1] = "asserted";
  expect_refused(file.bytes(), "the modality \"asserted\" twice");
  file.header["modalities"]["names"] = {"asserted", "planned"};
  expect_refused(file.bytes(), "does not have all modalities");
}

TEST_F(BrokenPairModel, ModalitiesWithoutAnEncoderAreRefused) {
  TinyModel file = with_modalities();
  file.header.erase("encoder");
  expect_refused(file.bytes(), "modalities without an encoder");
}

TEST_F(BrokenPairModel, EncoderMustTellModalities) {
  TinyModel file = tiny().file();
  add_tiny_encoder(file, 3, 5);
  file.header["modalities"] = with_modalities().header["modalities"];
  expect_refused(file.bytes(), "has the tensor \"out.");
}

TEST_F(BrokenPairModel, EncoderMustHaveTheSameLabels) {
  TinyModel file = tiny().file();
  add_tiny_encoder(file, 2, 5);
  expect_refused(file.bytes(), "has the tensor \"out.");
}

}  // namespace
}  // namespace entente
