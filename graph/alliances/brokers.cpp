#include "graph/alliances/brokers.h"

#include <algorithm>
#include <boost/graph/betweenness_centrality.hpp>
#include <map>
#include <string_view>

namespace entente {
namespace {

// The number of pairs of actors besides each on whose path it lies, by vertex.
std::vector<double> pairs_between(const CooperativeGraph& graph) {
  using Graph = CooperativeGraph::BoostGraph;
  const std::size_t size = graph.actors.size();
  const auto index = get(boost::vertex_index, graph.graph);
  std::vector<double> centrality(size), dependency(size);
  std::vector<double> paths(
      size);  // how many are equally short: soon more than a whole number holds
  std::vector<CooperativeGraph::Length> distance(size);
  std::vector<std::vector<boost::graph_traits<Graph>::edge_descriptor>> incoming(size);
  const auto by_vertex = [&](auto& values) {
    return boost::make_iterator_property_map(values.begin(), index);
  };
  boost::brandes_betweenness_centrality(
      graph.graph, by_vertex(centrality), boost::dummy_property_map(), by_vertex(incoming),
      by_vertex(distance), by_vertex(dependency), by_vertex(paths), index,
      get(boost::edge_weight, graph.graph));
  return centrality;
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
