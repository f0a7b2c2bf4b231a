// Small models of relations, written in the format of relations.bin.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "extract/modules/pair_model.h"
#include "tests/extract/nlp/model_fixture.h"

namespace entente {

struct TinyPairModel {
  std::vector<std::string> labels;
  std::vector<float> bias;  // by label
  double threshold = 0.5;
  std::vector<std::uint32_t> features = {};
  std::vector<std::vector<float>> weights = {};  // by feature and label; quarters up to ±31.75
  std::vector<std::string> hints = {};
  std::vector<float> hint_weights = {};  // by kind of hint
  double for_rivals = 0.0;
  double rule_scale = 1.0;
  double rule_shift = 0.0;

  TinyModel file() const;

  // The same with an encoder that adds nothing to labels, and that makes `modality` of whatever
  // modality rules read.
  TinyModel file_that_says(const std::string& modality) const;
  PairModel load() const;  // what PairModel::load() reads of the file
};

}  // namespace entente
