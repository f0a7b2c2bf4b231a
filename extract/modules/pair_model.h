// What has been learned of relations: how likely two mentions stand in one, by class and direction.
//
// How it works: a logistic regression for each label (a class and a direction) over the features of
// pair_features.h, and one weight for each module whose rules found that very label, trained by
// extract/train/relations.py on annotated documents. Its probabilities are the confidence that
// users filter by. The file `relations.bin` has the format of a model (extract/train/MODEL.md) with
// the header
// {"language", "labels": ["ROLE>", "ROLE<", …], "features": [hashes, ascending], "modules":
// ["events", …], "threshold"} and the tensors "weights" (features × labels), "bias" (labels) and
// "rules" (modules). Const after loading; threads may share it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/nlp/linear.h"
#include "extract/triple.h"

namespace entente {

struct PairLabel {
  RelationClass relation_class = RelationClass::Other;
  bool forward = true;  // the first mention acts on the second; always true for symmetric classes
};

class PairModel {
 public:
  // Throws InputError that names the file and the reason.
  static PairModel load(const std::filesystem::path& file);

  const std::vector<PairLabel>& labels() const { return labels_; }

  // From this probability on a label counts as found.
  double threshold() const { return threshold_; }

  // A label that a rule found for the pair: its index in labels(), and the module.
  struct RuleLabel {
    std::size_t label = 0;
    std::string_view module;
  };

  // The probability of each label, in the order of labels(). Unknown features tell nothing.
  std::vector<double> probabilities(std::span<const std::uint32_t> features,
                                    std::span<const RuleLabel> rules) const;

 private:
  PairModel() = default;

  std::vector<PairLabel> labels_;
  std::vector<std::uint32_t> features_;
  double threshold_ = 0.5;
  std::vector<std::string> modules_;
  Matrix weights_;
  Vector bias_;
  Vector rules_;  // by module
};

}  // namespace entente
