// The encoder: layers of a bidirectional LSTM over a batch of sentences.
//
// How it works: the words of a batch are laid out by time, the first words of all sentences before
// all second words. Sentences come longest first, so that those still running are always the first
// rows, and a recurrent step is one product over them. Inputs of a layer are projected all at once,
// in both directions; those of the first layer once for each form.
// Const after construction; threads may share it.
#pragma once

#include <span>
#include <vector>

#include "extract/nlp/features.h"
#include "extract/nlp/linear.h"
#include "extract/nlp/model_file.h"

namespace entente {

class Encoder {
 public:
  Encoder(const ModelFile& file, Eigen::Index input_width, Arithmetic arithmetic);

  Eigen::Index width() const { return 2 * hidden_; }

  // The state of each word, sentence by sentence. `lengths` are those of the sentences, none 0,
  // never increasing.
  Matrix operator()(const FormInputs& inputs, std::span<const Eigen::Index> lengths) const;

 private:
  struct Layer {
    Linear input;    // of both directions, the gates of the forward one first; with the biases
    Linear forward;  // recurrent, without a bias
    Linear backward;
  };

  Eigen::Index hidden_ = 0;
  std::vector<Layer> layers_;
};

}  // namespace entente
