#include "extract/nlp/mst.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace entente {
namespace {

using Eigen::Index;
using Scores = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

std::vector<Index> best_heads(const ConstRows& scores) {
  std::vector<Index> heads(static_cast<std::size_t>(scores.rows()) + 1, 0);
  for (Index word = 1; word <= scores.rows(); ++word) {
    Index best = word == 1 ? 0 : 1;
    for (Index head = 0; head <= scores.rows(); ++head) {
      if (head != word && scores(word - 1, head) > scores(word - 1, best)) best = head;
    }
    heads[static_cast<std::size_t>(word)] = best;
  }
  return heads;
}

// The nodes of a cycle among `heads`, or none. Only nodes that are alive count; node 0 has no head.
std::vector<Index> find_cycle(const std::vector<Index>& heads, const std::vector<bool>& alive) {
  enum class Mark : unsigned char { New, OnPath, Done };
  std::vector<Mark> marks(heads.size(), Mark::New);
  marks[0] = Mark::Done;
  for (std::size_t start = 1; start < heads.size(); ++start) {
    if (!alive[start]) continue;
    std::vector<Index> path;
    std::size_t node = start;
    while (marks[node] == Mark::New) {
      marks[node] = Mark::OnPath;
      path.push_back(static_cast<Index>(node));
      node = static_cast<std::size_t>(heads[node]);
    }
    if (marks[node] == Mark::OnPath) {
      std::vector<Index> cycle;
      do {
        cycle.push_back(path.back());
        path.pop_back();
      } while (static_cast<std::size_t>(cycle.back()) != node);
      return cycle;
    }
    for (const Index visited : path) marks[static_cast<std::size_t>(visited)] = Mark::Done;
  }
  return {};
}

bool has_one_root(const std::vector<Index>& heads) {
  std::size_t roots = 0;
  for (std::size_t word = 1; word < heads.size(); ++word) roots += heads[word] == 0 ? 1 : 0;
  return roots == 1;
}

// Chu-Liu/Edmonds on a dense graph; a contracted cycle goes on under the number of its first node.
class SpanningTree {
 public:
  explicit SpanningTree(Scores scores)
      : scores_(std::move(scores)),
        count_(static_cast<std::size_t>(scores_.rows())),
        alive_(count_, true),
        heads_(count_, 0) {}

  std::vector<Index> run() {
    std::vector<Contraction> contractions;
    choose_heads();
    for (auto cycle = find_cycle(heads_, alive_); !cycle.empty();
         cycle = find_cycle(heads_, alive_)) {
      contractions.push_back(contract(std::move(cycle)));
    }
    while (!contractions.empty()) {
      expand(contractions.back());
      contractions.pop_back();
    }
    return heads_;
  }

 private:
  struct Contraction {
    std::vector<Index> cycle;
    std::vector<Index> heads;   // of the cycle's nodes within it
    std::vector<Index> enters;  // for a head outside: the node of the cycle that it would take over
    std::vector<Index> leaves;  // for a word outside: the node of the cycle that is its best head
    std::vector<bool> outside;
  };

  void choose_heads() {
    for (std::size_t word = 1; word < count_; ++word) {
      if (alive_[word]) choose_head(static_cast<Index>(word));
    }
  }

  void choose_head(Index word) {
    Index best = -1;
    for (std::size_t head = 0; head < count_; ++head) {
      const auto candidate = static_cast<Index>(head);
      if (!alive_[head] || candidate == word) continue;
      if (best < 0 || scores_(word, candidate) > scores_(word, best)) best = candidate;
    }
    heads_[static_cast<std::size_t>(word)] = best;
  }

  Contraction contract(std::vector<Index> cycle) {
    Contraction result{
        std::move(cycle), {}, std::vector<Index>(count_), std::vector<Index>(count_), alive_};
    const Index joint = result.cycle.front();
    std::vector<double> lost;  // what a node of the cycle gives up when its head changes
    for (const Index node : result.cycle) {
      const Index head = heads_[static_cast<std::size_t>(node)];
      result.heads.push_back(head);
      lost.push_back(scores_(node, head));
      result.outside[static_cast<std::size_t>(node)] = false;
    }
    for (std::size_t other = 0; other < count_; ++other) {
      if (!result.outside[other]) continue;
      const auto node = static_cast<Index>(other);
      std::size_t enter = 0;
      std::size_t leave = 0;
      for (std::size_t i = 1; i < result.cycle.size(); ++i) {
        const Index inner = result.cycle[i];
        if (scores_(inner, node) - lost[i] > scores_(result.cycle[enter], node) - lost[enter]) {
          enter = i;
        }
        if (scores_(node, inner) > scores_(node, result.cycle[leave])) leave = i;
      }
      result.enters[other] = result.cycle[enter];
      result.leaves[other] = result.cycle[leave];
      scores_(joint, node) = scores_(result.cycle[enter], node) - lost[enter];
      scores_(node, joint) = scores_(node, result.cycle[leave]);
    }
    for (const Index node : result.cycle) {
      if (node != joint) alive_[static_cast<std::size_t>(node)] = false;
    }
    for (std::size_t word = 1; word < count_; ++word) {
      const Index head = heads_[word];
      if (alive_[word] && !alive_[static_cast<std::size_t>(head)]) heads_[word] = joint;
    }
    choose_head(joint);
    return result;
  }

  void expand(const Contraction& contraction) {
    const Index joint = contraction.cycle.front();
    const Index head = heads_[static_cast<std::size_t>(joint)];
    for (std::size_t word = 1; word < count_; ++word) {
      if (contraction.outside[word] && heads_[word] == joint) {
        heads_[word] = contraction.leaves[word];
      }
    }
    for (std::size_t i = 0; i < contraction.cycle.size(); ++i) {
      heads_[static_cast<std::size_t>(contraction.cycle[i])] = contraction.heads[i];
    }
    heads_[static_cast<std::size_t>(contraction.enters[static_cast<std::size_t>(head)])] = head;
  }

  Scores scores_;
  std::size_t count_;
  std::vector<bool> alive_;
  std::vector<Index> heads_;  // of each node that is alive, an alive one
};

Scores with_single_root(const ConstRows& scores) {
  const Index count = scores.rows();
  Scores full = Scores::Zero(count + 1, count + 1);
  full.bottomRows(count) = scores.cast<double>();
  double lowest = scores(0, 0);
  double highest = scores(0, 0);
  for (Index word = 1; word <= count; ++word) {
    for (Index head = 0; head <= count; ++head) {
      if (head == word) continue;
      lowest = std::min(lowest, full(word, head));
      highest = std::max(highest, full(word, head));
    }
  }
  const double penalty = (highest - lowest + 1.0) * static_cast<double>(count + 1);
  full.col(0).array() -= penalty;
  return full;
}

}  // namespace

std::vector<std::uint32_t> maximum_spanning_tree(const ConstRows& scores) {
  if (scores.rows() == 0) return {};
  std::vector<Index> heads = best_heads(scores);
  const std::vector<bool> alive(heads.size(), true);
  if (!has_one_root(heads) || !find_cycle(heads, alive).empty()) {
    heads = SpanningTree(with_single_root(scores)).run();
  }
  return {heads.begin() + 1, heads.end()};
}

}  // namespace entente
