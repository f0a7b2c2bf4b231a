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
  Recurrence(const TimeLayout& layout, const Linear& recurrent, Matrix& gates, const Rows& states)
      : layout_(layout),
        recurrent_(recurrent),
        gates_(gates),
        states_(states),
        cells_(Matrix::Zero(layout.steps() == 0 ? 0 : layout.running(0), states.cols())) {}

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

  void step(Index time) {
    const Index hidden = states_.cols();
    for (Index i = 0; i < layout_.running(time); ++i) {
      const Index row = layout_.begin(time) + i;
      auto gates = gates_.row(row).array();
      auto input_and_forget = gates.head(2 * hidden);
      auto candidate = gates.segment(2 * hidden, hidden);
      auto output = gates.tail(hidden);
      auto cell = cells_.row(i).array();
      input_and_forget = input_and_forget.logistic();
      cell = gates.segment(hidden, hidden) * cell + gates.head(hidden) * candidate.tanh();
      states_.row(row).array() = output.logistic() * cell.tanh();
    }
  }

  const TimeLayout& layout_;
  const Linear& recurrent_;
  Matrix& gates_;
  Rows states_;
  Matrix cells_;
};

}  // namespace

Encoder::Encoder(const ModelFile& file, Index input_width) {
  std::size_t layer_count = 0;
  std::size_t hidden = 0;
  try {
    const auto& sizes = file.header().at("sizes");
    layer_count = sizes.at("layers").get<std::size_t>();
    hidden = sizes.at("hidden").get<std::size_t>();
  } catch (const nlohmann::json::exception& error) {
    file.fail(std::string("has a header that lacks something: ") + error.what());
  }
  if (layer_count == 0 || hidden == 0) file.fail("has an encoder without layers or without units");
  hidden_ = static_cast<Index>(hidden);
  auto width = static_cast<std::size_t>(input_width);
  for (std::size_t i = 0; i < layer_count; ++i) {
    const auto direction = [&](const std::string& name) {
      const std::string prefix = "lstm." + std::to_string(i) + "." + name + ".";
      return Direction{
          Linear(file.matrix(prefix + "wx", 4 * hidden, width),
                 file.vector(prefix + "b", 4 * hidden)),
          Linear(file.matrix(prefix + "wh", 4 * hidden, hidden), Vector::Zero(4 * hidden_))};
    };
    Layer layer{direction("fwd"), direction("bwd")};
    layers_.push_back(std::move(layer));
    width = 2 * hidden;
  }
}

Matrix Encoder::operator()(const Matrix& inputs, std::span<const Index> lengths) const {
  const TimeLayout layout(lengths);
  Matrix below(inputs.rows(), inputs.cols());
  layout.for_each_word([&](Index row, Index time_row) { below.row(time_row) = inputs.row(row); });
  Matrix gates(inputs.rows(), 4 * hidden_);
  for (const Layer& layer : layers_) {
    Matrix states(inputs.rows(), width());
    layer.forward.input.assign_to(below, gates);
    Recurrence(layout, layer.forward.recurrent, gates, states.leftCols(hidden_)).forward();
    layer.backward.input.assign_to(below, gates);
    Recurrence(layout, layer.backward.recurrent, gates, states.rightCols(hidden_)).backward();
    below = std::move(states);
  }
  Matrix result(below.rows(), below.cols());
  layout.for_each_word([&](Index row, Index time_row) { result.row(row) = below.row(time_row); });
  return result;
}

}  // namespace entente
