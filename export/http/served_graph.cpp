#include "export/http/served_graph.h"

#include <algorithm>
#include <chrono>
#include <sys/resource.h>
#include <unistd.h>
#include <utility>

#include "extract/error.h"
#include "graph/fact.h"
#include "store/graph_copies.h"
#include "store/graph_resolution.h"
#include "store/graph_stamp.h"
#include "store/store.h"

namespace entente {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t room_for_answers = std::size_t{64} << 20;
constexpr std::chrono::seconds look_interval{1};
constexpr int rest = 4;       // times as long as the work
constexpr int niceness = 10;  // of the thread that follows: who answers goes first

}  // namespace

ServedState::ServedState(std::string version, Snapshot unresolved, Snapshot snapshot,
                         const Leaders& leaders, const NameWords& words, const Memberships& blocs)
    : version_(std::move(version)),
      unresolved_(std::move(unresolved)),
      snapshot_(std::move(snapshot)),
      facts_(snapshot_),
      leaders_(leaders),
      words_(words),
      blocs_(blocs),
      answers_(room_for_answers) {}

const Actors& ServedState::actors(RollUp roll_up) const {
  return actors_.at(static_cast<std::size_t>(roll_up)).get([&] {
    return actors_in(snapshot_, roll_up);
  });
}

Actors ServedState::actors_in(const Snapshot& view, RollUp roll_up) const {
  return actors_of(view, roll_up, leaders_, words_, roll_up == RollUp::Bloc ? &blocs_ : nullptr);
}

ServedGraph::ServedGraph(std::filesystem::path folder, const Leaders& leaders,
                         const NameWords& words, const Memberships& blocs, Complain complain,
                         WarmUp warm_up)
    : folder_(std::move(folder)),
      leaders_(leaders),
      words_(words),
      blocs_(blocs),
      complain_(std::move(complain)),
      warm_up_(std::move(warm_up)),
      present_(open()),
      follower_([this](const std::stop_token& stop) { follow(stop); }) {}

std::shared_ptr<const ServedState> ServedGraph::present() const {
  const std::lock_guard lock(mutex_);
  return present_;
}

std::shared_ptr<const ServedState> ServedGraph::open() {
  stamp_ = graph_stamp(folder_);
  const Snapshot snapshot =
      with_copies(Store::open(folder_).snapshot()).with_known_names([this](std::string_view name) {
        return words_.called(name);
      });
  // What is written between the two looks may or may not be in the state; the next look at the
  // graph finds it in any case.
  const std::string version = content_id(stamp_ + "\n" + graph_stamp(folder_));
  auto state = std::make_shared<const ServedState>(
      version, snapshot, resolved(snapshot, [this] { return words_; }), leaders_, words_, blocs_);
  state->actors(RollUp::Country);
  return state;
}

void ServedGraph::follow(const std::stop_token& stop) {
  ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), niceness);  // of this thread alone
  warm_up_(present(), nullptr, stop);
  std::chrono::nanoseconds pause = look_interval;
  while (true) {
    {
      std::unique_lock lock(mutex_);
      if (stopped_.wait_for(lock, stop, pause, [&] { return stop.stop_requested(); })) return;
    }
    pause = look_interval;
    if (graph_stamp(folder_) == stamp_) continue;
    const auto begin = Clock::now();
    try {
      auto state = open();
      pause = std::max(pause, rest * (Clock::now() - begin));
      warm_up_(state, present().get(), stop);
      const std::lock_guard lock(mutex_);
      present_.swap(state);
    } catch (const Error& error) {
      complain_(error.what());
    }
  }
}

}  // namespace entente
