// The encoder: layers of a bidirectional LSTM over a batch of sentences.
//
// How it works: the words of a batch are laid out by time, the first words of all sentences before
// all second words. Sentences come longest first, so that those still running are always the first
// rows, and a recurrent step is one product over them. Inputs of a layer are projected all at once.
// Const after construction; threads may share it.
#pragma once

#include <span>
#include <vector>

#include "extract/nlp/linear.h"
#include "extract/nlp/model_file.h"

namespace entente {

class Encoder {
 public:
  Encoder(const ModelFile& file, Eigen::Index input_width);

  Eigen::Index width() const { return 2 * hidden_; }

  // The state of each word. `inputs` holds the words sentence by sentence, the result likewise;
  // `lengths` are those of the sentences, none 0, never increasing.
  Matrix operator()(const Matrix& inputs, std::span<const Eigen::Index> lengths) const;

 private:
  struct Direction {
    Linear input;      // with the bias
    Linear recurrent;  // without
  };
  struct Layer {
    Direction forward;
    Direction backward;
  };

  Eigen::Index hidden_ = 0;
  std::vector<Layer> layers_;
};

}  // namespace entente
