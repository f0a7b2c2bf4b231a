#include "extract/modules/pair_model.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>

#include "extract/nlp/model_file.h"

namespace entente {

PairModel PairModel::load(const std::filesystem::path& path) {
  const ModelFile file = ModelFile::read(path);
  PairModel model;
  try {
    for (const std::string& label : file.header().at("labels").get<std::vector<std::string>>()) {
      const auto relation_class = relation_class_of(label.substr(0, label.size() - 1));
      if (label.empty() || !relation_class || (label.back() != '>' && label.back() != '<')) {
        file.fail("has the unknown label \"" + label + "\"");
      }
      model.labels_.push_back({*relation_class, label.back() == '>'});
    }
    model.features_ = file.header().at("features").get<std::vector<std::uint32_t>>();
    model.kinds_ = file.header().at("hints").get<std::vector<std::string>>();
    model.threshold_ = file.header().at("threshold").get<double>();
  } catch (const nlohmann::json::exception& error) {
    file.fail(std::string("has a header that lacks something: ") + error.what());
  }
  const auto misplaced =
      std::adjacent_find(model.features_.begin(), model.features_.end(), std::greater_equal<>());
  if (misplaced != model.features_.end()) file.fail("has features out of order or twice");
  model.weights_ = file.matrix("weights", model.features_.size(), model.labels_.size());
  model.hints_ = file.vector("hints", model.kinds_.size());
  model.bias_ = file.vector("bias", model.labels_.size());
  return model;
}

std::vector<double> PairModel::probabilities(std::span<const std::uint32_t> features,
                                             std::span<const PairHint> hints) const {
  std::vector<std::uint32_t> seen(features.begin(), features.end());
  std::sort(seen.begin(), seen.end());
  seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
  Vector sum = bias_;
  for (const std::uint32_t feature : seen) {
    const auto row = std::lower_bound(features_.begin(), features_.end(), feature);
    if (row == features_.end() || *row != feature) continue;
    sum += weights_.row(row - features_.begin()).transpose();
  }
  for (const PairHint& hint : hints) {
    const auto kind = std::find(kinds_.begin(), kinds_.end(), hint.kind);
    const auto label = std::find(labels_.begin(), labels_.end(), hint.label);
    if (kind == kinds_.end() || label == labels_.end()) continue;
    sum(label - labels_.begin()) += hints_(kind - kinds_.begin());
  }
  std::vector<double> result;
  result.reserve(labels_.size());
  for (const float score : sum)
    result.push_back(1.0 / (1.0 + std::exp(-static_cast<double>(score))));
  return result;
}

}  // namespace entente
