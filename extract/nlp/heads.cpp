#include "extract/nlp/heads.h"

#include <cstddef>
#include <string>
#include <utility>

namespace entente {
namespace {

using Eigen::Index;

Matrix hidden(const Linear& layer, const ConstRows& states) {
  Matrix values = layer(states);
  leaky(values);
  return values;
}

// The hidden values with a one behind them, so that one matrix holds the bilinear and linear terms.
Matrix hidden_and_one(const Linear& layer, const ConstRows& states) {
  Matrix values(states.rows(), layer.outputs() + 1);
  values.leftCols(layer.outputs()) = hidden(layer, states);
  values.rightCols(1).setOnes();
  return values;
}

}  // namespace

Heads::Heads(const ModelFile& file, Index state_width, Arithmetic arithmetic) {
  try {
    const auto& header = file.header();
    const auto width = static_cast<std::size_t>(state_width);
    const auto count = [&](const char* name) { return header.at(name).size(); };
    const auto linear = [&](const std::string& name, std::size_t outputs, std::size_t inputs) {
      return Linear(file.weights(name + ".w", outputs, inputs), file.vector(name + ".b", outputs),
                    arithmetic);
    };
    upos_ = linear("upos", count("upos"), width);
    feats_ = linear("feats", count("feats"), width);
    scripts_ = linear("lemma", count("scripts"), width);
    names_hidden_ = linear("names.hidden", file.size("names"), width);
    names_out_ = linear("names.out", count("name_tags"), file.size("names"));

    const std::size_t arc = file.size("arc");
    arc_dependent_ = linear("arc.dep", arc, width);
    arc_head_ = linear("arc.head", arc, width);
    arc_u_ = Linear(file.weights("arc.u", arc, arc), arithmetic);
    arc_bias_ = file.vector("arc.bias", arc);

    const std::size_t label = file.size("label");
    const std::size_t relations = count("deprels");
    relation_count_ = static_cast<Index>(relations);
    label_dependent_ = linear("label.dep", label, width);
    label_head_ = linear("label.head", label, width);
    const std::size_t products = relations * (label + 1);
    label_u_ = Linear(file.weights("label.u", products, label + 1), arithmetic);

    const Matrix root = file.vector("root", width).transpose();
    arc_root_ = arc_heads(hidden(arc_head_, root));
    label_root_ = hidden_and_one(label_head_, root);
  } catch (const nlohmann::json::exception& error) {
    file.fail(std::string("has a header that lacks something: ") + error.what());
  }
}

Matrix Heads::name_scores(const ConstRows& states) const {
  return names_out_(hidden(names_hidden_, states));
}

PairInputs Heads::arc_inputs(const ConstRows& states) const {
  return {hidden_and_one(arc_dependent_, states), arc_heads(hidden(arc_head_, states))};
}

// What dependents, with a one behind them, are multiplied with.
Matrix Heads::arc_heads(const Matrix& hidden) const {
  Matrix heads(hidden.rows(), arc_u_.outputs() + 1);
  heads.leftCols(arc_u_.outputs()) = arc_u_(hidden);
  for (Index i = 0; i < hidden.rows(); ++i) {  // one by one: no rounding depends on other rows
    heads(i, arc_u_.outputs()) = hidden.row(i).dot(arc_bias_);
  }
  return heads;
}

PairInputs Heads::label_inputs(const ConstRows& states) const {
  return {hidden_and_one(label_dependent_, states), hidden_and_one(label_head_, states)};
}

Matrix Heads::arc_scores(const PairInputs& inputs, Index first, Index count) const {
  Matrix heads(count + 1, inputs.heads.cols());
  heads.row(0) = arc_root_;
  heads.bottomRows(count) = inputs.heads.middleRows(first, count);
  Matrix scores(count, count + 1);
  scores.noalias() = inputs.dependents.middleRows(first, count) * heads.transpose();
  return scores;
}

Matrix Heads::label_scores(const PairInputs& inputs, Index first,
                           std::span<const std::uint32_t> heads) const {
  const auto count = static_cast<Index>(heads.size());
  const Index width = inputs.heads.cols();
  Matrix chosen(count, width);
  for (Index i = 0; i < count; ++i) {
    const std::uint32_t head = heads[static_cast<std::size_t>(i)];
    if (head == 0) {
      chosen.row(i) = label_root_;
    } else {
      chosen.row(i) = inputs.heads.row(first + static_cast<Index>(head) - 1);
    }
  }
  const Matrix products = label_u_(chosen);
  Matrix scores(count, relation_count_);
  for (Index i = 0; i < count; ++i) {
    const Eigen::Map<const Matrix> by_relation(products.row(i).data(), relation_count_, width);
    scores.row(i).transpose().noalias() =
        by_relation * inputs.dependents.row(first + i).transpose();
  }
  return scores;
}

}  // namespace entente
