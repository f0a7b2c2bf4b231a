// The models that ship against what PyTorch makes of the same files (`parity/LANGUAGE.json`,
// written by their export).
#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "extract/nlp/annotator.h"
#include "extract/nlp/encoder.h"
#include "extract/nlp/features.h"
#include "extract/nlp/model.h"

namespace entente {
namespace {

using nlohmann::json;

constexpr float tolerance_of_floats = 1e-3F;

// Of what 8 bits make of states, which lie between -1 and 1.
constexpr float tolerance_of_eight_bits = 0.05F;

class Parity : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    const auto file = std::filesystem::path(ENTENTE_TEST_DATA) / "parity" / (GetParam() + ".json");
    std::ifstream stream(file);
    ASSERT_TRUE(stream) << file << " is missing: export the model with --parity";
    cases_ = json::parse(stream);
    ASSERT_GE(cases_.size(), 3U);
    const std::filesystem::path languages =
        std::filesystem::path(ENTENTE_SOURCE_DIR) / "extract/language";
    file_ = languages / GetParam() / "model.bin";
  }

  std::vector<Sentence> analysed() const {
    std::vector<Sentence> sentences;
    for (const json& expected : cases_) {
      Sentence& sentence = sentences.emplace_back();
      for (const json& form : expected.at("forms")) {
        sentence.words.emplace_back().form = form.get<std::string>();
      }
    }
    Model::load(file_).analyse(sentences);
    return sentences;
  }

  json cases_;
  std::filesystem::path file_;
};

void expect_near(const Matrix& actual, const json& expected, const std::string& what,
                 float tolerance) {
  ASSERT_EQ(static_cast<std::size_t>(actual.rows()), expected.size()) << what;
  for (Eigen::Index row = 0; row < actual.rows(); ++row) {
    const json& values = expected[static_cast<std::size_t>(row)];
    ASSERT_EQ(static_cast<std::size_t>(actual.cols()), values.size()) << what;
    for (Eigen::Index column = 0; column < actual.cols(); ++column) {
      ASSERT_NEAR(actual(row, column), values[static_cast<std::size_t>(column)].get<float>(),
                  tolerance)
          << what << " of word " << row << ", column " << column;
    }
  }
}

// Of the first and the last word.
Matrix ends_of(const Matrix& states) {
  return states(std::array<Eigen::Index, 2>{0, states.rows() - 1}, Eigen::all);
}

TEST_P(Parity, InFloatsStatesAndScoresAreThoseOfTraining) {
  const Model model = Model::load(file_, Arithmetic::Floats);
  for (const json& expected : cases_) {
    const auto forms = expected.at("forms").get<std::vector<std::string>>();
    SCOPED_TRACE(json(forms).dump());
    const Model::Scores scores = model.score(forms);
    expect_near(ends_of(scores.states), expected.at("states"), "states", tolerance_of_floats);
    expect_near(scores.upos, expected.at("upos_scores"), "UPOS scores", tolerance_of_floats);
    expect_near(scores.arcs, expected.at("arc_scores"), "arc scores", tolerance_of_floats);
    expect_near(scores.labels, expected.at("label_scores"), "label scores", tolerance_of_floats);
    expect_near(scores.names, expected.at("name_scores"), "name scores", tolerance_of_floats);
  }
}

TEST_P(Parity, InEightBitsStatesAreNearThoseOfTraining) {
  const Model model = Model::load(file_);
  for (const json& expected : cases_) {
    const auto forms = expected.at("forms").get<std::vector<std::string>>();
    SCOPED_TRACE(json(forms).dump());
    expect_near(ends_of(model.score(forms).states), expected.at("states"), "states",
                tolerance_of_eight_bits);
  }
}

// Not even in the last bit.
TEST_P(Parity, StatesDoNotDependOnTheOtherSentencesOfABatch) {
  const ModelFile file = ModelFile::read(file_);
  const Features features(file);
  const Encoder encoder(file, features.width(), Arithmetic::Fast);
  std::vector<std::vector<std::string>> sentences;
  for (const json& expected : cases_) sentences.push_back(expected.at("forms"));
  std::stable_sort(sentences.begin(), sentences.end(),
                   [](const auto& a, const auto& b) { return a.size() > b.size(); });
  std::vector<std::string_view> all;
  std::vector<Eigen::Index> lengths;
  for (const auto& forms : sentences) {
    all.insert(all.end(), forms.begin(), forms.end());
    lengths.push_back(static_cast<Eigen::Index>(forms.size()));
  }
  const Matrix together = encoder(features(all), lengths);
  Eigen::Index first = 0;
  for (const auto& forms : sentences) {
    const std::vector<std::string_view> views(forms.begin(), forms.end());
    const auto count = static_cast<Eigen::Index>(forms.size());
    EXPECT_EQ(encoder(features(views), std::array{count}), together.middleRows(first, count))
        << json(forms).dump();
    first += count;
  }
}

// All sentences go through in one batch here, one by one in training.
TEST_P(Parity, DecodedColumnsAreThoseOfTraining) {
  const std::vector<Sentence> sentences = analysed();
  for (std::size_t s = 0; s < sentences.size(); ++s) {
    const json& expected = cases_[s];
    for (std::size_t i = 0; i < sentences[s].words.size(); ++i) {
      const Word& word = sentences[s].words[i];
      SCOPED_TRACE("sentence " + std::to_string(s) + ", " + word.form);
      EXPECT_EQ(name_of(word.upos), expected.at("upos")[i].get<std::string>());
      EXPECT_EQ(word.feats, expected.at("feats")[i].get<std::string>());
      EXPECT_EQ(word.lemma, expected.at("lemmas")[i].get<std::string>());
      EXPECT_EQ(word.head, expected.at("heads")[i].get<std::uint32_t>());
      EXPECT_EQ(word.deprel, expected.at("deprels")[i].get<std::string>());
    }
  }
}

TEST_P(Parity, NamesAreThoseOfTraining) {
  const std::vector<Sentence> sentences = analysed();
  for (std::size_t s = 0; s < sentences.size(); ++s) {
    std::vector<std::string> tags(sentences[s].words.size(), "O");
    for (const NameSpan& name : sentences[s].names) {
      for (std::size_t i = name.first; i <= name.last; ++i) {
        tags[i] = (i == name.first ? "B-" : "I-") + std::string(name_of(name.type));
      }
    }
    EXPECT_EQ(tags, cases_[s].at("names").get<std::vector<std::string>>()) << cases_[s].at("forms");
  }
}

INSTANTIATE_TEST_SUITE_P(Languages, Parity, testing::Values("es", "en"),
                         [](const auto& language) { return language.param; });

}  // namespace
}  // namespace entente
