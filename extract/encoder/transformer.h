// A pretrained encoder: what each piece of a sentence means beside the others.
//
// How it works: BERT (Devlin et al. 2019; post-norm). A piece's vector, its position's and a mark
// that the caller may add are summed and normalised. Each layer lets every piece attend to all
// pieces of its sentence (12 or so heads), then puts it through two dense layers; each time the
// result is added to what was there, and normalised. GELU is taken in its form with tanh (Hendrycks
// & Gimpel 2016), as in training.
//
// The dense layers run over all sentences at once, in whole numbers where the processor can
// (linear.h). Const after construction; threads may share it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "extract/nlp/linear.h"
#include "extract/nlp/model_file.h"
#include "extract/nlp/packed_table.h"

namespace entente {

// The weights of attention, in place: each row positive, with the sum 1.
void softmax_rows(Matrix& x);

// The activation of the dense layers, in place.
void gelu(Matrix& x);

class Transformer {
 public:
  // Reads "sizes": {"width", "layers", "heads", "inner", "positions", "epsilon"} of the header and
  // the tensors "table" (pieces × width, q4), "positions", "norm.{w|b}",
  // "layer.{i}.{qkv|attended|inner|outer}.{w|b}" and "layer.{i}.{attended|outer}_norm.{w|b}".
  // Throws InputError that names what is wrong.
  Transformer(const ModelFile& file, std::size_t pieces, Arithmetic arithmetic);

  Eigen::Index width() const { return table_.columns(); }

  // Pieces of a sentence that it can read at most.
  std::size_t positions() const { return static_cast<std::size_t>(positions_.rows()); }

  // The states of the pieces of several sentences, one after the other: pieces × width. `marks` are
  // added at the input, a row for each piece. No sentence may have more than positions().
  Matrix encode(std::span<const std::vector<std::uint32_t>> sentences,
                const ConstRows& marks) const;

 private:
  struct Norm {
    Vector scale;
    Vector shift;
    float epsilon = 0.0F;
    void apply(Rows x) const;
  };
  struct Layer {
    Linear qkv;  // queries, keys and values
    Linear attended;
    Norm attended_norm;
    Linear inner;
    Linear outer;
    Norm outer_norm;
  };

  Matrix attend(const Layer& layer, const ConstRows& states,
                std::span<const Eigen::Index> lengths) const;

  PackedTable table_;
  Matrix positions_;
  Norm norm_;
  std::vector<Layer> layers_;
  Eigen::Index heads_ = 1;
};

}  // namespace entente
