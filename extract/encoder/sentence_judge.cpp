#include "extract/encoder/sentence_judge.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>

namespace entente {
namespace {

using Eigen::Index;

constexpr std::size_t most_pieces_of_word = 8;
constexpr std::size_t spare_positions = 12;  // that training left free
constexpr std::size_t distance_steps = 12;
constexpr std::size_t margin = 8;            // words that are read on either side of the mentions
constexpr std::size_t pieces_at_once = 600;  // so many states stay in the cache

// Exact up to five words, then in steps that grow.
Index distance_step(std::size_t words) {
  if (words <= 5) return static_cast<Index>(words);
  const auto beyond = static_cast<std::size_t>(2.0 * std::log2(static_cast<double>(words) / 5.0));
  return static_cast<Index>(std::min(5 + beyond, distance_steps - 1));
}

}  // namespace

// What is read of a sentence, in pieces: those of word begin + i are [bounds[i], bounds[i + 1]).
// Words beyond the encoder's positions have none.
struct SentenceJudge::Read {
  std::size_t begin = 0;
  std::vector<std::uint32_t> pieces;
  std::vector<std::size_t> bounds;

  // The pieces of words [first, last], nothing where one word has none.
  std::optional<std::pair<Index, Index>> of(std::size_t first, std::size_t last) const {
    if (last - begin + 1 >= bounds.size()) return std::nullopt;
    return std::pair(static_cast<Index>(bounds[first - begin]),
                     static_cast<Index>(bounds[last - begin + 1]));
  }
};

SentenceJudge::SentenceJudge(const ModelFile& file, std::size_t scores, Arithmetic arithmetic)
    : vocabulary_(file), transformer_(file, vocabulary_.size(), arithmetic) {
  try {
    const auto types = file.header().at("types").get<std::vector<std::string>>();
    for (std::size_t i = 0; i < types.size(); ++i) types_.emplace(types[i], i);
    kinds_ = file.count(file.header().at("kinds"), "kinds");
    const auto hidden = file.size("hidden");
    const auto width = static_cast<std::size_t>(transformer_.width());
    const auto linear = [&](const std::string& name, std::size_t outputs, std::size_t inputs) {
      return Linear(file.weights(name + ".w", outputs, inputs), file.vector(name + ".b", outputs),
                    arithmetic);
    };
    marks_ = file.matrix("mentions", 1 + types.size() * kinds_, width);
    distances_ = file.matrix("distance", distance_steps, hidden);
    type_pairs_ = file.matrix("types", types.size() * types.size(), hidden);
    ends_ = linear("ends", hidden, 3 * width);
    first_ = linear("first", hidden / 2, width);
    second_ = linear("second", hidden / 2, width);
    product_ = linear("product", hidden, hidden / 2);
    heads_ = file.size("pair_heads");
    const std::size_t attention = heads_ * file.size("pair_head");
    asks_first_ = linear("asks_first", attention, width);
    asks_second_ = linear("asks_second", attention, width);
    keys_ = linear("keys", attention, width);
    values_ = linear("values", attention, width);
    context_ = linear("context", hidden, attention);
    hidden_ = linear("hidden", hidden, hidden);
    out_ = linear("out", scores, hidden);
  } catch (const nlohmann::json::exception& error) {
    file.fail(std::string("has a header that lacks something: ") + error.what());
  }
  if (heads_ == 0 || keys_.outputs() == 0) file.fail("has no heads of the attention of a pair");
  if (transformer_.positions() <= spare_positions + 2) file.fail("has hardly any positions");
}

bool SentenceJudge::knows(std::string_view type, std::size_t kind) const {
  return types_.contains(type) && kind < kinds_;
}

SentenceJudge::Read SentenceJudge::read(const JudgedSentence& sentence) const {
  const std::size_t most = transformer_.positions() - spare_positions;
  std::size_t first = sentence.words.size();
  std::size_t last = 0;
  for (const JudgedMention& mention : sentence.mentions) {
    first = std::min(first, mention.first);
    last = std::max(last, mention.last);
  }
  const std::size_t end = std::min(sentence.words.size(), last + margin + 1);
  Read read{first - std::min(first, margin), {vocabulary_.first()}, {1}};
  for (std::size_t i = read.begin; i < end; ++i) {
    std::vector<std::uint32_t> pieces = vocabulary_.pieces_of(sentence.words[i]);
    if (pieces.size() > most_pieces_of_word) pieces.resize(most_pieces_of_word);
    if (read.pieces.size() + pieces.size() > most) break;
    read.pieces.insert(read.pieces.end(), pieces.begin(), pieces.end());
    read.bounds.push_back(read.pieces.size());
  }
  read.pieces.push_back(vocabulary_.last());
  return read;
}

std::vector<Vector> SentenceJudge::scores(std::span<const JudgedSentence> sentences) const {
  std::vector<Vector> scores;
  std::size_t done = 0;
  while (done < sentences.size()) {
    std::vector<Read> reads;
    std::vector<std::vector<std::uint32_t>> pieces;
    std::size_t count = 0;
    const std::size_t begin = done;
    while (done < sentences.size() && (count == 0 || count < pieces_at_once)) {
      reads.push_back(read(sentences[done++]));
      pieces.push_back(reads.back().pieces);
      count += pieces.back().size();
    }
    Matrix marks = marks_.row(0).replicate(static_cast<Index>(count), 1);
    Index row = 0;
    for (std::size_t i = 0; i < reads.size(); ++i) {
      for (const JudgedMention& mention : sentences[begin + i].mentions) {
        const auto span = reads[i].of(mention.first, mention.last);
        if (!span) continue;
        const auto mark = 1 + types_.find(mention.type)->second * kinds_ + mention.kind;
        marks.middleRows(row + span->first, span->second - span->first).rowwise() =
            marks_.row(static_cast<Index>(mark));
      }
      row += static_cast<Index>(pieces[i].size());
    }
    const Matrix states = transformer_.encode(pieces, marks);
    row = 0;
    for (std::size_t i = 0; i < reads.size(); ++i) {
      const auto length = static_cast<Index>(pieces[i].size());
      judge(sentences[begin + i], reads[i], states.middleRows(row, length), scores);
      row += length;
    }
  }
  return scores;
}

// What each pair, by the states of its ends, attends to: a mean of values, head by head.
Matrix SentenceJudge::attended(const ConstRows& states, const ConstRows& firsts,
                               const ConstRows& seconds) const {
  const Index head = keys_.outputs() / static_cast<Index>(heads_);
  const float scale = 1.0F / std::sqrt(static_cast<float>(head));
  const Matrix asked = asks_first_(firsts) + asks_second_(seconds);
  const Matrix keys = keys_(states);
  const Matrix values = values_(states);
  Matrix attended(asked.rows(), asked.cols());
  for (Index column = 0; column < asked.cols(); column += head) {
    Matrix weights =
        scale * asked.middleCols(column, head) * keys.middleCols(column, head).transpose();
    softmax_rows(weights);
    attended.middleCols(column, head).noalias() = weights * values.middleCols(column, head);
  }
  return attended;
}

void SentenceJudge::judge(const JudgedSentence& sentence, const Read& read, const ConstRows& states,
                          std::vector<Vector>& scores) const {
  const Index width = transformer_.width();
  const auto pairs = static_cast<Index>(sentence.pairs.size());
  Matrix ends = Matrix::Zero(pairs, 3 * width);
  Matrix known(pairs, ends_.outputs());  // what distance and types tell
  std::vector<bool> reached(sentence.pairs.size(), true);
  for (Index row = 0; row < pairs; ++row) {
    const auto& [i, j] = sentence.pairs[static_cast<std::size_t>(row)];
    const JudgedMention& a = sentence.mentions[i];
    const JudgedMention& b = sentence.mentions[j];
    const auto put_mean = [&](Index column, std::size_t first, std::size_t last) {
      const auto span = read.of(first, last);
      if (!span) return false;
      ends.block(row, column, 1, width) =
          states.middleRows(span->first, span->second - span->first).colwise().mean();
      return true;
    };
    reached[static_cast<std::size_t>(row)] =
        put_mean(0, a.first, a.last) && put_mean(width, b.first, b.last);
    const std::size_t between = b.first > a.last ? b.first - a.last - 1 : 0;
    if (between > 0) put_mean(2 * width, a.last + 1, b.first - 1);
    const auto types = static_cast<Index>(types_.find(a.type)->second * types_.size() +
                                          types_.find(b.type)->second);
    known.row(row) = distances_.row(distance_step(between)) + type_pairs_.row(types);
  }
  const auto firsts = ends.leftCols(width);
  const auto seconds = ends.middleCols(width, width);
  const Matrix product = first_(firsts).cwiseProduct(second_(seconds));
  Matrix hidden = ends_(ends) + product_(product) + known;
  hidden += context_(attended(states, firsts, seconds));
  gelu(hidden);
  hidden = hidden_(hidden);
  gelu(hidden);
  const Matrix result = out_(hidden);
  for (Index row = 0; row < pairs; ++row) {
    scores.push_back(reached[static_cast<std::size_t>(row)] ? Vector(result.row(row).transpose())
                                                            : Vector());
  }
}

}  // namespace entente
