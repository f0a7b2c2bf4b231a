#include "extract/modules/pair_model.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <string>

#include "extract/modules/pair_features.h"
#include "extract/nlp/model_file.h"

namespace entente {
namespace {

double sigmoid(double score) { return 1.0 / (1.0 + std::exp(-score)); }

}  // namespace

std::vector<PairLabel> all_pair_labels() {
  std::vector<PairLabel> labels;
  for (std::size_t i = 0; i < relation_class_count; ++i) {
    const auto relation_class = static_cast<RelationClass>(i);
    labels.push_back({relation_class, true});
    if (!is_symmetric(relation_class)) labels.push_back({relation_class, false});
  }
  return labels;
}

PairModel PairModel::load(const std::filesystem::path& path, Arithmetic arithmetic) {
  const ModelFile file = ModelFile::read(path);
  PairModel model;
  try {
    model.languages_ = file.header().at("languages").get<std::vector<std::string>>();
    for (const std::string& label : file.header().at("labels").get<std::vector<std::string>>()) {
      const auto relation_class = relation_class_of(label.substr(0, label.size() - 1));
      if (label.empty() || !relation_class || (label.back() != '>' && label.back() != '<')) {
        file.fail("has the unknown label \"" + label + "\"");
      }
      model.labels_.push_back({*relation_class, label.back() == '>'});
    }
    constexpr std::size_t largest_hash = std::numeric_limits<std::uint32_t>::max();
    for (const auto& feature : file.header().at("features")) {
      model.features_.push_back(
          static_cast<std::uint32_t>(file.count(feature, "features", largest_hash)));
    }
    for (const auto& kind : file.header().at("hints").get<std::vector<std::string>>()) {
      model.kinds_.emplace(kind, model.kinds_.size());
    }
    model.threshold_ = file.weight(file.header().at("threshold"), "threshold");
    const auto& rules = file.header().at("rules");
    model.rule_scale_ = file.weight(rules.at("scale"), "scale");
    model.rule_shift_ = file.weight(rules.at("shift"), "shift");
    model.for_rivals_ = file.weight(file.header().at("rivals"), "rivals");
    if (const auto encoder = file.header().find("encoder"); encoder != file.header().end()) {
      model.encoder_weight_ = static_cast<float>(file.weight(encoder->at("weight"), "weight"));
      model.without_encoder_ = static_cast<float>(file.weight(encoder->at("absent"), "absent"));
      std::size_t scores = model.labels_.size();
      if (const auto fields = file.header().find("modalities"); fields != file.header().end()) {
        model.modalities_ = modalities_of(file, *fields);
        scores += model.modalities_->names.size();
      }
      model.encoder_ = std::make_unique<SentenceJudge>(file, scores, arithmetic);
      for (const std::string_view type : feature_types) {
        if (model.encoder_->knows(type, mention_kinds - 1)) continue;
        file.fail("has an encoder that does not know all mentions of the type " +
                  std::string(type));
      }
    }
    if (model.encoder_ == nullptr && file.header().contains("modalities")) {
      file.fail("tells modalities without an encoder");
    }
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

PairModel::Modalities PairModel::modalities_of(const ModelFile& file,
                                               const nlohmann::json& fields) {
  Modalities modalities;
  for (const auto& name : fields.at("names").get<std::vector<std::string>>()) {
    const auto modality = entente::modality_of(name);
    if (!modality) file.fail("has the unknown modality \"" + name + "\"");
    if (std::ranges::find(modalities.names, *modality) != modalities.names.end()) {
      file.fail("has the modality \"" + name + "\" twice");
    }
    modalities.names.push_back(*modality);
  }
  if (modalities.names.size() != modality_count) file.fail("does not have all modalities");
  const std::size_t many = modalities.names.size();
  for (const auto& row : fields.at("rules")) {
    auto& weights = modalities.rules.emplace_back();
    for (const auto& weight : row) weights.push_back(file.weight(weight, "rules"));
    if (weights.size() != many) file.fail("has rules of modality of another size");
  }
  if (modalities.rules.size() != many) file.fail("has rules for other modalities than it has");
  modalities.scale = file.weight(fields.at("scale"), "scale");
  return modalities;
}

Modality PairModel::modality(Modality by_rules, const Vector& read) const {
  if (!modalities_ || read.size() == 0) return by_rules;
  const std::vector<Modality>& all = modalities_->names;
  const auto row =
      static_cast<std::size_t>(std::find(all.begin(), all.end(), by_rules) - all.begin());
  std::size_t likeliest = 0;
  double highest = -std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < all.size(); ++i) {
    double score = modalities_->scale *
                   static_cast<double>(read(static_cast<Eigen::Index>(labels_.size() + i)));
    score += modalities_->rules[row][i];
    if (score <= highest) continue;
    likeliest = i;
    highest = score;
  }
  return all[likeliest];
}

bool PairModel::speaks(std::string_view language) const {
  return std::find(languages_.begin(), languages_.end(), language) != languages_.end();
}

std::vector<double> PairModel::probabilities(std::span<const std::uint32_t> features,
                                             std::span<const PairHint> hints,
                                             const Vector& read) const {
  std::vector<std::uint32_t> seen(features.begin(), features.end());
  std::sort(seen.begin(), seen.end());
  seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
  Vector sum = bias_;
  for (const std::uint32_t feature : seen) {
    const auto row = std::lower_bound(features_.begin(), features_.end(), feature);
    if (row == features_.end() || *row != feature) continue;
    sum += weights_.row(row - features_.begin()).transpose();
  }
  std::vector<bool> by_rule(labels_.size(), false);
  for (const PairHint& hint : hints) {
    const auto kind = kinds_.find(hint.kind);
    const auto label = std::find(labels_.begin(), labels_.end(), hint.label);
    if (kind == kinds_.end() || label == labels_.end()) continue;
    sum(label - labels_.begin()) += hints_(static_cast<Eigen::Index>(kind->second));
    if (hint.kind.starts_with(rule_hint)) {
      by_rule[static_cast<std::size_t>(label - labels_.begin())] = true;
    }
  }
  if (read.size() != 0) {
    sum += encoder_weight_ * read.head(sum.size());
  } else {
    sum *= without_encoder_;
  }
  std::vector<double> result;
  result.reserve(labels_.size());
  for (std::size_t k = 0; k < labels_.size(); ++k) {
    const double score = static_cast<double>(sum(static_cast<Eigen::Index>(k)));
    const double calibrated = by_rule[k] ? rule_scale_ * score + rule_shift_ : score;
    result.push_back(sigmoid(calibrated + for_rivals_));
  }
  return result;
}

double PairModel::bias(std::size_t i) const {
  return static_cast<double>(bias_(static_cast<Eigen::Index>(i)));
}

double PairModel::weight(std::uint32_t feature, std::size_t i) const {
  const auto row = std::lower_bound(features_.begin(), features_.end(), feature);
  if (row == features_.end() || *row != feature) return 0.0;
  return static_cast<double>(weights_(row - features_.begin(), static_cast<Eigen::Index>(i)));
}

double PairModel::weight(const PairHint& hint, std::size_t i) const {
  const auto kind = kinds_.find(hint.kind);
  if (kind == kinds_.end() || labels_[i] != hint.label) return 0.0;
  return static_cast<double>(hints_(static_cast<Eigen::Index>(kind->second)));
}

double PairModel::weight(const Vector& read, std::size_t i) const {
  return read.size() == 0
             ? 0.0
             : static_cast<double>(encoder_weight_ * read(static_cast<Eigen::Index>(i)));
}

}  // namespace entente
