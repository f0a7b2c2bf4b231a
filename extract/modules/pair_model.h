// What has been learned of relations: how likely two mentions stand in one, by class and direction.
//
// How it works:
//   1. A logistic regression for each label (a class and a direction) reads trees, frames and
//   rules:
//      the features of pair_features.h, and hints whose weights are the same for all labels, so
//      that what examples of one class show serves the others too.
//   2. A pretrained encoder reads the words of the sentence (extract/encoder/sentence_judge.h).
//   3. The scores of both are summed, and calibrated (Platt 1999): the probabilities, beside those
//      of their rivals (rivals.h), are the confidence that users filter by.
//   4. The encoder also tells whether what is told is asserted, planned, possible or negated; what
//      rules read in the words adds to that.
// Both were trained on annotated documents of several languages (extract/train/relations.py).
//
// The file `relations.bin` has the format of a model (extract/train/MODEL.md) with the header
// {"languages", "labels": ["ROLE>", "ROLE<", …], "features" (how many), "hints": [kinds],
// "threshold", "rules": {"scale", "shift"}, "rivals" (what these take from log-odds on average,
// which all have before)} and the tensors "features" (hashes, ascending; u32), "weights" (features
// × labels; i8), "bias" (labels) and "hints" (kinds). With an encoder, there are what SentenceJudge
// reads and "encoder": {"weight" (of its scores), "absent": {"scale", "shift"} (of the regression's
// score where the encoder reads nothing)}, and where it tells modalities, too, "modalities":
// {"names" (of all, in the order of its scores, which come behind those of the labels), "scale" (of
// these), "rules" (a row for each modality that rules may read: what is added)}. Const after
// loading; threads may share it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/effort.h"
#include "extract/encoder/sentence_judge.h"
#include "extract/language/text_map.h"
#include "extract/modules/hash_index.h"
#include "extract/nlp/eight_bit_table.h"
#include "extract/nlp/linear.h"
#include "extract/triple.h"

namespace entente {

struct PairLabel {
  RelationClass relation_class = RelationClass::Other;
  bool forward = true;  // the first mention acts on the second; always true for symmetric classes
  bool operator==(const PairLabel&) const = default;
};

inline constexpr std::size_t modality_count = 4;

// Every class in every direction.
std::vector<PairLabel> all_pair_labels();

// Something that speaks for a label whatever the label is; see pair_hints() in pair_features.h.
struct PairHint {
  PairLabel label;
  std::string kind;
};

// With what the kind of a hint begins that a rule gives, whose relation is the label's.
inline constexpr std::string_view rule_hint = "rule ";

class PairModel {
 public:
  // Throws InputError that names the file and the reason. With Effort::Quick the encoder is left
  // out, and all is as where it reads nothing.
  static PairModel load(const std::filesystem::path& file, Effort effort = Effort::Full,
                        Arithmetic arithmetic = Arithmetic::Fast);

  // True where the model has learnt from this ISO 639-1 language.
  bool speaks(std::string_view language) const;

  // nullptr where the model has none or has been loaded without it.
  const SentenceJudge* encoder() const { return encoder_.get(); }

  const std::vector<PairLabel>& labels() const { return labels_; }

  // From this probability on a label counts as found.
  double threshold() const { return threshold_; }

  // The probability of each label, in the order of labels(). Unknown features and kinds of hints
  // tell nothing; `read` are all of the encoder's scores, none where it read nothing. Of a relation
  // that a rule found, the sum is scaled and shifted as its file says: such relations are surer
  // than their features make them.
  std::vector<double> probabilities(std::span<const std::uint32_t> features,
                                    std::span<const PairHint> hints, const Vector& read) const;

  // The likeliest modality of a relation of the pair, where rules read `by_rules` in the words;
  // that one where the encoder tells nothing.
  Modality modality(Modality by_rules, const Vector& read) const;

  // What probabilities() sums up for the label labels()[i]: what it begins with, and what a
  // feature, a hint or the encoder adds to that; 0 where it tells nothing.
  double bias(std::size_t i) const;
  double weight(std::uint32_t feature, std::size_t i) const;
  double weight(const PairHint& hint, std::size_t i) const;
  double weight(const Vector& read, std::size_t i) const;

 private:
  PairModel() = default;

  std::vector<std::string> languages_;
  std::vector<PairLabel> labels_;
  double threshold_ = 0.5;
  double for_rivals_ = 0.0;
  TextMap<std::size_t> kinds_;  // of hints, with their places in hints_
  HashIndex features_;
  EightBitTable weights_;
  Vector bias_;
  Vector hints_;  // by kind
  std::unique_ptr<const SentenceJudge> encoder_;
  float encoder_weight_ = 0.0F;

  // What makes calibrated log-odds of scores (Platt 1999).
  struct Scale {
    double factor = 1.0;
    double shift = 0.0;
    double operator()(double score) const { return factor * score + shift; }
  };
  static Scale scale_of(const ModelFile& file, const nlohmann::json& fields);
  Scale without_encoder_;
  Scale of_rules_;

  struct Modalities {
    std::vector<Modality> names;
    double scale = 1.0;
    std::vector<std::vector<double>> rules;  // by what rules read, then by modality
  };
  static std::unique_ptr<const SentenceJudge> encoder_of(const ModelFile& file, std::size_t scores,
                                                         Arithmetic arithmetic);
  static Modalities modalities_of(const ModelFile& file, const nlohmann::json& fields);
  std::optional<Modalities> modalities_;
};

}  // namespace entente
