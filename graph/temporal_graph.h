// The temporal multigraph in memory: entities as vertices, dated facts as edges, on Boost.Graph.
//
//   TemporalGraph graph(contribution_of(triples));
//   for (auto edge : graph.facts_of(*graph.find("country/PRK"))) {
//     const Fact& fact = graph[edge];
//     ...
//   }
//
// Vertices stand in the order of their ids and edges in the order of their keys, so that every walk
// over the same facts is the same. An edge runs from fact.subject() to fact.object().
//
// Immutable once made: threads may share one.
#pragma once

#include <boost/graph/adjacency_list.hpp>
#include <boost/range/iterator_range.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/entity.h"
#include "graph/fact.h"
#include "graph/filter.h"
#include "graph/merge.h"

namespace entente {

class TemporalGraph {
 public:
  using BoostGraph =
      boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, Entity, Fact>;
  using Vertex = boost::graph_traits<BoostGraph>::vertex_descriptor;
  using Edge = boost::graph_traits<BoostGraph>::edge_descriptor;

  TemporalGraph() = default;

  explicit TemporalGraph(const Contribution& contribution);

  // Both in any order. Throws Error where an id or a key stands twice, or where the entity at an
  // end of a fact is missing.
  TemporalGraph(std::vector<Entity> entities, std::vector<Fact> facts);

  // For the algorithms of Boost.Graph.
  const BoostGraph& boost_graph() const { return graph_; }

  std::size_t entity_count() const { return boost::num_vertices(graph_); }
  std::size_t fact_count() const { return boost::num_edges(graph_); }

  auto vertices() const { return boost::make_iterator_range(boost::vertices(graph_)); }
  auto edges() const { return boost::make_iterator_range(boost::edges(graph_)); }

  const Entity& operator[](Vertex vertex) const { return graph_[vertex]; }
  const Fact& operator[](Edge edge) const { return graph_[edge]; }
  Vertex source(Edge edge) const { return boost::source(edge, graph_); }
  Vertex target(Edge edge) const { return boost::target(edge, graph_); }

  // The entity with this id.
  std::optional<Vertex> find(std::string_view id) const;

  // The entity with this id, or else those with this name (compared by lookup_key): ids, sorted.
  std::vector<std::string> look_up(std::string_view id_or_name) const;

  // The facts that the entity is an end of, in the order of their keys.
  std::vector<Edge> facts_of(Vertex vertex) const;

  // The entities at the other ends of these facts, in the order of their ids, each once.
  std::vector<Vertex> neighbours(Vertex vertex) const;

  // The facts that match, with the entities at their ends and their sources.
  // Throws Error like FactMatcher.
  TemporalGraph select(const Filter& filter) const;

  // The same entities and the same facts.
  bool operator==(const TemporalGraph& other) const;

 private:
  BoostGraph graph_;
};

}  // namespace entente
