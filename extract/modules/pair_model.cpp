#include "extract/modules/pair_model.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <utility>

#include "extract/limits.h"
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

PairModel PairModel::load(const std::filesystem::path& path, Effort effort, Arithmetic arithmetic) {
  const ModelFile file = ModelFile::read(path);
  PairModel model;
  std::vector<std::uint32_t> features;
  try {
    model.languages_ = file.header().at("languages").get<std::vector<std::string>>();
    for (const std::string& label : file.header().at("labels").get<std::vector<std::string>>()) {
      const auto relation_class = relation_class_of(label.substr(0, label.size() - 1));
      if (label.empty() || !relation_class || (label.back() != '>' && label.back() != '<')) {
        file.fail("has the unknown label \"" + label + "\"");
      }
      model.labels_.push_back({*relation_class, label.back() == '>'});
    }
    features = file.numbers(
        "features", file.count(file.header().at("features"), "features", limits::model_bytes));
    for (const auto& kind : file.header().at("hints").get<std::vector<std::string>>()) {
      model.kinds_.emplace(kind, model.kinds_.size());
    }
    model.threshold_ = file.weight(file.header().at("threshold"), "threshold");
    model.of_rules_ = scale_of(file, file.header().at("rules"));
    model.for_rivals_ = file.weight(file.header().at("rivals"), "rivals");
    if (const auto encoder = file.header().find("encoder"); encoder != file.header().end()) {
      model.encoder_weight_ = static_cast<float>(file.weight(encoder->at("weight"), "weight"));
      model.without_encoder_ = scale_of(file, encoder->at("absent"));
      std::size_t scores = model.labels_.size();
      if (const auto fields = file.header().find("modalities"); fields != file.header().end()) {
        model.modalities_ = modalities_of(file, *fields);
        scores += model.modalities_->names.size();
      }
      if (effort == Effort::Full) model.encoder_ = encoder_of(file, scores, arithmetic);
    } else if (file.header().contains("modalities")) {
      file.fail("tells modalities without an encoder");
    }
  } catch (const nlohmann::json::exception& error) {
    file.fail(std::string("has a header that lacks something: ") + error.what());
  }
  const auto misplaced =
      std::adjacent_find(features.begin(), features.end(), std::greater_equal<>());
  if (misplaced != features.end()) file.fail("has features out of order or twice");
  model.weights_ = file.eight_bit_table("weights", features.size(), model.labels_.size());
  model.features_ = HashIndex(std::move(features));
  model.hints_ = file.vector("hints", model.kinds_.size());
  model.bias_ = file.vector("bias", model.labels_.size());
  return model;
}

PairModel::Scale PairModel::scale_of(const ModelFile& file, const nlohmann::json& fields) {
  return {file.weight(fields.at("scale"), "scale"), file.weight(fields.at("shift"), "shift")};
}

std::unique_ptr<const SentenceJudge> PairModel::encoder_of(const ModelFile& file,
                                                           std::size_t scores,
                                                           Arithmetic arithmetic) {
  auto encoder = std::make_unique<const SentenceJudge>(file, scores, arithmetic);
  for (const std::string_view type : feature_types) {
    if (encoder->knows(type, mention_kinds - 1)) continue;
    file.fail("has an encoder that does not know all mentions of the type " + std::string(type));
  }
  return encoder;
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
    if (const auto row = features_.find(feature)) weights_.add_row(*row, sum);
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
  const bool is_read = read.size() != 0;
  if (is_read) sum += encoder_weight_ * read.head(sum.size());
  std::vector<double> result;
  result.reserve(labels_.size());
  for (std::size_t k = 0; k < labels_.size(); ++k) {
    double score = static_cast<double>(sum(static_cast<Eigen::Index>(k)));
    if (!is_read) score = without_encoder_(score);
    if (by_rule[k]) score = of_rules_(score);
    result.push_back(sigmoid(score + for_rivals_));
  }
  return result;
}

double PairModel::bias(std::size_t i) const {
  return static_cast<double>(bias_(static_cast<Eigen::Index>(i)));
}

double PairModel::weight(std::uint32_t feature, std::size_t i) const {
  const auto row = features_.find(feature);
  return row ? static_cast<double>(weights_.at(*row, i)) : 0.0;
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
