// What has been learned of relations: how likely two mentions stand in one, by class and direction.
//
// How it works: a logistic regression for each label (a class and a direction) over the features of
// pair_features.h, with weights for hints that are the same for all labels, so that what examples
// of one class show serves the others too; trained by extract/train/relations.py on annotated
// documents. Its probabilities are the confidence that users filter by. The file `relations.bin`
// has the format of a model (extract/train/MODEL.md) with the header
// {"language", "labels": ["ROLE>", "ROLE<", …], "features": [hashes, ascending], "hints": [kinds],
// "threshold", "rules": {"scale", "shift"}} and the tensors "weights" (features × labels), "bias"
// (labels) and "hints" (kinds). Const after loading; threads may share it.
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
  bool operator==(const PairLabel&) const = default;
};

// Something that speaks for a label whatever the label is; see pair_hints() in pair_features.h.
struct PairHint {
  PairLabel label;
  std::string kind;
};

// With what the kind of a hint begins that a rule gives, whose relation is the label's.
inline constexpr std::string_view rule_hint = "rule ";

class PairModel {
 public:
  // Throws InputError that names the file and the reason.
  static PairModel load(const std::filesystem::path& file);

  const std::vector<PairLabel>& labels() const { return labels_; }

  // From this probability on a label counts as found.
  double threshold() const { return threshold_; }

  // The probability of each label, in the order of labels(). Unknown features and kinds of hints
  // tell nothing. Of a relation that a rule found, the sum is scaled and shifted (Platt 1999) as
  // its file says: such relations are surer than their features make them.
  std::vector<double> probabilities(std::span<const std::uint32_t> features,
                                    std::span<const PairHint> hints) const;

  // What probabilities() sums up for the label labels()[i]: what it begins with, and what a feature
  // or a hint adds to that; 0 where it tells nothing.
  double bias(std::size_t i) const;
  double weight(std::uint32_t feature, std::size_t i) const;
  double weight(const PairHint& hint, std::size_t i) const;

 private:
  PairModel() = default;

  std::vector<PairLabel> labels_;
  std::vector<std::uint32_t> features_;
  double threshold_ = 0.5;
  double rule_scale_ = 1.0;
  double rule_shift_ = 0.0;
  std::vector<std::string> kinds_;
  Matrix weights_;
  Vector bias_;
  Vector hints_;  // by kind
};

}  // namespace entente
