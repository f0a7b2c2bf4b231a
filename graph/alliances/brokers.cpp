#include "graph/alliances/brokers.h"

#include <algorithm>
#include <boost/range/iterator_range.hpp>
#include <map>
#include <string_view>

#include "graph/alliances/betweenness.h"

namespace entente {
namespace {

// The number of pairs of actors besides each on whose path it lies, by vertex.
std::vector<double> pairs_between(const CooperativeGraph& graph) {
  const auto lengths = get(boost::edge_weight, graph.graph);
  std::vector<LengthEdge> edges;
  edges.reserve(boost::num_edges(graph.graph));
  for (const auto edge : boost::make_iterator_range(boost::edges(graph.graph))) {
    edges.push_back({.left = source(edge, graph.graph),
                     .right = target(edge, graph.graph),
                     .length = lengths[edge]});
  }
  return betweenness_of(graph.actors.size(), edges);
}

void note_changes(const std::vector<Broker>& before, std::vector<Broker>& now) {
  std::map<std::string_view, double> former;
  for (const Broker& broker : before) former[broker.actor] = broker.betweenness;
  for (Broker& broker : now) broker.change = broker.betweenness - former[broker.actor];
}

}  // namespace

std::vector<Broker> brokers_of(std::span<const Cooperation> pairs) {
  const CooperativeGraph graph(pairs);
  const std::vector<double> between = pairs_between(graph);
  const auto size = static_cast<double>(graph.actors.size());
  const double of_pairs = std::max(1.0, (size - 1) * (size - 2) / 2);
  std::vector<Broker> brokers;
  for (std::size_t v = 0; v < graph.actors.size(); ++v) {
    brokers.push_back({.actor = graph.actors[v],
                       .betweenness = between[v] / of_pairs,
                       .partners = boost::out_degree(v, graph.graph)});
  }
  std::ranges::stable_sort(brokers, std::greater(), &Broker::betweenness);
  return brokers;
}

std::vector<BrokerWindow> brokers_of(std::span<const PairStories> pairs,
                                     std::span<const DaySpan> windows, double half_life,
                                     double least_score) {
  std::vector<BrokerWindow> found;
  for (const DaySpan& days : windows) {
    const auto tied = cooperation_in(pairs, days, half_life, least_score);
    BrokerWindow window{.days = days, .pairs = tied.size(), .brokers = brokers_of(tied)};
    if (!found.empty()) note_changes(found.back().brokers, window.brokers);
    found.push_back(std::move(window));
  }
  return found;
}

}  // namespace entente
