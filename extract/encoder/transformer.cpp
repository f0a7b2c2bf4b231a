#include "extract/encoder/transformer.h"

#include <cmath>
#include <string>

namespace entente {

using Eigen::Index;

void softmax_rows(Matrix& x) {
  x.colwise() -= x.rowwise().maxCoeff().eval();
  x = x.array().exp();
  x.array().colwise() /= x.rowwise().sum().array().eval();
}

void gelu(Matrix& x) {
  constexpr float root = 0.79788456F;  // of 2 / pi
  auto values = x.array();
  values *= 0.5F * (1.0F + (root * (values + 0.044715F * values.cube())).tanh());
}

Transformer::Transformer(const ModelFile& file, std::size_t pieces, Arithmetic arithmetic) {
  try {
    const std::size_t width = file.size("width");
    const std::size_t heads = file.size("heads");
    const auto epsilon =
        static_cast<float>(file.weight(file.header().at("sizes").at("epsilon"), "epsilon"));
    if (!(epsilon > 0.0F)) file.fail("has an \"epsilon\" that is not above 0");
    if (heads == 0 || width % heads != 0) file.fail("has a width that its heads do not divide");
    heads_ = static_cast<Index>(heads);
    const auto norm = [&](const std::string& name) {
      return Norm{file.vector(name + ".w", width), file.vector(name + ".b", width), epsilon};
    };
    const auto linear = [&](const std::string& name, std::size_t outputs, std::size_t inputs) {
      return Linear(file.weights(name + ".w", outputs, inputs), file.vector(name + ".b", outputs),
                    arithmetic);
    };
    table_ = file.packed_table("table", pieces, width);
    positions_ = file.matrix("positions", file.size("positions"), width);
    norm_ = norm("norm");
    for (std::size_t i = 0; i < file.size("layers"); ++i) {
      const std::string layer = "layer." + std::to_string(i) + ".";
      layers_.push_back(
          {linear(layer + "qkv", 3 * width, width), linear(layer + "attended", width, width),
           norm(layer + "attended_norm"), linear(layer + "inner", file.size("inner"), width),
           linear(layer + "outer", width, file.size("inner")), norm(layer + "outer_norm")});
    }
  } catch (const nlohmann::json::exception& error) {
    file.fail(std::string("has a header that lacks something: ") + error.what());
  }
}

void Transformer::Norm::apply(Rows x) const {
  for (Index i = 0; i < x.rows(); ++i) {
    auto row = x.row(i).array();
    row -= row.mean();
    const float deviation = std::sqrt(row.square().mean() + epsilon);
    row = row / deviation * scale.transpose().array() + shift.transpose().array();
  }
}

Matrix Transformer::encode(std::span<const std::vector<std::uint32_t>> sentences,
                           const ConstRows& marks) const {
  Matrix states = marks;
  std::vector<Index> lengths;
  Index row = 0;
  for (const auto& sentence : sentences) {
    lengths.push_back(static_cast<Index>(sentence.size()));
    Index position = 0;
    for (const std::uint32_t piece : sentence) {
      states.row(row++) += table_.row(piece) + positions_.row(position++);
    }
  }
  norm_.apply(states);
  for (const Layer& layer : layers_) {
    states += layer.attended(attend(layer, states, lengths));
    layer.attended_norm.apply(states);
    Matrix inner = layer.inner(states);
    gelu(inner);
    states += layer.outer(inner);
    layer.outer_norm.apply(states);
  }
  return states;
}

Matrix Transformer::attend(const Layer& layer, const ConstRows& states,
                           std::span<const Index> lengths) const {
  const Matrix qkv = layer.qkv(states);
  const Index head = width() / heads_;
  const float scale = 1.0F / std::sqrt(static_cast<float>(head));
  Matrix context(states.rows(), width());
  Index begin = 0;
  for (const Index length : lengths) {
    const auto part = qkv.middleRows(begin, length);
    for (Index i = 0; i < heads_; ++i) {
      const auto of = [&](Index which) {
        return part.middleCols(which * width() + i * head, head);
      };
      Matrix weights = scale * of(0) * of(1).transpose();
      softmax_rows(weights);
      context.block(begin, i * head, length, head).noalias() = weights * of(2);
    }
    begin += length;
  }
  return context;
}

}  // namespace entente
