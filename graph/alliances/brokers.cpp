#include "graph/alliances/brokers.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "graph/alliances/betweenness.h"
#include "graph/alliances/sampled_betweenness.h"

namespace entente {
namespace {

// A sample that two threads count in a tenth of a second, for ten thousand actors.
constexpr SampleRules sample{.error = 0.025, .doubt = 1 - sample_confidence};

bool comes_first(const Broker& one, const Broker& other) {
  if (one.betweenness != other.betweenness) return one.betweenness > other.betweenness;
  return one.actor < other.actor;
}

void note_changes(const std::vector<Broker>& before, std::vector<Broker>& now) {
  std::map<std::string_view, double> former;
  for (const Broker& broker : before) {
    if (broker.betweenness > 0.0) former[broker.actor] = broker.betweenness;
  }
  for (Broker& broker : now) {
    const auto found = former.extract(broker.actor);
    broker.change = broker.betweenness - (found ? found.mapped() : 0.0);
  }
  for (const auto& [actor, betweenness] : former)
    now.push_back({.actor = std::string(actor), .change = -betweenness});
  std::ranges::sort(now, comes_first);
}

}  // namespace

BrokerWindow brokers_of(std::span<const Cooperation> pairs, const DaySpan& days, Paths paths) {
  const CooperativeGraph graph(pairs);
  const std::size_t actors = graph.actors.size();
  const bool counts_all = paths == Paths::All || actors <= most_counted_actors;
  const std::vector<double> between = counts_all
                                          ? betweenness_of(actors, graph.edges)
                                          : sampled_betweenness_of(actors, graph.edges, sample);
  std::vector<std::size_t> partners(actors, 0);
  for (const LengthEdge& edge : graph.edges) {
    ++partners[edge.left];
    ++partners[edge.right];
  }
  const auto size = static_cast<double>(actors);
  const double of_pairs = std::max(1.0, (size - 1) * (size - 2) / 2);
  BrokerWindow window{
      .days = days, .actors = actors, .pairs = pairs.size(), .error = {}, .brokers = {}};
  // The sample's error is of all pairs, a broker's betweenness of those that it is not one of.
  if (!counts_all) window.error = sample.error * size / (size - 2);
  for (std::size_t v = 0; v < actors; ++v) {
    window.brokers.push_back(
        {.actor = graph.actors[v], .betweenness = between[v] / of_pairs, .partners = partners[v]});
  }
  std::ranges::sort(window.brokers, comes_first);
  return window;
}

std::vector<BrokerWindow> brokers_of(std::span<const PairStories> pairs,
                                     std::span<const DaySpan> windows, double half_life,
                                     double least_score, Paths paths) {
  std::vector<BrokerWindow> found;
  for (const DaySpan& days : windows) {
    BrokerWindow window =
        brokers_of(cooperation_in(pairs, days, half_life, least_score), days, paths);
    if (!found.empty()) note_changes(found.back().brokers, window.brokers);
    found.push_back(std::move(window));
  }
  return found;
}

}  // namespace entente
