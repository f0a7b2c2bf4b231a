#include "store/merge_graphs.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <utility>
#include <vector>

namespace entente {
namespace {

// The documents of a graph one after the other, by id: some are read at a time.
class Documents {
 public:
  explicit Documents(Snapshot graph) : graph_(std::move(graph)) { read(); }

  // nullptr at the end.
  const DocumentContribution* front() const { return read_.empty() ? nullptr : &read_.front(); }

  DocumentContribution take() {
    DocumentContribution first = std::move(read_.front());
    read_.pop_front();
    if (read_.empty()) {
      last_ = first.record.id;
      read();
    }
    return first;
  }

 private:
  static constexpr std::size_t at_a_time = 64;

  void read() {
    graph_.contributions(
        [&](const DocumentRecord& record, const Contribution& contribution) {
          read_.push_back({record, contribution});
          return read_.size() < at_a_time ? Walk::Continue : Walk::Stop;
        },
        last_);
  }

  Snapshot graph_;
  std::string last_;
  std::deque<DocumentContribution> read_;
};

bool is_same(const DocumentContribution& one, const DocumentContribution& other) {
  return one.record == other.record && one.contribution == other.contribution;
}

class Merge {
 public:
  Merge(std::span<const Snapshot> graphs, Store& store, const MergeGraphsOptions& options)
      : options_(options), stored_(store.snapshot()) {
    for (const Snapshot& graph : graphs) graphs_.emplace_back(graph);
  }

  // The next document that the store does not have.
  std::optional<DocumentContribution> next() {
    while (const std::string* id = first_id()) {
      const std::string document = *id;
      while (stored_.front() != nullptr && stored_.front()->record.id < document) stored_.take();
      std::optional<DocumentContribution> stands;
      const bool is_stored = stored_.front() != nullptr && stored_.front()->record.id == document;
      if (is_stored) stands = stored_.take();
      for (std::size_t number = 0; number < graphs_.size(); ++number) {
        const DocumentContribution* front = graphs_[number].front();
        if (front == nullptr || front->record.id != document) continue;
        DocumentContribution one = graphs_[number].take();
        if (!stands) {
          stands = std::move(one);
        } else if (!is_same(*stands, one)) {
          ++skipped_;
          options_.on_other_document(number, one.record);
        }
      }
      if (!is_stored) return stands;
    }
    return std::nullopt;
  }

  std::size_t skipped() const { return skipped_; }

 private:
  const std::string* first_id() const {
    const std::string* first = nullptr;
    for (const Documents& graph : graphs_) {
      if (graph.front() == nullptr) continue;
      const std::string& id = graph.front()->record.id;
      if (first == nullptr || id < *first) first = &id;
    }
    return first;
  }

  const MergeGraphsOptions& options_;
  Documents stored_;
  std::vector<Documents> graphs_;
  std::size_t skipped_ = 0;
};

}  // namespace

MergedGraphs merge_graphs(std::span<const Snapshot> graphs, Store& store,
                          const MergeGraphsOptions& options) {
  MergedGraphs merged;
  Merge merge(graphs, store, options);
  while (const std::size_t put = store.put_documents([&] { return merge.next(); })) {
    merged.put += put;
    if (options.on_durable) options.on_durable(merged.put);
  }
  merged.skipped = merge.skipped();
  for (std::size_t number = 0; number < graphs.size(); ++number) {
    for (const Decision& decision : graphs[number].decisions()) {
      try {
        store.keep(decision);
      } catch (const RefusedDecision& refused) {
        ++merged.skipped;
        options.on_refused(number, decision, refused);
      }
    }
  }
  store.sync();
  return merged;
}

}  // namespace entente
