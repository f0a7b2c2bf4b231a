#include "extract/nlp/encoder.h"

#include <algorithm>
#include <string>
#include <utility>

namespace entente {
namespace {

using Eigen::Index;

// Where the words of each point in time lie.
class TimeLayout {
 public:
  explicit TimeLayout(std::span<const Index> lengths) : lengths_(lengths) {
    const Index steps = lengths.empty() ? 0 : lengths.front();
    offsets_.reserve(static_cast<std::size_t>(steps) + 1);
    Index running = static_cast<Index>(lengths.size());
    Index offset = 0;
    for (Index time = 0; time < steps; ++time) {
      while (lengths[static_cast<std::size_t>(running - 1)] <= time) --running;
      offsets_.push_back(offset);
      offset += running;
    }
    offsets_.push_back(offset);
  }

  Index steps() const { return static_cast<Index>(offsets_.size()) - 1; }
  Index begin(Index time) const { return offsets_[static_cast<std::size_t>(time)]; }
  Index running(Index time) const { return begin(time + 1) - begin(time); }

  // Calls visit(row by sentence, row by time) for each word.
  template <typename Visit>
  void for_each_word(Visit visit) const {
    Index row = 0;
    for (Index sentence = 0; sentence < static_cast<Index>(lengths_.size()); ++sentence) {
      const Index length = lengths_[static_cast<std::size_t>(sentence)];
      for (Index time = 0; time < length; ++time) visit(row++, begin(time) + sentence);
    }
  }

 private:
  std::span<const Index> lengths_;
  std::vector<Index> offsets_;
};

// One direction of one layer, from gate inputs to states.
class Recurrence {
 public:
  Recurrence(const TimeLayout& layout, const Linear& recurrent, const Rows& gates,
             const Rows& states)
      : layout_(layout),
        recurrent_(recurrent),
        gates_(gates),
        states_(states),
        cells_(Matrix::Zero(layout.steps() == 0 ? 0 : layout.running(0), states.cols())),
        outputs_(cells_.rows(), cells_.cols()) {}

  void forward() {
    for (Index time = 0; time < layout_.steps(); ++time) {
      const Index rows = layout_.running(time);
      if (time > 0) add_previous(time, time - 1, rows);
      step(time);
    }
  }

  void backward() {
    for (Index time = layout_.steps() - 1; time >= 0; --time) {
      if (time + 1 < layout_.steps()) add_previous(time, time + 1, layout_.running(time + 1));
      step(time);
    }
  }

 private:
  void add_previous(Index time, Index previous, Index rows) {
    recurrent_.add_to(states_.middleRows(layout_.begin(previous), rows),
                      gates_.middleRows(layout_.begin(time), rows));
  }

  // All values of a row go through tanh at once; logistic(x) = (tanh(x / 2) + 1) / 2.
  void step(Index time) {
    const Index hidden = states_.cols();
    const Index rows = layout_.running(time);
    for (Index i = 0; i < rows; ++i) {
      auto gates = gates_.row(layout_.begin(time) + i).array();
      gates.head(2 * hidden) *= 0.5F;
      gates.tail(hidden) *= 0.5F;
      gates = gates.tanh();
      const auto input = 0.5F * gates.head(hidden) + 0.5F;
      const auto forget = 0.5F * gates.segment(hidden, hidden) + 0.5F;
      auto cell = cells_.row(i).array();
      cell = forget * cell + input * gates.segment(2 * hidden, hidden);
    }
    outputs_.topRows(rows) = cells_.topRows(rows).array().tanh();
    for (Index i = 0; i < rows; ++i) {
      const Index row = layout_.begin(time) + i;
      const auto gate = 0.5F * gates_.row(row).tail(hidden).array() + 0.5F;
      states_.row(row).array() = gate * outputs_.row(i).array();
    }
  }

  const TimeLayout& layout_;
  const Linear& recurrent_;
  Rows gates_;
  Rows states_;
  Matrix cells_;
  Matrix outputs_;  // of the cells, before their gate
};

}  // namespace

Encoder::Encoder(const ModelFile& file, Index input_width, Arithmetic arithmetic) {
  std::size_t layer_count = 0;
  std::size_t hidden = 0;
  try {
    layer_count = file.size("layers");
    hidden = file.size("hidden");
  } catch (const nlohmann::json::exception& error) {
    file.fail(std::string("has a header that lacks something: ") + error.what());
  }
  if (layer_count == 0 || hidden == 0) file.fail("has an encoder without layers or without units");
  hidden_ = static_cast<Index>(hidden);
  auto width = static_cast<std::size_t>(input_width);
  for (std::size_t i = 0; i < layer_count; ++i) {
    const std::string prefix = "lstm." + std::to_string(i);
    const auto weights = [&](const std::string& name, std::size_t inputs) {
      return file.weights(prefix + name, 4 * hidden, inputs);
    };
    const auto recurrent = [&](const std::string& name) {
      return Linear(weights(name, hidden), arithmetic);
    };
    // Before they are put together: with assertions, Eigen ends a program that breaks off there.
    const Vector forward = file.vector(prefix + ".fwd.b", 4 * hidden);
    const Vector backward = file.vector(prefix + ".bwd.b", 4 * hidden);
    Vector biases(8 * hidden_);
    biases << forward, backward;
    layers_.push_back(
        {Linear(Weights::stacked(weights(".fwd.wx", width), weights(".bwd.wx", width)),
                std::move(biases), arithmetic),
         recurrent(".fwd.wh"), recurrent(".bwd.wh")});
    width = 2 * hidden;
  }
}

Matrix Encoder::operator()(const FormInputs& inputs, std::span<const Index> lengths) const {
  const TimeLayout layout(lengths);
  const auto words = static_cast<Index>(inputs.rows.size());
  Matrix gates(words, 8 * hidden_);
  const Matrix by_form = layers_.front().input(inputs.forms);
  layout.for_each_word([&](Index row, Index time_row) {
    gates.row(time_row) = by_form.row(inputs.rows[static_cast<std::size_t>(row)]);
  });
  Matrix states(words, width());
  for (const Layer& layer : layers_) {
    if (&layer != &layers_.front()) layer.input.assign_to(states, gates);
    Recurrence(layout, layer.forward, gates.leftCols(4 * hidden_), states.leftCols(hidden_))
        .forward();
    Recurrence(layout, layer.backward, gates.rightCols(4 * hidden_), states.rightCols(hidden_))
        .backward();
  }
  Matrix result(words, width());
  layout.for_each_word([&](Index row, Index time_row) { result.row(row) = states.row(time_row); });
  return result;
}

}  // namespace entente
