// The graph that is served: always one whole state of it, and soon the newest one.
//
// How it works:
//   1. A ServedState is what the graph held at one moment, with what is costly to make of it. Who
//      answers a request holds one of them and sees nothing else, whatever is written meanwhile.
//   2. A thread looks every second whether the graph was written to, opens it anew, makes what is
//      costly, and only then shows the new state. Who resolved entities are is found there where
//      the writer has not yet said it; until that is done, the state before is served.
//   3. What was asked of the state before is answered anew before the new one is shown (warm_up.h),
//      by the same thread, which leaves the processor to those who answer.
//   4. The thread rests four times as long as opening took: a writer that never ends does not keep
//      it busy.
// Threads may share both.
#pragma once

#include <array>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>

#include "export/http/kept_answers.h"
#include "extract/lazy.h"
#include "graph/alliances/actors.h"
#include "graph/alliances/leaders.h"
#include "graph/alliances/memberships.h"
#include "graph/resolve/name_words.h"
#include "store/graph_alliances.h"
#include "store/snapshot.h"

namespace entente {

class ServedState {
 public:
  // `snapshot` is the unresolved one with the entities that are one joined. Refers to `leaders`,
  // `words` and `blocs`, which MUST outlive it.
  ServedState(std::string version, Snapshot unresolved, Snapshot snapshot, const Leaders& leaders,
              const NameWords& words, const Memberships& blocs);

  // Tells it from all other states of all graphs.
  const std::string& version() const { return version_; }

  const Snapshot& snapshot() const { return snapshot_; }

  // The same with entities as documents name them.
  const Snapshot& unresolved() const { return unresolved_; }

  // All facts, in memory: what scores are made of would take too long to read for each of them.
  const GraphFacts& facts() const { return facts_; }

  // Who acts for whom; made when it is first asked for.
  const Actors& actors(RollUp roll_up) const;

  // The same of the state as a view of it shows it; made for who asks.
  Actors actors_in(const Snapshot& view, RollUp roll_up) const;

  KeptAnswers& answers() const { return answers_; }

 private:
  std::string version_;
  Snapshot unresolved_;
  Snapshot snapshot_;
  GraphFacts facts_;
  const Leaders& leaders_;
  const NameWords& words_;
  const Memberships& blocs_;
  mutable std::array<Lazy<Actors>, 4> actors_;  // by roll-up
  mutable KeptAnswers answers_;
};

class ServedGraph {
 public:
  using Complain = std::function<void(std::string_view)>;

  // Makes answers of a state ready, given the state before it, or null.
  using WarmUp = std::function<void(const std::shared_ptr<const ServedState>& state,
                                    const ServedState* before, const std::stop_token& stop)>;

  // Opens the graph in `folder`. `complain` is told, by another thread, where it cannot be opened
  // again later; the state before is served on. `warm_up` is called by that thread, too: of the
  // first state while it is shown, of others before. Refers to `leaders`, `words` and `blocs`,
  // which MUST outlive it. Throws Error as Store::open does.
  ServedGraph(std::filesystem::path folder, const Leaders& leaders, const NameWords& words,
              const Memberships& blocs, Complain complain, WarmUp warm_up);

  std::shared_ptr<const ServedState> present() const;

 private:
  std::shared_ptr<const ServedState> open();
  void follow(const std::stop_token& stop);

  std::filesystem::path folder_;
  const Leaders& leaders_;
  const NameWords& words_;
  const Memberships& blocs_;
  Complain complain_;
  WarmUp warm_up_;
  std::string stamp_;  // of the state, or of what could not be opened; the thread's
  mutable std::mutex mutex_;
  std::condition_variable_any stopped_;
  std::shared_ptr<const ServedState> present_;
  std::jthread follower_;  // the last: it uses the others
};

}  // namespace entente
