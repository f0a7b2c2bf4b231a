// The heads over the encoder's states: scores of tags, lemmas, trees and names
// (extract/train/MODEL.md, "Heads").
//
// Rows are words, columns what is scored. Const after construction; threads may share it.
#pragma once

#include <cstdint>
#include <span>

#include "extract/nlp/linear.h"
#include "extract/nlp/model_file.h"

namespace entente {

// What a batch's words bring to arcs or labels, in both roles; one row for each word.
struct PairInputs {
  Matrix dependents;
  Matrix heads;
};

class Heads {
 public:
  Heads(const ModelFile& file, Eigen::Index state_width, Arithmetic arithmetic);

  Matrix upos_scores(const ConstRows& states) const { return upos_(states); }
  Matrix feats_scores(const ConstRows& states) const { return feats_(states); }
  Matrix script_scores(const ConstRows& states) const { return scripts_(states); }
  Matrix name_scores(const ConstRows& states) const;

  PairInputs arc_inputs(const ConstRows& states) const;
  PairInputs label_inputs(const ConstRows& states) const;

  // Of one sentence, whose words are the rows [first, first + count): a column for each head, the
  // root first.
  Matrix arc_scores(const PairInputs& inputs, Eigen::Index first, Eigen::Index count) const;

  // Likewise, of the relations between each word and its head in `heads` (one-based, 0 for the
  // root).
  Matrix label_scores(const PairInputs& inputs, Eigen::Index first,
                      std::span<const std::uint32_t> heads) const;

 private:
  Matrix arc_heads(const Matrix& hidden) const;

  Linear upos_;
  Linear feats_;
  Linear scripts_;
  Linear names_hidden_;
  Linear names_out_;
  Linear arc_dependent_;
  Linear arc_head_;
  Linear arc_u_;     // from a head to what the dependent is multiplied with
  Vector arc_bias_;  // by head
  Matrix arc_root_;  // the root as a head; one row
  Linear label_dependent_;
  Linear label_head_;
  Linear label_u_;  // from a head to what the dependent is multiplied with, for each relation
  Matrix label_root_;
  Eigen::Index relation_count_ = 0;
};

}  // namespace entente
